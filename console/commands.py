"""Every action once: its name and its keys; menus, shortcuts and the list of keys use these."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QKeySequence

Handler = Callable[[], object]


@dataclass(frozen=True)
class Command:
    """What a person can ask for."""

    id: str
    title: object
    keys: tuple[str, ...]


COMMANDS = (
    Command("search", QT_TRANSLATE_NOOP("commands", "Find a user"), ("Ctrl+K",)),
    Command("filter", QT_TRANSLATE_NOOP("commands", "Filter the transactions"), ("Ctrl+F",)),
    Command("filter_feed", QT_TRANSLATE_NOOP("commands", "Filter the feed"), ("Ctrl+Shift+F",)),
    Command("pause_feed", QT_TRANSLATE_NOOP("commands", "Pause or resume the feed"), ("Ctrl+P",)),
    Command("details", QT_TRANSLATE_NOOP("commands", "Connection in detail"), ("Ctrl+L",)),
    Command("deposit", QT_TRANSLATE_NOOP("commands", "Test deposit"), ("Ctrl+D",)),
    Command("payment", QT_TRANSLATE_NOOP("commands", "Payment page"), ("Ctrl+Shift+D",)),
    Command("deposits", QT_TRANSLATE_NOOP("commands", "Test deposits so far"), ("Ctrl+T",)),
    Command("payments", QT_TRANSLATE_NOOP("commands", "Payment pages so far"), ("Ctrl+Shift+T",)),
    Command("audit", QT_TRANSLATE_NOOP("commands", "Audit"), ("Ctrl+Shift+A",)),
    Command("find_payment", QT_TRANSLATE_NOOP("commands", "Find a payment"), ("Ctrl+Shift+K",)),
    Command("why", QT_TRANSLATE_NOOP("commands", "Why this balance?"), ("Ctrl+Y",)),
    Command("claim", QT_TRANSLATE_NOOP("commands", "What the customer says"), ("Ctrl+Shift+Y",)),
    Command("travel", QT_TRANSLATE_NOOP("commands", "As of a moment"), ("Ctrl+H",)),
    Command("expect", QT_TRANSLATE_NOOP("commands", "Expect a payment"), ("Ctrl+Shift+E",)),
    Command("evidence", QT_TRANSLATE_NOOP("commands", "Evidence as one file"), ("Ctrl+E",)),
    Command("export", QT_TRANSLATE_NOOP("commands", "Export the transactions"), ("Ctrl+S",)),
    Command("refresh", QT_TRANSLATE_NOOP("commands", "Read again"), ("F5", "Ctrl+R")),
    Command("back", QT_TRANSLATE_NOOP("commands", "Back"), ("Alt+Left",)),
    Command("forward", QT_TRANSLATE_NOOP("commands", "Forward"), ("Alt+Right",)),
    Command("findings", QT_TRANSLATE_NOOP("commands", "What the sweep found"), ("Ctrl+G",)),
    Command("watch", QT_TRANSLATE_NOOP("commands", "Watch the open account"), ("Ctrl+B",)),
    Command("shortcuts", QT_TRANSLATE_NOOP("commands", "Keys that work here"), ("F1",)),
    Command("quit", QT_TRANSLATE_NOOP("commands", "Quit"), ("Ctrl+Q",)),
)


def actions(parent: QObject, handlers: Mapping[str, Handler]) -> dict[str, QAction]:
    """Return one action per command; KeyError for a command without a handler."""
    made: dict[str, QAction] = {}
    for command in COMMANDS:
        action = QAction(QCoreApplication.translate("commands", str(command.title)), parent)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        handler = handlers[command.id]
        action.triggered.connect(lambda _on=False, handler=handler: handler())
        made[command.id] = action
    return made
