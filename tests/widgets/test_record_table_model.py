"""Records keep their index as long as they are there, whatever comes and goes around them."""

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from widgets.columns import Column
from widgets.painting import RIGHT
from widgets.record_table_model import RecordTableModel

Row = tuple[int, str]
COLUMNS = (
    Column[Row](title="Key", text=lambda row: str(row[0]), align=RIGHT),
    Column[Row](title="Word", text=lambda row: row[1], hint=lambda row: row[1] * 2),
)
lists = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from("abc")), unique_by=lambda row: row[0]
)


def shown(model: RecordTableModel[Row]) -> list[Row]:
    return [
        (int(model.index(n, 0).data()), model.index(n, 1).data()) for n in range(model.rowCount())
    ]


@settings(deadline=None)
@given(readings=st.lists(lists, max_size=6), in_order=st.booleans())
def test_what_is_shown_is_what_was_read_last_and_indexes_follow_their_record(
    readings: list[list[Row]],
    in_order: bool,  # noqa: FBT001
) -> None:
    model = RecordTableModel(COLUMNS, lambda row: row[0])
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for reading in readings:
        rows = sorted(reading, reverse=True) if in_order else reading
        held = {
            row[0]: QPersistentModelIndex(model.index(n, 0)) for n, row in enumerate(model.rows)
        }
        model.set_rows(rows)
        assert shown(model) == rows
        for key, index in held.items():
            if in_order:  # newest first, as all lists are: nothing is ever reset
                assert index.isValid() == any(row[0] == key for row in rows)
            if index.isValid():
                assert index.data() == str(key)
        for number, row in enumerate(rows):
            assert model.number(row[0]) == number
    assert model.number(99) is None
    del tester


def test_headers_stand_where_their_column_does_and_tooltips_say_more() -> None:
    model = RecordTableModel(COLUMNS, lambda row: row[0])
    model.set_rows([(1, "a")])
    across = Qt.Orientation.Horizontal
    assert [model.headerData(n, across) for n in range(2)] == ["Key", "Word"]
    assert model.headerData(0, across, Qt.ItemDataRole.TextAlignmentRole) == RIGHT
    assert model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) == "aa"
