"""Icons that stay in the colour of their text when the theme changes."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from widgets import icons


class IconLabel(QLabel):
    """An icon beside text; the text says what it means."""

    def __init__(self, parent: QWidget | None = None, size: int = icons.SIZE) -> None:
        super().__init__(parent)
        self._size = size
        self._icon: tuple[str, str] | None = None
        self.setFixedSize(size, size)

    def set_icon(self, name: str, colour: str) -> None:
        """Show the icon in a token's colour."""
        self._icon = (name, colour)
        self.setPixmap(icons.pixmap(name, colour, self._size))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._icon is not None:
            self.set_icon(*self._icon)


class IconButton(QPushButton):
    """A button with an icon; its word, seen or not, is its accessible name."""

    def __init__(self, icon: str, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._colour = "text"
        self.setAccessibleName(word)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setIcon(icons.icon(icon))

    def set_icon(self, icon: str, colour: str = "text") -> None:
        """Show another icon, or the same one in a token's colour."""
        self._icon, self._colour = icon, colour
        self.setIcon(icons.icon(icon, colour))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.set_icon(self._icon, self._colour)
