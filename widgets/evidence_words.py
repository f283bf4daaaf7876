"""Words a row of evidence: what it is, when it was, how much it moved, and who wrote it."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from api_client.verdicts import Evidence
from widgets.format import UNKNOWN, format_amount, format_id, format_time, status_name, type_name

GONE = frozenset({"gone", "gone behind the log"})
"""What a row says of itself that is evidence, and is not in the table any more."""
MOST_NAMED = 3
"""How many rows a sentence names before it only counts the others."""


def tr(text: str) -> str:
    """Translate in the context of evidence."""
    return QCoreApplication.translate("evidence", text)


def of_kind(evidence: Iterable[Evidence], *kinds: str) -> list[Evidence]:
    """Return the rows of these kinds."""
    return [row for row in evidence if row.kind in kinds]


def shown_id(row: Evidence) -> int | None:
    """Return the transaction that a row can be looked at as, if it is still there."""
    return None if row.text in GONE else row.id


def who(row: Evidence) -> str:
    """Return who wrote a row: the database role and what the program calls itself."""
    return writer(row.written_by, row.application)


def writer(role: str | None, application: str | None) -> str:
    """Return a role and an application as words; nobody is known before the change log."""
    if not role:
        return UNKNOWN
    if not application:
        return tr("role {role}").format(role=role)
    return tr("role {role}, {application}").format(role=role, application=application)


def when(row: Evidence) -> str:
    """Return when a row was written."""
    return UNKNOWN if row.at is None else format_time(row.at)


def amount(row: Evidence) -> str:
    """Return what a row moves, with its sign."""
    return UNKNOWN if row.amount_minor is None else format_amount(row.amount_minor, sign=True)


def plain(row: Evidence) -> str:
    """Return the amount of a balance: no sign where it is not below zero."""
    return UNKNOWN if row.amount_minor is None else format_amount(row.amount_minor)


def transaction(row: Evidence) -> str:
    """Return a transaction in a few words: ``Deposit 88412 of +2.000,00, 01.07.2026 12:04:07``."""
    text = tr("{type} {id} of {amount}, {when}")
    if row.user_id is not None:
        text = tr("{type} {id} of {amount} for {user}, {when}")
    return text.format(
        type=type_name(row.type or "") or tr("Transaction"), id=row.id, amount=amount(row),
        when=when(row), user=format_id(row.user_id or 0),
    )  # fmt: skip


def transactions(rows: Sequence[Evidence]) -> str:
    """Return some transactions, the newest first; many are counted."""
    named = [transaction(row) for row in reversed(rows[-MOST_NAMED:])]
    if len(rows) > MOST_NAMED:
        named.append(tr("{count} more").format(count=len(rows) - MOST_NAMED))
    return "; ".join(named)


def ids(rows: Iterable[Evidence]) -> str:
    """Return the numbers of transactions, each once."""
    return ", ".join(str(id_) for id_ in dict.fromkeys(row.id for row in rows) if id_ is not None)


def status(row: Evidence) -> str:
    """Return the word for a row's status."""
    return status_name(row.status or "") or UNKNOWN


def commit(evidence: Sequence[Evidence]) -> str:
    """Return what the newest commit among the rows did to the balance, and who wrote it."""
    changes, edits = of_kind(evidence, "change"), of_kind(evidence, "edit")
    words: dict[str, Any] = {}
    if changes:
        words = {"when": when(changes[-1]), "moved": amount(changes[-1]), "who": who(changes[-1])}
        edits = [edit for edit in edits if edit.at == changes[-1].at] or edits
    if changes and edits:
        text = tr("{when}: the balance moved by {moved} for transaction {id} of {booked} ({who})")
        return text.format(id=edits[-1].id, booked=amount(edits[-1]), **words)
    if changes:
        return tr("{when}: the balance moved by {moved} ({who})").format(**words)
    if edits:
        text = tr("{when}: transaction {id} of {booked} ({who})")
        last = edits[-1]
        return text.format(when=when(last), id=last.id, booked=amount(last), who=who(last))
    return ""


def page(evidence: Sequence[Evidence]) -> str:
    """Return how the claimed payment page stands, as a sentence; empty if no row says so."""
    pages = of_kind(evidence, "session")
    if not pages:
        return ""
    words = {
        "open": tr("The payment page is open and due {when}."),
        "completed": tr("The payment page of {when} was completed."),
        "declined": tr("The payment page of {when} was declined."),
        "abandoned": tr("The payment page of {when} was never completed."),
    }
    text = words.get(pages[-1].status or "", tr("There was a payment page, {when}."))
    return text.format(when=when(pages[-1]))


def joined(*sentences: str) -> str:
    """Return sentences beside each other; empty ones are left out."""
    return " ".join(filter(None, sentences))


def completeness(evidence: Sequence[Evidence]) -> str:
    """Return since when nothing is missing in the change log, empty if no row says so."""
    words = {
        "account": tr("The account is from {when}."),
        "log": tr("The change log is complete since {when}."),
    }
    known = [row for row in evidence if row.kind in words and not row.text]
    return joined(*(words[row.kind].format(when=when(row)) for row in known))


def limits(evidence: Sequence[Evidence]) -> str:
    """Return what keeps the change log from telling, empty if no row says so."""
    for row in evidence:
        if row.kind == "log" and row.text:
            return tr("The change log has holes.")
        if row.kind == "log":
            return tr("The change log is complete only since {when}.").format(when=when(row))
        if row.kind == "checkpoint":
            text = tr("What came before {when} is not in the change log.")
            return text.format(when=when(row))
    return ""
