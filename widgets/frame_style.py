"""Style sheet of the frame and its docks; ``$names`` are design tokens of widgets/theme.py."""

from collections.abc import Mapping
from string import Template

from widgets.why_style import why_style

ENVIRONMENTS = ("sandbox", "staging", "production")


def frame_style(tokens: Mapping[str, str]) -> str:
    """Return the style sheet; an environment's chip stands on a breath of its own colour."""
    grounds = {f"{name}_ground": "#24" + tokens[name][1:] for name in ENVIRONMENTS}
    return _STYLE.substitute(tokens, **grounds) + why_style(tokens)


_STYLE = Template(
    """
    QMainWindow, QDialog { background: $ground; }
    QDialog { background: $surface; }
    QSplitter::handle { background: transparent; }
    QAbstractItemView { border: none; background: transparent; outline: none; }
    QFrame[kind="search"] { background: $ground; border: 1px solid $line; border-radius: 6px; }
    QFrame[kind="search"][active="true"] { background: $surface; border-color: $accent; }
    QFrame[kind="search"] QLineEdit { border: none; background: transparent; padding: 0 2px;
        min-height: 28px; }
    QLabel[strong="true"] { font-weight: 600; }
    QFrame[kind="popup"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
    QLabel[kind="key"] { font-size: 11px; font-weight: 600; color: $muted; background: $surface;
        border: 1px solid $line; border-radius: 4px; padding: 1px 6px; }
    QFrame[kind="environment"] { border-radius: 10px; }
    QFrame[kind="environment"] QLabel { font-size: 11px; }
    QFrame[kind="environment"][environment="sandbox"] { background: $sandbox_ground; }
    QFrame[kind="environment"][environment="staging"] { background: $staging_ground; }
    QFrame[kind="environment"][environment="production"] { background: $production_ground; }
    QFrame[kind="status-bar"] { background: $surface; border-top: 1px solid $line; }
    QFrame[kind="status-bar"] QLabel { font-size: 12px; color: $muted; }
    QFrame[kind="status-bar"] QLabel[type="word"] { font-weight: 600; color: $text; }
    QFrame[kind="status-bar"][tone="warning"] QLabel[side="left"] { color: $warning; }
    QFrame[kind="status-bar"][tone="negative"] QLabel[side="left"] { color: $negative; }
    QFrame[kind="status-bar"] QLabel[tone="negative"] { color: $negative; }
    QLabel[type="caps"][tone="warning"] { color: $warning; }
    QFrame[kind="tray"] { background: $surface; border-top: 1px solid $line;
        border-bottom-left-radius: 7px; border-bottom-right-radius: 7px; }
    QFrame[kind="message"][place="toast"] { border: 1px solid $line; background: $surface; }
    QFrame[kind="message"] QPushButton { min-height: 24px; padding: 0 8px; }
    QFrame[kind="message"][place="strip"] { border-radius: 0; }
    QLabel[kind="status-chip"] { font-size: 11px; font-weight: 600; border-radius: 10px;
        padding: 3px 9px; }
    QLabel[kind="status-chip"][tone="positive"] { background: $positive_ground; }
    QLabel[kind="status-chip"][tone="warning"] { background: $warning_ground; }
    QLabel[kind="status-chip"][tone="negative"] { background: $negative_ground; }
    QDateEdit { border: 1px solid $line; border-radius: 6px; background: $surface; }
    QDateEdit:focus { border-color: $accent; }
    QDateEdit QLineEdit { border: none; background: transparent; padding: 0; min-height: 0; }
    QDateEdit::up-button, QDateEdit::down-button { width: 0; height: 0; border: none; }
    QHeaderView { background: transparent; border: none; }
    QHeaderView::section { background: $surface; border: none; border-bottom: 1px solid $line;
        padding: 0 8px; font-size: 11px; font-weight: 600; color: $muted; }
    QHeaderView::section:hover { color: $text; }
    QHeaderView::down-arrow, QHeaderView::up-arrow { image: none; width: 0; height: 0; }
    QAbstractScrollArea::corner { background: transparent; border: none; }
    QRadioButton { spacing: 8px; min-height: 22px; }
    QRadioButton:disabled { color: $muted; }
    QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $faint;
        border-radius: 8px; background: $surface; }
    QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
    QRadioButton::indicator:checked:disabled { border-color: $muted; }
    QRadioButton::indicator:disabled { border-color: $line; }
    QRadioButton::indicator:focus { border-color: $accent; }
    QLineEdit:read-only, QPlainTextEdit:disabled { background: $ground; }
    QPlainTextEdit { border-radius: 6px; border: 1px solid $line; background: $surface;
        padding: 4px 6px; }
    QPlainTextEdit:focus { border-color: $accent; }
    QPlainTextEdit:disabled { color: $muted; }
    QPlainTextEdit[wrong="true"] { border-color: $negative; }
    QPushButton[kind="chip"] { min-height: 24px; padding: 0 10px; font-size: 12px; }
    QPushButton[kind="small"] { min-height: 24px; padding: 0 8px; font-size: 12px; }
    QPushButton[kind="toggle"] { min-height: 24px; padding: 0 12px; font-size: 12px; }
    QPushButton[kind="toggle"]:checked { background: $accent_ground; color: $accent;
        border-color: $accent; font-weight: 600; }
    QFrame[kind="line"] { background: $line; }
    QTabBar::tab { padding: 10px 14px; color: $muted; border: none;
        border-bottom: 2px solid transparent; background: transparent; }
    QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: 600; }
    QTabBar::tab:focus { color: $accent; }
    QCheckBox { spacing: 8px; }
    QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $faint;
        border-radius: 4px; background: $surface; }
    QCheckBox::indicator:checked { background: $accent; border-color: $accent; }
    QCheckBox::indicator:checked:disabled { background: $muted; border-color: $muted; }
    QCheckBox::indicator:focus { border-color: $accent; }
    QPushButton[kind="ghost"] { padding: 0 8px; }
    QPushButton[tight="true"] { padding: 0 6px; font-size: 12px; }
    QPushButton[kind="ghost"][compact="true"] { min-height: 24px; font-size: 12px; color: $muted; }
    QPushButton[kind="ghost"]:hover { background: $ground; }
    QPushButton[kind="ghost"]:checked { background: $accent_ground; color: $accent; }
    QPushButton:hover, QComboBox:hover { border-color: $faint; }
    QPushButton[kind="link"] { padding: 0; min-height: 20px; text-align: left; }
    QPushButton[kind="link"]:hover { text-decoration: underline; }
    QComboBox::drop-down { border: none; width: 26px; }
    QComboBox::down-arrow { image: none; }
    QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
    QComboBox QAbstractItemView { background: $surface; border: 1px solid $line; }
    QMenu { background: $surface; border: 1px solid $line; border-radius: 6px; padding: 4px; }
    QMenu::item { padding: 6px 24px 6px 28px; border-radius: 4px; }
    QMenu::item:selected { background: $accent_ground; }
    QMenu::item:disabled { color: $muted; }
    QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
    QMenu::indicator { left: 8px; width: 14px; height: 14px; }
    QToolTip { background: $surface; color: $text; border: 1px solid $line; padding: 4px; }
    QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
    QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
    QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; min-height: 24px; }
    QScrollBar::handle:hover { background: $faint; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    """
)
