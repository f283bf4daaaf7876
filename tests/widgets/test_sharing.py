"""Height is shared out in whole rows, never more than there is, first things first."""

from hypothesis import given
from hypothesis import strategies as st

from widgets.sharing import Rows, Stage, shared

NAMES = ("watched", "recent", "expected")
ROWS = st.builds(Rows, st.integers(0, 40), st.integers(1, 60), st.integers(0, 30))
STAGES = st.lists(st.tuples(st.sampled_from(NAMES), st.none() | st.integers(0, 9)), max_size=8)


def taken(lists: dict[str, Rows], shown: dict[str, int]) -> int:
    return sum(rows.room(shown[name]) for name, rows in lists.items())


@given(
    room=st.integers(-50, 2_000),
    lists=st.fixed_dictionaries(dict.fromkeys(NAMES, ROWS)),
    stages=STAGES,
)
def test_nobody_gets_more_than_there_is(
    room: int, lists: dict[str, Rows], stages: list[Stage]
) -> None:
    shown = shared(room, lists, stages)
    assert all(0 <= shown[name] <= lists[name].count for name in NAMES)
    assert taken(lists, shown) <= max(room, 0)


@given(
    room=st.integers(0, 2_000),
    lists=st.fixed_dictionaries(dict.fromkeys(NAMES, ROWS)),
    stages=STAGES,
)
def test_only_want_of_room_holds_back_a_row(
    room: int, lists: dict[str, Rows], stages: list[Stage]
) -> None:
    every: list[Stage] = [*stages, *((name, None) for name in NAMES)]
    shown = shared(room, lists, every)
    for name in NAMES:
        if shown[name] < lists[name].count:
            assert taken(lists, shown | {name: shown[name] + 1}) > room


@given(room=st.integers(0, 2_000), lists=st.fixed_dictionaries(dict.fromkeys(NAMES, ROWS)))
def test_who_comes_first_goes_without_last(room: int, lists: dict[str, Rows]) -> None:
    first = lists["watched"]
    shown = shared(room, lists, [("watched", 3), ("recent", None), ("watched", None)])
    assert shown["watched"] >= min(3, first.fitting(room))
