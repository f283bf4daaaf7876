"""What a customer's screen should have said at a moment, and what it could have said instead."""

from PySide6.QtCore import QCoreApplication

from widgets.format import format_amount, format_money
from widgets.moment import Moment

SYMBOLS = ("€", "$")
"""What the web page offers beside RSD, without converting (contract §8.2)."""


def tr(text: str) -> str:
    """Translate in the context of screens."""
    return QCoreApplication.translate("screen", text)


def should_have_said(moment: Moment) -> str:
    """Return what was to be spent then."""
    then = moment.then
    return format_money(then.available_minor, then.currency)


def could_have_said(moment: Moment) -> list[str]:
    """Return what a page may have shown without anything being wrong in the ledger."""
    then = moment.then
    found = []
    before = then.balance_before_minor
    if before is not None and before != then.balance_minor:
        text = tr("{money}, if the page was opened before the last change: it never looks again")
        found.append(text.format(money=format_money(before, then.currency)))
    if then.available_minor:
        text = tr("{money}, if the backend could not read the balance: it says 0 then")
        found.append(text.format(money=format_money(0, then.currency)))
        text = tr("{amount} with another sign ({symbols}): nothing is converted")
        amount = format_amount(then.available_minor)
        found.append(text.format(amount=amount, symbols=", ".join(SYMBOLS)))
    found.append(tr("an empty history: the page never shows any"))
    return found
