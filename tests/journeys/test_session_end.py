"""A session ends in the middle of the stream: by the server, by hand, by closing the window."""

import asyncpg

from gateway.auth import Auth
from tests.conftest import Marketplace
from tests.gateway.desk import PASSWORD, Desk
from tests.journeys.desk import Line, Person, Ring, said_by
from widgets.sign_in_dialog import SignInDialog


async def test_a_disabled_operator_is_asked_to_sign_in_and_nothing_goes_on(
    wire: Line, installed: Marketplace, person: Person
) -> None:
    async with person.signed_in(wire.url, user="1") as hands:
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        async with asyncpg.create_pool(installed.superuser, min_size=1, max_size=1) as pool:
            await Auth(pool).disable_operator("support@example.org")
        dialog = await hands.dialog(SignInDialog)
        assert "session is over" in said_by(dialog)
        assert not hands.console.signed_in
        assert not hands.view.shown_balance  # nothing is left for whoever comes
        streams, requests = wire.streams, len(wire.requests)
        dialog.email.setText("support@example.org")
        dialog.password.setText(PASSWORD)
        dialog.submit.click()
        await hands.until("a refusal", lambda: "disabled" in said_by(dialog))
        assert wire.streams == streams  # nobody tried to come back by itself
        assert len(wire.requests) <= requests + 2  # what stands there, and the sign-in
        await hands.sign_in("viewer@example.org", PASSWORD)
        await hands.until("the account", lambda: bool(hands.view.shown_balance))
        assert hands.view.user is not None
        assert hands.view.user.id == 1  # where the work was


async def test_signing_out_ends_session_and_stream(wire: Line, person: Person) -> None:
    person.keyring = Ring().unlocked
    async with person.signed_in(wire.url) as hands:
        hands.window.top_bar.sign_out_requested.emit()
        dialog = await hands.dialog(SignInDialog)
        assert said_by(dialog) == ""
        await hands.until("the stream closed", lambda: wire.open_connections == 0)
        assert any(b"/auth/logout" in asked for asked in wire.requests)
        await hands.sign_in("admin@example.org", PASSWORD)
        assert "admin@example.org" in hands.window.status_bar.place.text()


async def test_closing_during_sign_in_leaves_nothing_behind(wire: Line, person: Person) -> None:
    async with person.at(wire.url) as hands:
        dialog = await hands.fill_sign_in("support@example.org", PASSWORD)
        dialog.submit.click()
        hands.window.close()
    await hands.until("no connection", lambda: wire.open_connections == 0)
    assert not hands.console.signed_in


async def test_leaving_the_sign_in_dialog_leaves_the_console(served: Desk, person: Person) -> None:
    async with person.at(served.url) as hands:
        (await hands.dialog(SignInDialog)).reject()
        await hands.until("the window closed", lambda: not hands.window.isVisible())
