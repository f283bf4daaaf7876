"""The left column: the watch list, and below it the findings, as many as it leaves room for."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.findings_view import FindingsView
from widgets.watch_list_view import WatchListView

LEAST_FINDINGS = 2
"""Rows that are seen where the watch list needs all the rest."""


class SideColumn(QWidget):
    """Both stand whole or scroll; neither is ever painted over the other."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.watch_list = WatchListView(self)
        self.findings = FindingsView(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.watch_list, 1)
        column.addWidget(self.findings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # rows or sentences came or went
            self._share()
        return super().event(event)

    def _share(self) -> None:
        column = self.layout()
        if column is None:
            return
        room = self.height() - column.spacing()
        least = room - self.watch_list.least_height
        easy = room - self.watch_list.easy_height
        self.findings.show_rows(
            max(1, self.findings.fitting(easy), min(LEAST_FINDINGS, self.findings.fitting(least)))
        )
        column.activate()
