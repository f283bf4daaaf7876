"""Every coroutine has a name and an owner, and every error ends in one place."""

import asyncio

from console.tasks import Tasks


async def forever(ended: list[str], name: str) -> None:
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        ended.append(name)


async def test_one_of_a_name_runs_and_leaving_ends_all() -> None:
    ended: list[str] = []
    errors: list[Exception] = []
    async with Tasks(errors.append) as tasks:
        assert tasks.start("deposit 1", forever(ended, "first"))
        assert not tasks.start("deposit 1", forever(ended, "second"))
        await asyncio.sleep(0)
        tasks.restart("deposit 1", forever(ended, "third"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert ended == ["first"]
    assert ended == ["first", "third"]
    assert not tasks.start("late", forever(ended, "late"))
    assert errors == []


async def test_work_cancelled_before_its_first_step_leaves_no_trace() -> None:
    ended: list[str] = []
    async with Tasks(lambda _: None) as tasks:
        tasks.start("page", forever(ended, "page"))
        tasks.cancel("page")
    assert ended == []


async def test_leaving_waits_for_what_was_cancelled_before() -> None:
    ended: list[str] = []

    async def slow_to_end() -> None:
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            await asyncio.sleep(0.01)
            ended.append("through")

    async with Tasks(lambda _: None) as tasks:
        tasks.start("page", slow_to_end())
        await asyncio.sleep(0)
        tasks.cancel("page")
    assert ended == ["through"]


async def test_an_error_is_reported_and_the_name_is_free_again() -> None:
    errors: list[Exception] = []

    async def fail() -> None:
        raise KeyError("a defect")

    async with Tasks(errors.append) as tasks:
        for _ in range(2):
            tasks.start("page", fail())
            for _turn in range(3):
                await asyncio.sleep(0)
            assert not tasks.running("page")
    assert [type(error) for error in errors] == [KeyError, KeyError]
