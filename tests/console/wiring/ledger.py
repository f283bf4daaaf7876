"""A marketplace in memory with a gateway before it: commits, and answers to what a client asks."""

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec

from api_client.client import ApiClient
from api_client.findings import FindingsPage, LastSweep
from api_client.models import (
    Account,
    AccountPage,
    Accounts,
    Commit,
    CommitPage,
    Curve,
    CurvePoint,
    DepositReceipt,
    Environment,
    Operator,
    PaymentMethods,
    Position,
    Session,
    Transaction,
    TransactionPage,
    UserHits,
)
from api_client.records import DepositKey
from api_client.verdicts import AccountThen, Match, Matches, TransactionThen, Verdict
from tests.widgets.examples import METHODS, NOON, PEOPLE, hit, user

GATEWAY = "http://127.0.0.1:1"
Answer = Callable[[httpx.Request], Any]
PAGE = 5
"""Rows of a page, however many are asked for: so that there are always more."""
OPERATOR = Operator(id=1, email="ops@example.org", role="support")
SANDBOX = Environment(
    name="sandbox", protocol="1.0", server="0", backend_zone="UTC", deposits_allowed=True
)
SESSION = Session(
    access_token="a", refresh_token="r", expires_in=900, operator=OPERATOR, environment=SANDBOX
)

NOTHING_FOUND = FindingsPage(
    findings=(), more=False, differ=0, cannot_tell=0, revision=0, as_of=NOON,
    sweep=LastSweep(
        every_seconds=300, began_at=NOON, ended_at=NOON, users=4, whole=True, hints=0
    ),
)  # fmt: skip


class Ledger:
    """Users 42, 7, 318 and 88, and what was committed, in order."""

    users = (42, 7, 318, 88)

    def __init__(self, seed: int = 0) -> None:
        self.dice = random.Random(seed)
        self.transactions: dict[int, Transaction] = {}
        self.log: list[Commit] = []
        self._steps: dict[int, list[CurvePoint]] = {user: [] for user in self.users}
        self._accounts = {user: self._empty(user) for user in self.users}
        self._last_id = 0

    @property
    def position(self) -> Position:
        return Position(epoch="e", snapshot=str(len(self.log)))

    @property
    def now(self) -> datetime:
        return NOON + timedelta(seconds=len(self.log))

    def act(self) -> Commit:
        """Commit something by dice: mostly a new transaction."""
        pending = [row for row in self.transactions.values() if row.status == "pending"]
        throw = self.dice.random()
        if throw < 0.2 and pending:
            row = self.dice.choice(pending)
            return self.commit([msgspec.structs.replace(row, status="completed")])
        if throw < 0.3 and self.transactions:
            return self.commit([], deleted=[self.dice.choice(sorted(self.transactions))])
        if throw < 0.35 and self.transactions:
            row = self.rows()[0]
            return self.commit([msgspec.structs.replace(row, user_id=self.dice.choice(self.users))])
        status = self.dice.choice(["completed", "completed", "pending"])
        return self.deposit(self.dice.choice(self.users), status=status)

    def deposit(self, user_id: int, minor: int = 100, status: str = "completed") -> Commit:
        """Commit a new transaction."""
        self._last_id += 1
        row = Transaction(
            id=self._last_id, user_id=user_id, user_name=PEOPLE[user_id], type="deposit",
            status=status, amount_minor=minor, direction=1, currency="RSD", created_at=self.now,
            recorded_at=self.now,
        )  # fmt: skip
        return self.commit([row])

    def commit(self, rows: list[Transaction], deleted: list[int] | None = None) -> Commit:
        """Write rows; one that becomes completed moves its user's balance."""
        at = self.now + timedelta(seconds=1)
        accounts = []
        for row in rows:
            before = self.transactions.get(row.id)
            self.transactions[row.id] = row
            if row.status == "completed" and (before is None or before.status != "completed"):
                accounts.append(self._credit(row, at))
        for id_ in deleted or []:
            del self.transactions[id_]
        made = Commit(
            xid=str(len(self.log)), recorded_at=at, accounts=tuple(accounts),
            transactions=tuple(rows), deleted_transactions=tuple(deleted or ()),
        )  # fmt: skip
        self.log.append(made)
        return made

    def account(self, user_id: int) -> Account:
        return self._accounts[user_id]

    def rows(self, user_id: int | None = None) -> list[Transaction]:
        """Return transactions, newest first."""
        return [
            row
            for _, row in sorted(self.transactions.items(), reverse=True)
            if user_id in (None, row.user_id)
        ]

    def page(self, user_id: int) -> AccountPage:
        rows = self.rows(user_id)
        return AccountPage(
            user=user(user_id), account=self.account(user_id), transactions=tuple(rows[:PAGE]),
            more=len(rows) > PAGE, transaction_count=len(rows), as_of=self.now,
            position=self.position,
        )  # fmt: skip

    def older(self, user_id: int | None, before: int | None) -> TransactionPage:
        rows = [row for row in self.rows(user_id) if before is None or row.id < before]
        return TransactionPage(
            transactions=tuple(rows[:PAGE]), more=len(rows) > PAGE, as_of=self.now,
            position=self.position,
        )  # fmt: skip

    def told(self, after: int, until: int) -> CommitPage:
        """Return what the change log says of a stretch: rows as they are now, if it is theirs."""
        end = min(until, after + PAGE)
        return CommitPage(
            commits=tuple(map(self._retold, self.log[after:end])), more=end < until,
            position=Position(epoch="e", snapshot=str(end)),
        )  # fmt: skip

    def _retold(self, commit: Commit) -> Commit:
        now = [self.transactions.get(row.id) for row in commit.transactions]
        seen = tuple(
            row
            for row, was in zip(now, commit.transactions, strict=True)
            if row is not None and row.user_id == was.user_id
        )
        touched = [row.id for row in commit.transactions] + list(commit.deleted_transactions)
        gone = tuple(id_ for id_ in touched if id_ not in {row.id for row in seen})
        return msgspec.structs.replace(commit, transactions=seen, deleted_transactions=gone)

    def accounts(self, user_ids: list[int]) -> Accounts:
        found = tuple(self._accounts[id_] for id_ in user_ids if id_ in self._accounts)
        return Accounts(accounts=found, as_of=self.now, position=self.position)

    def curve(self, user_id: int) -> Curve:
        return Curve(
            points=tuple(self._steps[user_id]), currency="RSD", as_of=self.now,
            position=self.position,
        )  # fmt: skip

    def verdict(self, user_id: int) -> Verdict:
        """Return that a balance agrees: it is the sum of what was booked."""
        return Verdict(
            verdict="agrees", drift_minor=0, proof="change_log", first_divergence=None,
            hypotheses=(), as_of=self.now, position=self.position, user_id=user_id,
            stored_minor=self.account(user_id).balance_minor, currency="RSD",
            transactions=len(self.rows(user_id)), changes=self.account(user_id).changes,
        )  # fmt: skip

    def then(self, user_id: int, parameters: httpx.QueryParams) -> AccountThen:
        """Return what an account was: its rows by then, all of them as they are now."""
        at = datetime.fromisoformat(parameters["at"]) if "at" in parameters else self.now
        if "transaction" in parameters:
            row = self.transactions[int(parameters["transaction"])]
            at = (row.recorded_at or at) + timedelta(seconds=1)
        points = [point for point in self._steps[user_id] if point.at <= at]
        rows = [row for row in self.rows(user_id) if row.recorded_at and row.recorded_at < at]
        return AccountThen(
            user_id=user_id, at=at, balance_minor=points[-1].balance_minor if points else 0,
            balance_before_minor=points[-2].balance_minor if len(points) > 1 else None,
            frozen_minor=0, currency="RSD", exact=True, pending=(), transaction_count=len(rows),
            more=False, as_of=self.now, position=self.position, transactions=tuple(
                TransactionThen(
                    id=row.id, type=row.type, status=row.status, amount_minor=row.amount_minor,
                    direction=row.direction, currency=row.currency, exact=True,
                )
                for row in rows
            ),
        )  # fmt: skip

    def _credit(self, row: Transaction, at: datetime) -> Account:
        known = self._accounts[row.user_id]
        balance = known.balance_minor + row.amount_minor
        self._accounts[row.user_id] = moved = msgspec.structs.replace(
            known, balance_minor=balance, version=len(self.log) + 1, changes=known.changes + 1,
            exists=True, changed_at=at,
        )  # fmt: skip
        step = CurvePoint(at=at, balance_minor=balance, transaction_id=row.id, exact=True)
        self._steps[row.user_id].append(step)
        return moved

    def _empty(self, user_id: int) -> Account:
        return Account(
            user_id=user_id, user_name=PEOPLE[user_id], balance_minor=0, frozen_minor=0,
            currency="RSD", exists=False, version=0, changes=0,
        )  # fmt: skip


class Gateway:
    """Answers from a ledger; a test may hold answers back, or let them fail."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.requests: list[httpx.Request] = []
        self.open = asyncio.Event()
        self.open.set()
        self.answers_late = False
        """Whether an answer is what is true when it leaves, or when it was asked for."""
        self.fails: Answer = lambda _: None
        """Returns a problem's (status, code), or anything true: then nobody answers."""
        self.horizon = 0
        """How many of the oldest commits the change log does not know any more."""
        self.deposit: Answer = lambda _: (500, "internal_error")
        self.verdict: Answer = lambda request: self.ledger.verdict(_user_of(request))
        self.findings = NOTHING_FOUND
        """All of them, however many are asked for."""
        self.booked: dict[str, DepositReceipt] = {}
        self.cancelled: set[str] = set()
        """What keys stand for."""

    async def client(self) -> ApiClient:
        """Return a client that has signed in."""
        client = ApiClient(GATEWAY, transport=httpx.MockTransport(self))
        await client.sign_in(OPERATOR.email, "secret")
        self.requests.clear()
        return client

    def paths(self) -> list[str]:
        return [_path(request) for request in self.requests]

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        early = None if self.answers_late else self._answer(request)
        await asyncio.sleep(0)
        await self.open.wait()
        failure = self.fails(request)
        if isinstance(failure, tuple):
            return _problem(*failure)
        if failure:
            raise httpx.ConnectError("refused", request=request)
        return early or self._answer(request)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        outcome: Any
        if _path(request) == "/auth/login":
            outcome = SESSION
        elif _path(request).startswith("/deposit-keys/"):
            outcome = self._key(request)
        elif request.method == "POST":
            outcome = self._once(request)
        elif _path(request).endswith("/verdict"):
            outcome = self.verdict(request)
        elif _path(request).endswith("/state"):
            outcome = self.ledger.then(_user_of(request), request.url.params)
        else:
            outcome = self._read(_path(request), request.url.params)
        if isinstance(outcome, tuple):
            return _problem(*outcome)
        return httpx.Response(200, content=msgspec.json.encode(outcome))

    def _found(self, after: int | None) -> FindingsPage:
        """Return a page of what was found, in its order."""
        rows = self.findings.findings
        first = 0 if after is None else [row.number for row in rows].index(after) + 1
        return msgspec.structs.replace(
            self.findings, findings=rows[first : first + PAGE], more=len(rows) > first + PAGE
        )

    def _once(self, request: httpx.Request) -> Any:
        key = request.headers.get("idempotency-key")
        if key in self.cancelled:
            return 409, "deposit_cancelled"
        return self.deposit(request)

    def _key(self, request: httpx.Request) -> Any:
        key = _path(request).split("/")[2]
        if request.method == "POST" and key not in self.booked:
            self.cancelled.add(key)
        if key in self.booked:
            return DepositKey(key=key, state="booked", receipt=self.booked[key])
        if key in self.cancelled:
            return DepositKey(key=key, state="cancelled")
        return 404, "key_unknown"

    def _read(self, path: str, parameters: httpx.QueryParams) -> Any:
        ledger, parts = self.ledger, path.strip("/").split("/")
        before = int(parameters["before"]) if "before" in parameters else None
        match parts:
            case ["users"]:
                return UserHits(users=(hit(42), hit(7)), more=False)
            case ["users", number]:
                if int(number) not in ledger.users:
                    return 404, "user_not_found"
                return ledger.page(int(number))
            case ["users", number, "transactions"]:
                return ledger.older(int(number), before)
            case ["users", number, "curve"]:
                return ledger.curve(int(number))
            case ["accounts"]:
                return ledger.accounts([int(id_) for id_ in parameters["ids"].split(",")])
            case ["transactions"]:
                return ledger.older(None, before)
            case ["commits"]:
                after, until = int(parameters["after"]), int(parameters["until"])
                if after < self.horizon:
                    return 409, "commits_unavailable"
                return ledger.told(after, until)
            case ["claims"]:
                minor = int(parameters["amount_minor"])
                rows = [row for row in ledger.rows() if row.amount_minor == minor]
                return Matches(
                    matches=tuple(Match(transaction=row) for row in rows), more=False,
                    as_of=ledger.now, position=ledger.position,
                )  # fmt: skip
            case ["findings"]:
                return self._found(int(parameters["after"]) if "after" in parameters else None)
            case ["payment-methods"]:
                return PaymentMethods(payment_methods=METHODS)
        raise AssertionError(path)


def _path(request: httpx.Request) -> str:
    return request.url.path.removeprefix("/api/v1")


def _user_of(request: httpx.Request) -> int:
    return int(_path(request).split("/")[2])


def _problem(status: int, code: str) -> httpx.Response:
    document = {"status": status, "code": code, "detail": f"{code}.", "request_id": "r1"}
    return httpx.Response(status, json=document)
