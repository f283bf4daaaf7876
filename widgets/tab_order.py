"""The Tab key goes the way the eye does."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def in_tab_order(*widgets: QWidget) -> None:
    """Let Tab lead from each widget to the next."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
