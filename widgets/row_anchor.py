"""Keeps the row under the eye where it is while rows above it come and go."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QTableView

from widgets.feed_table_model import FeedTableModel


class RowAnchor(QObject):
    """Of a table whose rows are all of one height; at the newest edge nothing is held.

    Make it after the table was given its model: the table has to know of a change first.
    """

    def __init__(self, table: QTableView, model: FeedTableModel) -> None:
        super().__init__(table)
        self._table = table
        self._model = model
        self._seen: list[tuple[int, int]] = []
        """Keys of the rows on screen from the top, and where they stand, in pixels."""
        for before in (
            model.rowsAboutToBeInserted, model.rowsAboutToBeRemoved, model.modelAboutToBeReset,
        ):  # fmt: skip
            before.connect(self._note)
        for after in (model.rowsInserted, model.rowsRemoved, model.modelReset):
            after.connect(self._restore)

    def _note(self) -> None:
        table = self._table
        self._seen = []
        if table.verticalScrollBar().value() == 0:
            return
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        for number in range(max(first, 0), (last if last >= 0 else self._model.rowCount() - 1) + 1):
            self._seen.append((self._model.row(number).key, table.rowViewportPosition(number)))

    def _restore(self) -> None:
        for key, stood in self._seen:
            number = self._model.number(key)
            if number is not None:  # else it is gone: the next one is held
                bar = self._table.verticalScrollBar()
                self._table.updateGeometries()
                bar.setValue(number * self._table.verticalHeader().defaultSectionSize() - stood)
                return
