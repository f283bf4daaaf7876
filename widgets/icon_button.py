"""Icons that stay in the colour of their text when the theme changes."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from widgets import icons

GAP = 4
"""Pixels between icon and word on top of the style's own four."""


class IconLabel(QLabel):
    """An icon beside text; named after what it means."""

    def __init__(self, parent: QWidget | None = None, size: int = icons.SIZE) -> None:
        super().__init__(parent)
        self._size = size
        self._icon: tuple[str, str] | None = None
        self.setFixedSize(size, size)

    def set_icon(self, name: str, colour: str, meaning: str) -> None:
        """Show the icon in a token's colour; ``meaning`` is what a screen reader says."""
        self._icon = (name, colour)
        self.setAccessibleName(meaning)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._icon is not None:
            name, colour = self._icon
            self.setPixmap(icons.pixmap(name, colour, self._size))


class IconButton(QPushButton):
    """A button with an icon; a word that is not shown is its accessible name."""

    def __init__(
        self,
        icon: str,
        word: str,
        parent: QWidget | None = None,
        *,
        shown: bool,
        last: bool = False,
    ) -> None:
        """``shown``: the word stands beside the icon; ``last``: the icon follows it."""
        super().__init__(parent)
        self._icon = icon
        self._colour = "text"
        self._bare = False
        gap = GAP if shown else 0
        self._before, self._after = (gap, 0) if last else (0, gap)
        self.setIconSize(QSize(icons.SIZE + gap, icons.SIZE))
        if last:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if shown:
            self.setText(word)
        else:
            self.setAccessibleName(word)
        self._draw()

    def set_icon(self, icon: str, colour: str = "text") -> None:
        """Show another icon, or the same one in a token's colour."""
        self._icon, self._colour = icon, colour
        self._draw()

    def set_bare(self, *, bare: bool) -> None:
        """Leave the icon away where there is room for the word only."""
        self._bare = bare
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._bare:
            self.setIcon(QIcon())
            return
        self.setIcon(icons.icon(self._icon, self._colour, before=self._before, after=self._after))
