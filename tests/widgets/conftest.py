"""What the tests of the widgets share: one look, and no window that outlives its test."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from widgets import theme


@pytest.fixture(autouse=True)
def _light(qapp: QApplication) -> None:
    """The light theme, whatever the test before has put on."""
    if theme.current() is not theme.LIGHT or not qapp.styleSheet():
        theme.apply(qapp, theme.LIGHT)


@pytest.fixture(autouse=True)
def _bury_the_dead() -> Iterator[None]:
    """Qt keeps what is to be deleted until a loop runs; each theme would dress it again."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
