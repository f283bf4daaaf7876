"""A keyring that is missing, locked or hangs costs a notice, never the session or the exit."""

import asyncio
import threading

import keyring.backends.fail
import keyring.backends.null
import pytest
from keyring.errors import KeyringLocked, PasswordDeleteError

from console.session import Backend, NoKeyring, SessionKeeper, os_keyring


class Ring:
    """A keyring in memory."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.kept:
            raise PasswordDeleteError
        del self.kept[service, username]


async def test_a_token_is_kept_per_gateway_and_operator() -> None:
    ring = Ring()
    keeper = SessionKeeper(lambda: ring)
    await keeper.keep("https://a", "ops@example.org", "t1")
    await keeper.keep("https://b", "ops@example.org", "t2")
    assert await keeper.load("https://a", "ops@example.org") == "t1"
    await keeper.forget("https://a", "ops@example.org")
    await keeper.forget("https://a", "ops@example.org")
    assert await keeper.load("https://a", "ops@example.org") is None
    assert await keeper.load("https://b", "ops@example.org") == "t2"
    assert keeper.remembered


@pytest.mark.parametrize(
    "failure", [KeyringLocked("x"), NoKeyring(), RuntimeError("bus"), OSError()]
)
async def test_a_keyring_that_fails_is_done_without(failure: Exception) -> None:
    def backend() -> Backend:
        raise failure

    keeper = SessionKeeper(backend)
    assert await keeper.load("https://a", "ops@example.org") is None
    await keeper.keep("https://a", "ops@example.org", "t1")
    assert not keeper.remembered


async def test_a_keyring_that_hangs_is_asked_once_and_holds_nothing_up() -> None:
    release = threading.Event()
    asked: list[str] = []

    def backend() -> Backend:
        asked.append("once")
        release.wait(30)
        return Ring()

    keeper = SessionKeeper(backend, patience=0.02)
    async with asyncio.timeout(10):
        for _ in range(5):
            await keeper.keep("https://a", "ops@example.org", "t1")
            assert await keeper.load("https://a", "ops@example.org") is None
    assert not keeper.remembered
    assert asked == ["once"]
    hanging = [thread for thread in threading.enumerate() if thread.name == "keyring"]
    assert len(hanging) == 1
    assert hanging[0].daemon
    release.set()
    for thread in hanging:
        thread.join(5)
    await keeper.load("https://a", "ops@example.org")  # it answers again, and is asked again
    assert keeper.remembered


async def test_what_is_forgotten_last_is_not_kept_by_a_slow_call_before() -> None:
    ring = Ring()
    inside, go_on = threading.Event(), threading.Event()

    class Slow(Ring):
        def set_password(self, service: str, username: str, password: str) -> None:
            inside.set()
            go_on.wait(30)
            ring.set_password(service, username, password)

        def delete_password(self, service: str, username: str) -> None:
            ring.delete_password(service, username)

    keeper = SessionKeeper(Slow)
    loop = asyncio.get_running_loop()
    keeping = loop.create_task(keeper.keep("https://a", "ops@example.org", "t1"))
    await asyncio.to_thread(inside.wait, 30)
    keeping.cancel()  # as signing out does
    forgetting = loop.create_task(keeper.forget("https://a", "ops@example.org"))
    await asyncio.sleep(0)
    go_on.set()
    await forgetting
    assert ring.kept == {}


async def test_a_token_too_long_for_windows_is_not_cut() -> None:
    ring = Ring()
    keeper = SessionKeeper(lambda: ring)
    await keeper.keep("https://a", "ops@example.org", "t" * 1201)
    assert not keeper.remembered
    assert not ring.kept


@pytest.mark.parametrize(
    "kind", [keyring.backends.fail.Keyring, keyring.backends.null.Keyring, Ring]
)
def test_only_a_real_keyring_counts(kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "get_keyring", kind)
    with pytest.raises(NoKeyring):
        os_keyring()
