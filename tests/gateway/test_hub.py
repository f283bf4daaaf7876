"""One bounded queue per console: who does not read is told so, and nobody else notices."""

from hypothesis import given
from hypothesis import strategies as st

from gateway.hub import Hub, encoded
from gateway.wire import Position, Reset

ROOM = 400


def frame(size: int) -> Reset:
    """A frame of so many characters."""
    empty = Reset(reason="", position=Position(epoch="e", snapshot="1:1:"))
    return Reset(reason="x" * (size - len(encoded(empty))), position=empty.position)


async def test_a_frame_longer_than_the_queue_goes_to_whoever_has_read_all_before_it() -> None:
    hub = Hub(size=ROOM)
    with hub.subscription() as reader, hub.subscription() as sleeper:
        for _ in range(3):
            hub.publish(frame(ROOM * 2))
            assert await reader.next() == encoded(frame(ROOM * 2))
        assert await sleeper.next() is None


@given(sizes=st.lists(st.integers(100, ROOM), min_size=1, max_size=20), most=st.integers(1, 5))
async def test_who_reads_nothing_is_dropped_beyond_the_bounds_and_only_then(
    sizes: list[int], most: int
) -> None:
    hub = Hub(frames=most, size=ROOM)
    with hub.subscription() as reader, hub.subscription() as sleeper:
        for size in sizes:
            hub.publish(frame(size))
            assert await reader.next() == encoded(frame(size))
        first = await sleeper.next()
        fits = len(sizes) <= most and sum(sizes) <= ROOM
        assert first == (encoded(frame(sizes[0])) if fits else None)
