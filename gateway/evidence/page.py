"""The page that a person reads and prints: everything in it is in the other files as well."""

from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Protocol

from gateway.evidence.contents import (
    AuditExtract,
    Case,
    Customer,
    Feed,
    Rows,
    Surroundings,
)
from gateway.evidence.markup import Content, Markup, facts, foreign, table, tag
from gateway.evidence.words import (
    HYPOTHESES,
    LEVELS,
    OUTCOMES,
    PAIRED,
    PROOFS,
    evidence,
    moment,
    money,
    sentence,
    writer,
)
from gateway.explain.answers import Hypothesis, Verdict
from gateway.wire import direction

MOST = 500
"""Rows of a table; the newest. All are in the other files."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


class Shown(Protocol):
    """What a page is made from; personal data is at its level already."""

    @property
    def case(self) -> Case: ...
    @property
    def rows(self) -> Rows: ...
    @property
    def audit(self) -> AuditExtract: ...
    @property
    def surroundings(self) -> Surroundings: ...


def page(shown: Shown, verdict: Verdict, feed: Feed, fingerprint: str) -> bytes:
    """Return the page: HTML 5 without a script, a link or a picture, its style inside."""
    title = f"Evidence: account #{shown.case.user_id}"
    style = resources.files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    head = tag(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        tag("title", title),
        tag("style", Markup(style)),
    )
    body = tag(
        "body",
        _head(shown),
        _verdict(verdict),
        _claim(shown.case),
        _hypotheses(verdict.hypotheses),
        _timeline(verdict),
        _transactions(shown.rows),
        _feed(feed),
        _audit(shown.audit),
        _origin(shown, feed, fingerprint),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang='en')}\n".encode()


def _head(shown: Shown) -> Markup:
    case, customer = shown.case, shown.rows.customer
    environment = shown.surroundings.environment
    about = [
        part for part in (customer.email, customer.phone, customer.city, customer.country) if part
    ]
    why = [tag("p", "Reason: ", foreign(case.reason), class_="muted")] if case.reason else []
    return tag(
        "header",
        tag("span", environment.upper(), class_=f"chip {environment}"),
        tag("h1", _name(customer), " ", tag("span", f"#{customer.id}", class_="muted")),
        tag("p", [[foreign(part), " · "] for part in about], customer.status),
        tag(
            "p",
            f"Exported {moment(case.exported_at)} UTC by ",
            foreign(case.exported_by or f"operator {case.operator_id}"),
            [" · ticket ", foreign(case.ticket)] if case.ticket else "",
            f" · personal data: {LEVELS[case.personal_data]}",
            class_="muted",
        ),
        why,
    )


def _name(customer: Customer) -> Content:
    return foreign(customer.name) if customer.name else "Account"


def _verdict(verdict: Verdict) -> Markup:
    first = verdict.first_divergence
    parts: list[Content] = [
        tag("p", sentence(verdict), class_="sentence"),
        tag("p", f"Shown {PROOFS[verdict.proof]}."),
    ]
    if first is not None:
        what = f"{first.kind} {first.id or ''}".strip()
        who = (
            f", written by {writer(first.written_by, first.application)}"
            if first.written_by
            else ""
        )
        by = money(first.by_minor, verdict.currency, sign=True)
        parts.append(tag("p", f"They part at {what}, {moment(first.at)} UTC, by {by}", who, "."))
    parts += [
        tag("p", f"The log may miss changes before {moment(hole.at)} UTC: {hole.reason}.")
        for hole in verdict.holes
    ]
    figures = facts(
        [
            ("Stored balance", money(verdict.stored_minor, verdict.currency)),
            (
                "Replayed balance",
                money(verdict.stored_minor - verdict.drift_minor, verdict.currency),
            ),
            ("Drift", money(verdict.drift_minor, verdict.currency, sign=True)),
            ("Transactions", str(verdict.transactions)),
            ("Changes in the log", str(verdict.changes)),
            ("As of", f"{moment(verdict.as_of)} UTC"),
            ("Proved since", f"{moment(verdict.proved_since)} UTC"),
        ]
    )
    return _section("Verdict", tag("div", parts, class_=f"verdict {verdict.verdict}"), figures)


def _claim(case: Case) -> Markup:
    said = case.claim
    given = [
        ("Amount", money(said.amount_minor, "RSD") if said.amount_minor else None),
        ("When", said.at),
        ("Payment session", said.session),
        ("Method", said.method),
        ("Success page", "was seen" if said.success_page else None),
    ]
    known = [(name, foreign(text)) for name, text in given if text]
    parts: list[Content] = [tag("blockquote", foreign(said.words))] if said.words else []
    parts += [facts(known)] if known else []
    return _section("What the customer says", parts or tag("p", "Nothing was written down."))


def _hypotheses(hypotheses: Sequence[Hypothesis]) -> Markup:
    rows = [
        (
            tag("span", OUTCOMES[each.outcome], class_=f"outcome {each.outcome}"),
            HYPOTHESES.get(each.code, each.code),
            [tag("div", evidence(row)) for row in each.evidence[-5:]],
        )
        for each in hypotheses
        if each.outcome != "excluded"
    ]
    excluded = [HYPOTHESES.get(h.code, h.code) for h in hypotheses if h.outcome == "excluded"]
    return _section(
        "What it may be",
        table(("Outcome", "Cause", "Rows that show it"), rows) if rows else "",
        tag("p", "Excluded: ", "; ".join(excluded), ".", class_="muted") if excluded else "",
    )


def _timeline(verdict: Verdict) -> Markup:
    rows = [
        (
            moment(pair.at),
            money(pair.moved_minor, sign=True),
            money(pair.booked_minor, sign=True),
            "—" if pair.balance_minor is None else money(pair.balance_minor),
            ", ".join(f"#{number}" for number in pair.transactions) or "—",
            tag("span", PAIRED[pair.paired], class_="bad" if pair.paired == "none" else ""),
            writer(pair.written_by, pair.application),
        )
        for pair in verdict.timeline
    ]
    heads = ("Commit, UTC", "Moved", "Booked", "Balance after", "Transactions", "Paired", "By")
    return _section(
        "Changes beside transactions", _rows(heads, rows, figures=(1, 2, 3), count=len(rows))
    )


def _transactions(rows: Rows) -> Markup:
    shown = [
        (
            f"#{row.id}",
            _clock(row.created_at_raw),
            foreign(row.type),
            _moved(row.type, row.amount_minor),
            foreign(row.currency),
            foreign(row.status),
            foreign(row.payment_method),
            [foreign(row.description), tag("span", " test", class_="muted") if row.test else ""],
        )
        for row in reversed(rows.transactions[-MOST:])
    ]
    heads = ("Id", "Marketplace's clock", "Type", "Amount", "", "Status", "Method", "Description")
    return _section(
        f"Transactions ({len(rows.transactions)})",
        _rows(heads, shown, figures=(3,), count=len(rows.transactions)),
    )


def _moved(kind: str, minor: int) -> str:
    """Return an amount with the direction of its type; the stored sign is not reliable."""
    sign = direction(kind)
    return money(sign * abs(minor) if sign else minor, sign=True)


def _clock(raw: str | None) -> str:
    return raw.replace("T", " ")[:23] if raw else "—"


def _feed(feed: Feed) -> Markup:
    proof = feed.proof
    rows = [
        (
            str(commit.pos),
            str(commit.xid),
            moment(commit.recorded_at),
            money(commit.moved_minor, sign=True),
            "—" if commit.balance_minor is None else money(commit.balance_minor),
            ", ".join(f"#{number}" for number in commit.transactions) or "—",
            writer(commit.written_by, commit.application),
        )
        for commit in reversed(feed.commits[-MOST:])
    ]
    whole = (
        f"Complete to {moment(proof.complete_to)} UTC: the triggers are whole. {proof.lost} "
        "statements could not be written down; for each there is a gap in the log."
        if proof.capture == "whole"
        else "The capture is broken: " + "; ".join([*proof.faults, "changes may be missing"]) + "."
    )
    heads = ("pos", "xid", "Recorded, UTC", "Moved", "Balance after", "Transactions", "By")
    return _section(
        "The user's commits in the change log",
        tag("p", whole, class_="" if proof.capture == "whole" else "bad"),
        tag("p", f"The log began {moment(feed.began_at)} UTC.", class_="muted"),
        _rows(heads, rows, figures=(0, 1, 3, 4), count=len(feed.commits)),
    )


def _audit(audit: AuditExtract) -> Markup:
    rows = [
        (
            str(entry.number),
            moment(entry.at),
            entry.action,
            foreign(
                entry.operator_email
                or (f"operator {entry.operator_id}" if entry.operator_id else None)
            ),
            f"#{entry.transaction_id}" if entry.transaction_id else "—",
            [foreign(entry.reason), [" · ", foreign(entry.ticket)] if entry.ticket else ""],
            tag("code", entry.hash[:16]),
        )
        for entry in audit.entries[:MOST]
    ]
    heads = ("No.", "When, UTC", "Action", "By", "Transaction", "Reason", "Hash")
    return _section(
        "Done through the console",
        _rows(heads, rows, figures=(0,), count=len(audit.entries)),
        tag("p", "There are older entries.", class_="muted") if audit.more else "",
    )


def _origin(shown: Shown, feed: Feed, fingerprint: str) -> Markup:
    around = shown.surroundings
    position = feed.proof.position
    known = [
        ("Environment", around.environment),
        ("Marketplace's clock", around.backend_zone),
        ("Gateway", f"{around.gateway}, protocol {around.protocol}"),
        ("Database", f"PostgreSQL {around.postgresql}, schema {around.schema}"),
        ("Epoch", tag("code", position.epoch)),
        ("Position", tag("code", _short(position.snapshot))),
        ("Key's fingerprint", tag("code", fingerprint)),
    ]
    check = f"svetu-gateway verify FILE --fingerprint {fingerprint}"
    return _section(
        "Where this comes from, and how to check it",
        tag("p", "All of it was read from one state of the database. The check needs no network: "
            "it compares every byte with the signed manifest, and reckons the verdict anew from "
            "the rows. Get the fingerprint from whoever runs the gateway, not from this file."),
        tag("pre", check),
        facts(known),
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def _section(title: str, *content: Content) -> Markup:
    return tag("section", tag("h2", title), content)


def _rows(
    heads: Sequence[str], rows: Sequence[Sequence[Content]], *, figures: Iterable[int], count: int
) -> Content:
    """Return a table of rows, and how many of ``count`` it leaves out."""
    if not rows:
        return tag("p", "None.", class_="muted")
    more = count - len(rows)
    rest = tag("p", f"{more} older ones are in the other files.", class_="muted") if more else ""
    return (table(heads, rows, figures=figures), rest)
