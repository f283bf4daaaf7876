"""`svetu-gateway audit`: reads the audit at a terminal, and says whether its chain is whole."""

import argparse
import sys

import msgspec

from gateway.audit import Audit, AuditQuery
from gateway.audit_chain import Anchor, Chain
from gateway.database import Database
from gateway.wire_audit import AuditEntry

CHAIN_BROKEN = 3
"""The exit code of `audit --verify` when the chain is not whole."""


class AuditRefused(Exception):  # noqa: N818
    """The question makes no sense; one sentence for a person."""


class Verdict(msgspec.Struct, frozen=True):
    """What `--verify --json` prints; ``anchor`` is the newest entry's."""

    whole: bool
    entries: int
    broken_at: int | None
    sentence: str
    anchor: str


async def run(options: argparse.Namespace) -> int:
    """Print entries or the verdict; returns the exit code. Raises AuditRefused."""
    anchor = _anchor(options.anchor) if options.anchor else None
    if anchor and not options.verify:
        raise AuditRefused("An anchor is for --verify.")
    async with Database.open(options.dsn) as database:
        audit = Audit(database)
        if options.verify:
            return _say(await audit.verify(anchor), as_json=options.json)
        entries = await audit.entries(await _query(audit, options))
    for entry in reversed(entries):  # the newest is nearest to the prompt
        sys.stdout.write(_json(entry) if options.json else _line(entry))
    return 0


async def _query(audit: Audit, options: argparse.Namespace) -> AuditQuery:
    operator = None
    if options.operator:
        operator = await audit.operator_id(options.operator)
        if operator is None:
            raise AuditRefused(f"There is no operator {options.operator}.")
    return AuditQuery(
        operator=None if operator is None else str(operator),
        user=options.user,
        limit=options.limit,
    )


def _say(chain: Chain, *, as_json: bool) -> int:
    whole = chain.fault is None
    sentence = "The chain is whole." if chain.fault is None else chain.fault.sentence
    verdict = Verdict(
        whole=whole,
        entries=chain.newest.number,
        broken_at=chain.fault.entry_id if chain.fault else None,
        sentence=sentence,
        anchor=str(chain.newest),
    )
    if as_json:
        sys.stdout.write(_json(verdict))
    elif whole:
        sys.stdout.write(
            f"{sentence} {verdict.entries} entries.\nAnchor: {verdict.anchor}\n"
            "Kept elsewhere and given back with --anchor, it shows if anything before it was "
            "rewritten or cut off.\n"
        )
    else:
        where = "" if verdict.broken_at is None else f" (id {verdict.broken_at})"
        sys.stdout.write(f"The chain is BROKEN: {sentence[:-1]}{where}.\n")
    return 0 if whole else CHAIN_BROKEN


def _line(entry: AuditEntry) -> str:
    parts = [
        entry.at.isoformat(sep=" ", timespec="seconds"),
        entry.operator_email or "-",
        entry.action,
        "" if entry.user_id is None else f"user {entry.user_id}",
        "" if entry.transaction_id is None else f"transaction {entry.transaction_id}",
        entry.ticket or "",
        entry.reason or "",
    ]
    # Texts come from people: none may begin a line of its own.
    return "  ".join(" ".join(part.split()) for part in parts if part) + "\n"


def _json(value: msgspec.Struct) -> str:
    return msgspec.json.encode(value).decode() + "\n"


def _anchor(text: str) -> Anchor:
    number, _, digest = text.partition(":")
    try:
        anchor = Anchor(int(number), bytes.fromhex(digest))
    except ValueError:
        anchor = Anchor(0, b"")
    if anchor.number < 0 or len(anchor.hash) != 32:
        raise AuditRefused("An anchor looks like 12:3f…, as --verify prints it.")
    return anchor
