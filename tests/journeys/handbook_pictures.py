"""The documents' pictures, of a sandbox: ``python -m tests.journeys.handbook_pictures``."""

import argparse
import asyncio
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from api_client.verdicts import Claim
from console.app import Console, Options, application
from console.hands import Hands
from console.intents import Intents
from console.language import LANGUAGES, speak
from console.loop import run
from console.sandbox import running_sandbox
from console.session import SessionKeeper
from console.settings import Settings
from console.tasks import Tasks
from console.tour import temporary_folder
from gateway.sandbox.complaints import DOMAIN, Page, read_book
from tests.journeys.desk import Ring
from widgets.format import parse_money

DOCS = Path(__file__).parents[2] / "docs"
WATCHED = (7, 88, 11, 24, 42)
SHOWN = (
    "never_arrived", "method_missing_or_inactive", "display_only", "read_failure_shown_as_zero",
    "credited_to_other_user", "transaction_without_balance_change", "spent_since",
)  # fmt: skip
SIZE = (1360, 820)
SMALLEST = 0
SETTLED_AFTER = 65.0
"""Seconds: writers in two commits are given a minute, and before that nothing is said of them."""


def said(page: Page) -> Claim:
    """Return what a customer says, as staff writes it down."""
    complaint = page.complaint
    return Claim(
        amount_minor=None if complaint.amount is None else parse_money(complaint.amount),
        at=page.said_at and page.said_at.replace(second=0, microsecond=0),
        session=page.session,
        method=complaint.method,
        success_page=complaint.success_page,
    )


async def open_account(hands: Hands, question: str, user_id: int) -> None:
    """Look somebody up and open the account."""
    await hands.look_up(question)
    await hands.open_found()
    await hands.until(
        "that account", lambda: hands.view.user is not None and hands.view.user.id == user_id
    )


async def watch(hands: Hands) -> None:
    """Watch some accounts; the last is left open."""
    for user_id in WATCHED:
        await open_account(hands, str(user_id), user_id)
        await hands.watch(user_id)
    await hands.checked()


async def take(hands: Hands, page: Page, folder: Path) -> None:
    """Work one complaint and keep what the window shows then."""
    await open_account(hands, f"{page.complaint.code}@{DOMAIN}", page.user_id)
    await hands.complain(said(page))
    await hands.until("a painted window", lambda: not hands.window.search.popup.isVisible())
    shown = hands.window if page.complaint.code == SHOWN[0] else hands.view
    shown.grab().save(str(folder / f"{page.complaint.code}.png"), "PNG", SMALLEST)


async def work(app: QApplication, folder: Path) -> int:
    """Work the complaints of a sandbox, one picture each."""
    errors: list[Exception] = []
    async with temporary_folder() as data, running_sandbox(data=data / "sandbox") as sandbox:
        console = Console(
            app, Settings(data), Options(gateway=sandbox.api),
            keeper=SessionKeeper(Ring().unlocked), intents=Intents(data),
        )  # fmt: skip
        hands = Hands(app, console)
        async with Tasks(errors.append) as tasks:
            tasks.start("console", console.serve())
            await hands.sign_in(sandbox.operator.email, sandbox.operator.password)
            hands.window.resize(*SIZE)
            book = {page.complaint.code: page for page in await read_book(sandbox.database)}
            await watch(hands)
            await asyncio.sleep(SETTLED_AFTER)
            hands.window.grab().save(str(folder / "console.png"), "PNG", SMALLEST)
            for code in SHOWN:
                await take(hands, book[code], folder / "handbook")
            console.window.close()
    sys.stderr.write("".join(f"{error!r}\n" for error in errors))
    return 1 if errors else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path, nargs="?", default=DOCS)
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="en")
    wanted = parser.parse_args()
    (wanted.folder / "handbook").mkdir(parents=True, exist_ok=True)
    application_ = application()
    speak(application_, wanted.language)
    sys.exit(run(application_, work(application_, wanted.folder)))
