"""Design tokens, and what they make of Qt's palette, fonts and style sheet."""

from dataclasses import asdict, dataclass
from functools import cache

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

FAMILY = "Inter"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
HALF = 128
"""Of the lightness that there is."""


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours by use, not by hue; ``…_ground`` is what text of that token stands on."""

    name: str
    ground: str
    surface: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_ground: str
    on_accent: str
    positive: str
    positive_ground: str
    negative: str
    negative_ground: str
    warning: str
    warning_ground: str
    sandbox: str
    staging: str
    production: str


LIGHT = Theme(
    name="light",
    ground="#F5F6F8",
    surface="#FFFFFF",
    line="#E2E6EC",
    text="#151A22",
    muted="#5A6575",
    faint="#8A94A3",
    accent="#2457D6",
    accent_ground="#E9EFFD",
    on_accent="#FFFFFF",
    positive="#0B7A4B",
    positive_ground="#E5F5ED",
    negative="#B3261E",
    negative_ground="#FBEAE9",
    warning="#8A5A00",
    warning_ground="#FCF3DF",
    sandbox="#0B6E78",
    staging="#8A5A00",
    production="#B3261E",
)
DARK = Theme(
    name="dark",
    ground="#12151A",
    surface="#191D24",
    line="#2A313C",
    text="#E8ECF2",
    muted="#A0ABBA",
    faint="#7C8797",
    accent="#82A8FF",
    accent_ground="#1F2B47",
    on_accent="#12151A",
    positive="#55C994",
    positive_ground="#16302A",
    negative="#FF8F86",
    negative_ground="#3A2022",
    warning="#F0BC5A",
    warning_ground="#35290F",
    sandbox="#5FD0DA",
    staging="#F0BC5A",
    production="#FF8F86",
)
_current = LIGHT


def current() -> Theme:
    """Return the theme that was applied last."""
    return _current


def colour(token: str) -> QColor:
    """Return a token's colour in the current theme; AttributeError for an unknown token."""
    return QColor(getattr(_current, token))


def font(size: int, weight: int = 400) -> QFont:
    """Return the face at ``size`` pixels, with figures of one width."""
    face = QFont(FAMILY)
    face.setPixelSize(size)
    face.setWeight(QFont.Weight(weight))
    face.setFeature(QFont.Tag("tnum"), 1)
    return face


def preferred(app: QApplication) -> Theme:
    """Return the theme the desktop asks for."""
    from PySide6.QtCore import Qt  # its many names take as long as a whole window

    return DARK if app.styleHints().colorScheme() is Qt.ColorScheme.Dark else LIGHT


def glimpsed(app: QApplication) -> Theme:
    """Return what `preferred` probably does; as long as nothing is dressed, its colours tell."""
    return DARK if app.palette().window().color().lightness() < HALF else LIGHT


def choose(theme: Theme) -> None:
    """Take a theme's colours; what stands already is dressed by `apply`."""
    global _current  # noqa: PLW0603  (one application, one theme)
    _current = theme


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application; may be called again at any time."""
    from widgets.frame_style import frame_style  # the first picture of the window needs no style

    choose(theme)
    load_fonts()
    app.setStyle("Fusion")
    app.setFont(font(13))
    app.setPalette(_palette(theme))
    app.setStyleSheet(_style_sheet(theme) + frame_style(asdict(theme)))


@cache
def load_fonts() -> None:
    """Register the shipped faces once."""
    from importlib import resources

    folder = resources.files("resources").joinpath("fonts")
    for weight in WEIGHTS:
        data = folder.joinpath(f"Inter-{weight}.otf").read_bytes()
        QFontDatabase.addApplicationFontFromData(data)


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for where, token in {
        role.Window: theme.ground,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.ground,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.ToolTipBase: theme.surface,
        role.ToolTipText: theme.text,
        role.Highlight: theme.accent_ground,
        role.HighlightedText: theme.text,
        role.Link: theme.accent,
        role.Accent: theme.accent,
        role.PlaceholderText: theme.muted,
    }.items():
        palette.setColor(where, QColor(token))
    for where in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.faint))
    return palette


def _style_sheet(theme: Theme) -> str:
    tones = "".join(
        f'QFrame[kind="message"][tone="{tone}"] {{ background: {ground}; border-radius: 6px; }}'
        f'QLabel[tone="{tone}"] {{ color: {ink}; }}'
        for tone, ink, ground in (
            ("accent", theme.accent, theme.accent_ground),
            ("positive", theme.positive, theme.positive_ground),
            ("warning", theme.warning, theme.warning_ground),
            ("negative", theme.negative, theme.negative_ground),
        )
    )
    environments = "".join(
        f'QFrame[environment="{name}"][kind="stripe"] {{ background: {ink}; }}'
        f'QFrame[environment="{name}"][kind="environment"] QLabel '
        f"{{ color: {ink}; font-weight: 600; }}"
        for name, ink in (
            ("sandbox", theme.sandbox),
            ("staging", theme.staging),
            ("production", theme.production),
        )
    )
    return f"""
        QFrame[kind="panel"] {{ background: {theme.surface}; border: 1px solid {theme.line};
            border-radius: 8px; }}
        QFrame[kind="top-bar"] {{ background: {theme.surface};
            border-bottom: 1px solid {theme.line}; }}
        QLabel[tone="muted"] {{ color: {theme.muted}; }}
        QLabel[type="title"] {{ font-size: 20px; font-weight: 600; }}
        QLabel[type="balance"] {{ font-size: 38px; font-weight: 600; }}
        QLabel[type="amount"] {{ font-weight: 600; }}
        QLabel[type="currency"] {{ font-size: 16px; color: {theme.muted}; padding-bottom: 5px; }}
        QLabel[type="figure"] {{ font-size: 15px; font-weight: 500; }}
        QLabel[type="secondary"] {{ font-size: 12px; }}
        QLabel[type="caption"] {{ font-size: 11px; color: {theme.muted}; }}
        QLabel[type="caps"] {{ font-size: 10px; font-weight: 600; color: {theme.muted}; }}
        QPushButton, QLineEdit, QComboBox {{ min-height: 30px; border-radius: 6px;
            border: 1px solid {theme.line}; background: {theme.surface}; padding: 0 10px; }}
        QLineEdit:focus, QPushButton:focus, QComboBox:focus {{ border-color: {theme.accent}; }}
        QLineEdit[wrong="true"] {{ border-color: {theme.negative}; }}
        QPushButton[kind="primary"] {{ background: {theme.accent}; color: {theme.on_accent};
            border-color: {theme.accent}; font-weight: 600; }}
        QPushButton[kind="primary"]:disabled {{ background: {theme.line};
            border-color: {theme.line}; color: {theme.muted}; }}
        QPushButton[kind="ghost"], QPushButton[kind="link"] {{ border: none;
            background: transparent; }}
        QPushButton[kind="link"] {{ color: {theme.accent}; }}
        QFrame[kind="well"] {{ background: {theme.ground}; border-radius: 6px; }}
        {tones}{environments}
    """
