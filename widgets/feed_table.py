"""The table of the feed: paints its rows and all of its ground by itself, for it does so often."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QTableView, QWidget

from widgets import theme
from widgets.feed_delegate import FeedDelegate
from widgets.feed_table_model import FeedTableModel


class FeedTable(QTableView):
    """Opaque, so that nothing behind it is painted as well; one picture per row, no more.

    What Qt does around every cell takes as long as the rest of the way from the socket to the
    screen.
    """

    def __init__(
        self, model: FeedTableModel, delegate: FeedDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = delegate
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.verticalScrollBar().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        bar = self.verticalScrollBar()
        if event.type() in (QEvent.Type.Polish, QEvent.Type.StyleChange, QEvent.Type.Show):
            # The style sheet makes it transparent again and again.
            bar.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        elif event.type() == QEvent.Type.Paint and watched is bar:
            ground = QPainter(bar)
            ground.fillRect(bar.rect(), theme.colour("surface"))
            ground.end()
        return super().eventFilter(watched, event)

    def is_fading(self) -> bool:
        """Whether a row on screen is drawn otherwise than it was painted last."""
        last = self.rowAt(self.viewport().height() - 1)
        end = self._model.rowCount() if last < 0 else last + 1
        now, rows = self._model.now(), map(self._model.row, range(max(0, self.rowAt(0)), end))
        return any(self._delegate.has_faded(row, now) for row in rows)

    def paintEvent(self, event: QPaintEvent) -> None:
        viewport, bottom = self.viewport(), event.rect().bottom()
        model, delegate, now = self._model, self._delegate, self._model.now()
        width, height = viewport.width(), self.verticalHeader().defaultSectionSize()
        delegate.prepare(QSize(width, height), viewport.devicePixelRatioF())
        chosen = self.currentIndex().row() if self.selectionModel().hasSelection() else -1
        number = max(0, self.rowAt(event.rect().top()))
        top, count = self.rowViewportPosition(number), model.rowCount()
        painter = QPainter(viewport)
        while number < count and top <= bottom:
            picture = delegate.picture(model.row(number), now, number == chosen)
            painter.drawPixmap(0, top, picture)
            number, top = number + 1, top + height
        if top <= bottom:
            painter.fillRect(QRect(0, top, width, viewport.height()), theme.colour("surface"))
        painter.end()
