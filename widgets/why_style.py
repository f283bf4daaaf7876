"""Style sheet of explanations: cards, verdicts, dates; ``$names`` are design tokens."""

from collections.abc import Mapping
from string import Template


def why_style(tokens: Mapping[str, str]) -> str:
    """Return the style sheet."""
    return _STYLE.substitute(tokens)


_STYLE = Template(
    """
    QFrame[kind="card"] { background: $surface; border: 1px solid $line; border-radius: 6px; }
    QFrame[kind="message"][outdated="true"] { background: $surface; border: 1px solid $line; }
    QLabel[type="verdict"] { font-size: 14px; font-weight: 600; }
    QLabel[kind="status-chip"][tone="accent"] { background: $accent_ground; }
    QLabel[kind="status-chip"][tone="muted"] { background: $ground; }
    QScrollArea[kind="plain"], QWidget[kind="plain"] { background: transparent; border: none; }
    QPushButton[kind="offer"] { border: none; border-top: 1px solid $line; border-radius: 0;
        color: $accent; text-align: left; padding: 0 12px; min-height: 34px; }
    QPushButton[kind="offer"]:hover { background: $ground; }
    QPushButton[kind="offer"][chosen="true"] { background: $accent_ground; }
    QTimeEdit, QDateTimeEdit { border: 1px solid $line; border-radius: 6px; background: $surface; }
    QTimeEdit:focus, QDateTimeEdit:focus { border-color: $accent; }
    QTimeEdit QLineEdit, QDateTimeEdit QLineEdit { border: none; background: transparent;
        padding: 0; min-height: 0; }
    QTimeEdit::up-button, QTimeEdit::down-button, QDateTimeEdit::up-button,
    QDateTimeEdit::down-button { width: 0; height: 0; border: none; }
    QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $line; }
    QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
    QSlider::handle:horizontal { width: 14px; height: 14px; margin: -5px 0; border-radius: 7px;
        background: $surface; border: 2px solid $accent; }
    QSlider::handle:horizontal:focus { background: $accent; }
    """
)
