"""`svetu-gateway explain` and `sweep`: verdicts in a terminal, by exit code, or as JSON."""

import argparse
import sys
from collections.abc import Iterable

import msgspec

from gateway.database import Database
from gateway.explain.answers import Evidence, Verdict
from gateway.explain.claims import ClaimQuery, amount_minor
from gateway.explain.reader import Explainer
from gateway.explain.sweep import Drift, Progress, Report, Sweep
from gateway.problems import Problem

BOUNDS = {
    "claim_amount_minor": "An amount is at most 9999999999.99.",
    "claim_at": "A moment has 1 to 40 characters, such as 2025-07-01 or 2025-07-01T14:02.",
    "session": "A session's id has 1 to 200 characters.",
    "method": "A method's code has 1 to 50 characters.",
}
EXIT_CODES = {"agrees": 0, "differs": 3, "cannot_tell": 4}


class ExplainFailed(Exception):  # noqa: N818
    """Nothing can be said; the text is one sentence for a person."""


async def run(options: argparse.Namespace) -> int:
    """Explain one user; returns the exit code. Raises ExplainFailed, and what asyncpg raises."""
    try:
        async with Database.open(options.dsn) as database:
            verdict = await Explainer(database).verdict(options.user, query_of(options))
    except Problem as problem:
        raise ExplainFailed(problem.detail) from problem
    if options.json:
        sys.stdout.write(msgspec.json.encode(verdict).decode() + "\n")
    else:
        sys.stdout.write("".join(f"{printable(line)}\n" for line in _lines(verdict)))
    return EXIT_CODES[verdict.verdict]


async def sweep(options: argparse.Namespace) -> int:
    """Look at all users; returns the exit code: 3 when a balance differs, or is nobody's."""
    report = Report()
    async with Database.open(options.dsn) as database:
        async for news in Sweep(database, batch=options.batch).run(options.after):
            if isinstance(news, Progress):
                report.went_on(news)
                continue
            report.found(news)
            line = msgspec.json.encode(news).decode() if options.json else _drift(news)
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
    return EXIT_CODES["differs"] if report.has_fault else 0


def _drift(found: Drift) -> str:
    if found.user_missing:
        return (
            f"user {found.user_id}: there is no such user; a stored balance of "
            f"{_money(found.stored_minor)} and {found.transactions} transactions are nobody's"
        )
    first = found.first_divergence
    where = f" from {first.kind} {first.id or ''} {first.at.isoformat()}" if first else ""
    codes = f": {', '.join(found.proved)}" if found.proved else ""
    return (
        f"user {found.user_id}: {found.verdict} by {_money(found.drift_minor)} "
        f"({found.proof}){where}{codes}"
    )


def query_of(options: argparse.Namespace) -> ClaimQuery:
    """Return what the command line says that the customer says; raises ExplainFailed."""
    amount = None if options.claim_amount is None else amount_minor(options.claim_amount)
    if options.claim_amount is not None and amount is None:
        text = printable(options.claim_amount[:40])
        raise ExplainFailed(f"“{text}” is no amount such as 2000 or 100.46.")
    said = {
        "claim_amount_minor": amount,
        "claim_at": options.claim_at,
        "session": options.session,
        "method": options.method,
        "success_page": options.success_page,
    }
    try:
        msgspec.json.encode(said)
        return msgspec.convert(said, ClaimQuery)
    except UnicodeEncodeError as exc:
        raise ExplainFailed("What the customer says is not UTF-8 text.") from exc
    except msgspec.ValidationError as exc:
        name = str(exc).rpartition("$.")[2].rstrip("`")
        raise ExplainFailed(BOUNDS[name]) from exc


def printable(text: str) -> str:
    """Return text that does nothing to a terminal: what cannot be seen is written as an escape."""
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode() for char in text
    )


def _lines(verdict: Verdict) -> Iterable[str]:
    """Codes and figures, for a person at a terminal."""
    yield (
        f"user {verdict.user_id}: {verdict.verdict}, stored {_money(verdict.stored_minor)} "
        f"{verdict.currency}, drift {_money(verdict.drift_minor)}, proof {verdict.proof}"
    )
    if verdict.drift_before_minor:
        yield f"before the log: {_money(verdict.drift_before_minor)} without a transaction (a hint)"
    for hole in verdict.holes:
        yield f"the log has a hole before {hole.at.isoformat()}: {hole.reason}"
    if first := verdict.first_divergence:
        who = f" by {first.written_by} ({first.application})" if first.written_by else ""
        yield (
            f"parts at {first.kind} {first.id or ''} {first.at.isoformat()}: "
            f"{_money(first.by_minor)}{who}"
        )
    for hypothesis in verdict.hypotheses:
        shown = "; ".join(map(_row, hypothesis.evidence[-3:]))
        yield f"{hypothesis.outcome:<12} {hypothesis.code:<36} {shown}".rstrip()
    yield f"as of {verdict.as_of.isoformat()}"


def _row(evidence: Evidence) -> str:
    number = evidence.id if evidence.id is not None else evidence.pos
    amount = None if evidence.amount_minor is None else _money(evidence.amount_minor)
    parts = (evidence.kind, number, amount, evidence.status, evidence.method, evidence.text)
    return " ".join(str(part) for part in parts if part is not None)


def _money(minor: int) -> str:
    sign = "−" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}.{abs(minor) % 100:02}"
