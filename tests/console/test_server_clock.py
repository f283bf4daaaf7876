"""The offset between two clocks lies within its bounds, whatever the ways take."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.server_clock import KEPT, ServerClock

START = datetime(2026, 11, 24, 12, tzinfo=UTC)
ways = st.floats(0.0001, 5)


class Clocks:
    """Both clocks: ours starts at 100 s, the server's is a thousandth faster than it should be."""

    def __init__(self, offset: float = 0.0, fast: float = 0.0) -> None:
        self.here = 100.0
        self._offset = offset
        self._fast = fast

    def now(self) -> float:
        return self.here

    @property
    def server(self) -> datetime:
        passed = (self.here - 100.0) * (1 + self._fast)
        return START + timedelta(seconds=passed + self._offset)

    @property
    def offset(self) -> float:
        return self.server.timestamp() - self.here

    def set_server(self, seconds: float) -> None:
        self._offset += seconds


def hear(clock: ServerClock, clocks: Clocks, way: float) -> None:
    sent = clocks.server
    clocks.here += way
    clock.heard(sent, clocks.here)


def ask(clock: ServerClock, clocks: Clocks, there: float, back: float) -> None:
    asked = clocks.here
    clocks.here += there
    as_of = clocks.server
    clocks.here += back
    clock.answered(as_of, asked, clocks.here)


@given(
    st.floats(-1e6, 1e6),
    st.floats(-5e-5, 5e-5),
    st.lists(st.tuples(st.booleans(), ways, ways, st.floats(0, 90)), min_size=1, max_size=KEPT),
)
def test_the_true_offset_is_within_the_error(
    offset: float, fast: float, said: list[tuple[bool, float, float, float]]
) -> None:
    clocks = Clocks(offset, fast)
    clock = ServerClock(clocks.now)
    fastest = float("inf")
    for is_answer, there, back, pause in said:
        if is_answer:
            ask(clock, clocks, there, back)
            fastest = min(fastest, there + back)
        else:
            hear(clock, clocks, back)
        known = clock.estimate
        assert (known is None) == (fastest == float("inf"))
        if known is not None:
            assert abs(known.offset - clocks.offset) <= known.error + 1e-5
        assert clock.certain_age(clocks.server - timedelta(seconds=7), clocks.here) <= 7 + 1e-5
        clocks.here += pause


def test_the_fastest_frame_and_the_fastest_answer_bound_it() -> None:
    clocks = Clocks(3.0)
    clock = ServerClock(clocks.now)
    ask(clock, clocks, 0.020, 0.300)
    hear(clock, clocks, 0.001)
    known = clock.estimate
    assert known is not None
    assert round(known.error, 3) == round((0.020 + 0.001) / 2, 3)
    ask(clock, clocks, 0.004, 0.500)
    known = clock.estimate
    assert known is not None
    assert round(known.error, 3) == round((0.004 + 0.001) / 2, 3)


def test_a_clock_that_was_set_is_believed_by_the_next_answer() -> None:
    for step in (-3600.0, 3600.0):
        clocks = Clocks()
        clock = ServerClock(clocks.now)
        ask(clock, clocks, 0.01, 0.01)
        hear(clock, clocks, 0.01)
        clocks.set_server(step)
        ask(clock, clocks, 0.01, 0.01)
        known = clock.estimate
        assert known is not None
        assert abs(known.offset - clocks.offset) <= known.error


def test_what_waited_on_its_way_is_as_old_as_that() -> None:
    clocks = Clocks(50.0)
    clock = ServerClock(clocks.now)
    hear(clock, clocks, 0.01)
    sent = clocks.server
    clocks.here += 30
    clock.heard(sent, clocks.here)
    assert 29.9 < clock.certain_age(sent, clocks.here) < 30
    assert clock.way(sent, clocks.here) is None  # nothing is known of the other direction
    ask(clock, clocks, 0.01, 0.01)
    assert round(clock.way(sent, clocks.here - 0.02) or 0, 1) == 30.0


def test_how_far_it_is_ahead_is_told_of_the_clock_on_the_wall() -> None:
    clocks = Clocks()
    clock = ServerClock(clocks.now)
    assert clock.ahead_of(0.0) is None
    assert clock.moment() is None
    ask(clock, clocks, 0.01, 0.01)
    ahead = clock.ahead_of(clocks.server.timestamp() + 2)
    assert ahead is not None
    assert round(ahead.offset, 3) == -2.0
    told = clock.moment()
    assert told is not None
    assert abs(told - clocks.server) < timedelta(milliseconds=11)
