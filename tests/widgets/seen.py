"""Everything that can be read or heard of a widget: painted, in tooltips, by a screen reader."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QBuffer,
    QIODevice,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QAction
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QTabWidget, QWidget

ROLES = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.StatusTipRole,
)  # fmt: skip
PROPERTIES = (
    "text", "title", "toolTip", "statusTip", "whatsThis", "placeholderText", "plainText",
    "accessibleName", "accessibleDescription", "windowTitle", "prefix", "suffix",
)  # fmt: skip
ROWS = 60
"""Of a table: the rest is of the same kinds."""


def said(scene: QWidget) -> set[str]:
    """Return each text that a widget, an action or a model has, shown just now or not."""
    parts = [scene, *scene.findChildren(QObject)]
    return {text for part in parts for text in _said(part) if text.strip()}


def _said(part: QObject) -> Iterator[str]:
    if isinstance(part, QWidget | QAction):
        for name in PROPERTIES:
            value = part.property(name)
            if isinstance(value, str):
                yield value
    if isinstance(part, QComboBox):
        yield from (part.itemText(number) for number in range(part.count()))
    if isinstance(part, QTabWidget):
        yield from (part.tabText(number) for number in range(part.count()))
    if isinstance(part, QAbstractItemView) and part.model() is not None:
        yield from _of_model(part.model())


def _of_model(model: QAbstractItemModel) -> Iterator[str]:
    rows = min(model.rowCount(QModelIndex()), ROWS)
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(QModelIndex())
    for column in range(columns):
        for role in ROLES:
            values = [
                model.index(row, column, QModelIndex()).data(int(role)) for row in range(rows)
            ]
            values.append(model.headerData(column, Qt.Orientation.Horizontal, role))
            yield from (value for value in values if isinstance(value, str))


def painted(scene: QWidget) -> set[str]:
    """Return what is written on it, in the pieces in which it is written."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture = QSvgGenerator()
    picture.setOutputDevice(buffer)
    picture.setSize(scene.size())
    scene.render(picture)
    del picture  # so it is written to its end
    svg = re.sub(rb"[\x00-\x08\x0b-\x1f]", b"", bytes(buffer.data().data()))
    texts = ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")  # noqa: S314  (our own)
    return {text for text in ("".join(element.itertext()) for element in texts) if text.strip()}
