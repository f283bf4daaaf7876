"""The page that a person reads and prints: everything in it is in the other files as well."""

from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Protocol

from gateway.evidence.contents import (
    AuditExtract,
    Case,
    Customer,
    Feed,
    Proof,
    Rows,
    Surroundings,
)
from gateway.evidence.markup import Content, Markup, facts, foreign, table, tag
from gateway.evidence.tongue import Tongue, tongue
from gateway.evidence.words import (
    ACTIONS,
    CUSTOMERS,
    ENVIRONMENTS,
    HOLES,
    HYPOTHESES,
    KINDS,
    LEVELS,
    OUTCOMES,
    PAIRED,
    PROOFS,
    STATUSES,
    TYPES,
    evidence,
    fault,
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


def page(
    shown: Shown, verdict: Verdict, feed: Feed, fingerprint: str, say: Tongue | None = None
) -> bytes:
    """Return the page: HTML 5 without a script, a link or a picture, its style inside.

    ``say`` None: in the language that the case asks for.
    """
    say = say or tongue(shown.case.language)
    title = say("Evidence: account #{id}", id=shown.case.user_id)
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
        _head(say, shown),
        _verdict(say, verdict),
        _claim(say, shown.case),
        _hypotheses(say, verdict.hypotheses),
        _timeline(say, verdict),
        _transactions(say, shown.rows),
        _feed(say, feed),
        _audit(say, shown.audit),
        _origin(say, shown, feed, fingerprint),
    )
    return f"<!DOCTYPE html>\n{tag('html', head, body, lang=say.tag)}\n".encode()


def _head(say: Tongue, shown: Shown) -> Markup:
    case, customer = shown.case, shown.rows.customer
    environment = shown.surroundings.environment
    about = [
        part for part in (customer.email, customer.phone, customer.city, customer.country) if part
    ]
    why = (
        [tag("p", say("Reason:"), " ", foreign(case.reason), class_="muted")] if case.reason else []
    )
    return tag(
        "header",
        tag("span", say.code(ENVIRONMENTS, environment).upper(), class_=f"chip {environment}"),
        tag("h1", _name(say, customer), " ", tag("span", f"#{customer.id}", class_="muted")),
        tag("p", [[foreign(part), " · "] for part in about], say.code(CUSTOMERS, customer.status)),
        tag(
            "p",
            say("Exported {at} UTC by", at=moment(case.exported_at)),
            " ",
            foreign(case.exported_by or say("operator {id}", id=case.operator_id)),
            [" · ", say("ticket"), " ", foreign(case.ticket)] if case.ticket else "",
            " · ",
            say("personal data: {level}", level=say(LEVELS[case.personal_data])),
            class_="muted",
        ),
        why,
    )


def _name(say: Tongue, customer: Customer) -> Content:
    return foreign(customer.name) if customer.name else say("Account")


def _verdict(say: Tongue, verdict: Verdict) -> Markup:
    first = verdict.first_divergence
    parts: list[Content] = [
        tag("p", sentence(say, verdict), class_="sentence"),
        tag("p", say(PROOFS[verdict.proof])),
    ]
    if first is not None:
        parted = say(
            "They part at {what}, {at} UTC, by {amount}",
            what=f"{say(KINDS[first.kind])} {first.id or ''}".strip(), at=moment(first.at),
            amount=money(first.by_minor, verdict.currency, sign=True),
        )  # fmt: skip
        who = say(", written by {who}", who=writer(first.written_by, first.application))
        parts.append(tag("p", parted, who if first.written_by else "", "."))
    parts += [
        tag("p", say(
            "The log may miss changes before {at} UTC: {reason}.",
            at=moment(hole.at), reason=say.code(HOLES, hole.reason),
        ))
        for hole in verdict.holes
    ]  # fmt: skip
    figures = facts(
        [
            (say("Stored balance"), money(verdict.stored_minor, verdict.currency)),
            (
                say("Replayed balance"),
                money(verdict.stored_minor - verdict.drift_minor, verdict.currency),
            ),
            (say("Drift"), money(verdict.drift_minor, verdict.currency, sign=True)),
            (say("Transactions"), str(verdict.transactions)),
            (say("Changes in the log"), str(verdict.changes)),
            (say("As of"), f"{moment(verdict.as_of)} UTC"),
            (say("Proved since"), f"{moment(verdict.proved_since)} UTC"),
        ]
    )
    said = tag("div", parts, class_=f"verdict {verdict.verdict}")
    return _section(say("Verdict"), said, figures)


def _claim(say: Tongue, case: Case) -> Markup:
    said = case.claim
    given = [
        (say("Amount"), money(said.amount_minor, "RSD") if said.amount_minor else None),
        (say("When"), said.at),
        (say("Payment session"), said.session),
        (say("Method"), said.method),
        (say("Success page"), say("was seen") if said.success_page else None),
    ]
    known = [(name, foreign(text)) for name, text in given if text]
    parts: list[Content] = [tag("blockquote", foreign(said.words))] if said.words else []
    parts += [facts(known)] if known else []
    nothing = tag("p", say("Nothing was written down."))
    return _section(say("What the customer says"), parts or nothing)


def _hypotheses(say: Tongue, hypotheses: Sequence[Hypothesis]) -> Markup:
    rows = [
        (
            tag("span", say(OUTCOMES[each.outcome]), class_=f"outcome {each.outcome}"),
            say.code(HYPOTHESES, each.code),
            [tag("div", evidence(say, row)) for row in each.evidence[-5:]],
        )
        for each in hypotheses
        if each.outcome != "excluded"
    ]
    excluded = "; ".join(
        say.code(HYPOTHESES, each.code) for each in hypotheses if each.outcome == "excluded"
    )
    heads = (say("Outcome"), say("Cause"), say("Rows that show it"))
    return _section(
        say("What it may be"),
        table(heads, rows) if rows else "",
        tag("p", say("Excluded: {causes}.", causes=excluded), class_="muted") if excluded else "",
    )


def _timeline(say: Tongue, verdict: Verdict) -> Markup:
    rows = [
        (
            moment(pair.at),
            money(pair.moved_minor, sign=True),
            money(pair.booked_minor, sign=True),
            "—" if pair.balance_minor is None else money(pair.balance_minor),
            ", ".join(f"#{number}" for number in pair.transactions) or "—",
            tag("span", say(PAIRED[pair.paired]), class_="bad" if pair.paired == "none" else ""),
            writer(pair.written_by, pair.application),
        )
        for pair in verdict.timeline
    ]
    heads = (
        say("Commit, UTC"), say("Moved"), say("Booked"), say("Balance after"), say("Transactions"),
        say("Paired"), say("By"),
    )  # fmt: skip
    return _section(
        say("Changes beside transactions"),
        _rows(say, heads, rows, figures=(1, 2, 3), count=len(rows)),
    )


def _transactions(say: Tongue, rows: Rows) -> Markup:
    test = tag("span", " ", say("test"), class_="muted")
    shown = [
        (
            f"#{row.id}",
            _clock(row.created_at_raw),
            foreign(say.code(TYPES, row.type)),
            _moved(row.type, row.amount_minor),
            foreign(row.currency),
            foreign(say.code(STATUSES, row.status)),
            foreign(row.payment_method),
            [foreign(row.description), test if row.test else ""],
        )
        for row in reversed(rows.transactions[-MOST:])
    ]
    heads = (
        say("Id"), say("Marketplace's clock"), say("Type"), say("Amount"), "", say("Status"),
        say("Method"), say("Description"),
    )  # fmt: skip
    return _section(
        say("Transactions ({count})", count=len(rows.transactions)),
        _rows(say, heads, shown, figures=(3,), count=len(rows.transactions)),
    )


def _moved(kind: str, minor: int) -> str:
    """Return an amount with the direction of its type; the stored sign is not reliable."""
    sign = direction(kind)
    return money(sign * abs(minor) if sign else minor, sign=True)


def _clock(raw: str | None) -> str:
    return raw.replace("T", " ")[:23] if raw else "—"


def _feed(say: Tongue, feed: Feed) -> Markup:
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
    heads = (
        "pos", "xid", say("Recorded, UTC"), say("Moved"), say("Balance after"), say("Transactions"),
        say("By"),
    )  # fmt: skip
    return _section(
        say("The user's commits in the change log"),
        _proof(say, proof),
        tag("p", say("The log began {at} UTC.", at=moment(feed.began_at)), class_="muted"),
        _rows(say, heads, rows, figures=(0, 1, 3, 4), count=len(feed.commits)),
    )


def _proof(say: Tongue, proof: Proof) -> Markup:
    if proof.capture == "whole":
        return tag("p", say(
            "Complete to {at} UTC: the triggers are whole. {lost} statements could not be written "
            "down; for each there is a gap in the log.",
            at=moment(proof.complete_to), lost=proof.lost,
        ))  # fmt: skip
    found = [fault(say, each) for each in proof.faults]
    faults = "; ".join([*found, say("changes may be missing")])
    return tag("p", say("The capture is broken: {faults}.", faults=faults), class_="bad")


def _audit(say: Tongue, audit: AuditExtract) -> Markup:
    rows = [
        (
            str(entry.number),
            moment(entry.at),
            say.code(ACTIONS, entry.action),
            foreign(
                entry.operator_email
                or (say("operator {id}", id=entry.operator_id) if entry.operator_id else None)
            ),
            f"#{entry.transaction_id}" if entry.transaction_id else "—",
            [foreign(entry.reason), [" · ", foreign(entry.ticket)] if entry.ticket else ""],
            tag("code", entry.hash[:16]),
        )
        for entry in audit.entries[:MOST]
    ]
    heads = (
        say("No."), say("When, UTC"), say("Action"), say("By"), say("Transaction"), say("Reason"),
        say("Hash"),
    )  # fmt: skip
    return _section(
        say("Done through the console"),
        _rows(say, heads, rows, figures=(0,), count=len(audit.entries)),
        tag("p", say("There are older entries."), class_="muted") if audit.more else "",
    )


def _origin(say: Tongue, shown: Shown, feed: Feed, fingerprint: str) -> Markup:
    around = shown.surroundings
    position = feed.proof.position
    known = [
        (say("Environment"), say.code(ENVIRONMENTS, around.environment)),
        (say("Marketplace's clock"), around.backend_zone),
        (
            say("Gateway"),
            say("{gateway}, protocol {protocol}", gateway=around.gateway, protocol=around.protocol),
        ),
        (
            say("Database"),
            say("PostgreSQL {server}, schema {schema}", server=around.postgresql,
                schema=around.schema),
        ),
        (say("Epoch"), tag("code", position.epoch)),
        (say("Position"), tag("code", _short(position.snapshot))),
        (say("Key's fingerprint"), tag("code", fingerprint)),
    ]  # fmt: skip
    check = f"svetu-gateway verify FILE --fingerprint {fingerprint}"
    return _section(
        say("Where this comes from, and how to check it"),
        tag("p", say(
            "All of it was read from one state of the database. The check needs no network: "
            "it compares every byte with the signed manifest, and reckons the verdict anew from "
            "the rows. Get the fingerprint from whoever runs the gateway, not from this file."
        )),
        tag("pre", check),
        facts(known),
    )  # fmt: skip


def _short(text: str) -> str:
    return text if len(text) <= 100 else f"{text[:99]}…"


def _section(title: str, *content: Content) -> Markup:
    return tag("section", tag("h2", title), content)


def _rows(
    say: Tongue,
    heads: Sequence[str],
    rows: Sequence[Sequence[Content]],
    *,
    figures: Iterable[int],
    count: int,
) -> Content:
    """Return a table of rows, and how many of ``count`` it leaves out."""
    if not rows:
        return tag("p", say("None."), class_="muted")
    more = say("{count} older ones are in the other files.", count=count - len(rows))
    rest = tag("p", more, class_="muted") if count > len(rows) else ""
    return (table(heads, rows, figures=figures), rest)
