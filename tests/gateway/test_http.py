"""The laws of every endpoint: strict about what comes in, and a problem document for every no."""

import asyncio
import json
from typing import Any
from urllib.parse import quote

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, assume, given, seed, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks

from gateway.endpoints import ENDPOINTS, Endpoint
from gateway.openapi import description
from gateway.problems import PROBLEMS
from gateway.server import serving
from tests.conftest import Marketplace
from tests.gateway.desk import Desk

PROTECTED = [endpoint for endpoint in ENDPOINTS if endpoint.permission]
WITH_BODY = [endpoint for endpoint in ENDPOINTS if endpoint.body]
KEY = "0123456789abcdef"
BODIES: dict[str, dict[str, Any]] = {
    "deposit": {
        "amount_minor": 20_000, "currency": "RSD", "reason": "x", "payment_method": "mock_payment",
    },
    "pay": {
        "outcome": "declined", "currency": "RSD", "reason": "x", "payment_method": "allsecure",
    },
    "reverse": {"reason": "x"},
    "evidence": {"reason": "x", "personal_data": "none"},
}  # fmt: skip
FUZZING = settings(
    max_examples=8, deadline=None, database=None, phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
POSITIVE = (GenerationMode.POSITIVE,)
CONFORMANCE: list[CheckFunction] = [
    not_a_server_error, checks.status_code_conformance, checks.content_type_conformance,
    checks.response_schema_conformance, checks.negative_data_rejection,
]  # fmt: skip


@pytest.fixture
async def raw(served: Desk, http: httpx.AsyncClient) -> httpx.AsyncClient:
    """The signed-in client, with paths from the root on."""
    http.base_url = httpx.URL(served.url)
    return http


async def ask(http: httpx.AsyncClient, endpoint: Endpoint, **options: Any) -> httpx.Response:
    path = named(endpoint.path, str(options.pop("row_id", 1)))
    return await http.request(endpoint.method, path, **options)


def named(path: str, row_id: str = "1", key: str = KEY) -> str:
    """Return a path with its gaps filled."""
    for gap in ("{user_id}", "{transaction_id}"):
        path = path.replace(gap, row_id)
    return path.replace("{key}", key)


def refused(answer: httpx.Response, code: str) -> dict[str, Any]:
    """Hold an answer against the laws of all problem documents and return it."""
    said: dict[str, Any] = answer.json()
    assert said["code"] == code, (answer.request.method, answer.request.url, said)
    assert answer.status_code == said["status"] == PROBLEMS[code][0]
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.headers["X-Request-Id"] == said["request_id"] != ""
    assert said["type"] == "about:blank"
    assert said["title"]
    assert said["detail"].endswith(".")
    return said


async def test_without_a_token_every_door_is_shut(served: Desk) -> None:
    async with httpx.AsyncClient(base_url=served.url) as http:
        for endpoint in PROTECTED:
            for scheme in ({}, {"Authorization": "Bearer forged"}, {"Authorization": "Basic eDp4"}):
                answer = await ask(http, endpoint, headers=scheme)
                refused(answer, "unauthenticated")
                assert answer.headers["WWW-Authenticate"] == "Bearer"
        token = (await served.session())["access_token"]
        answer = await http.get("/api/v1/accounts", params={"ids": "1", "token": token})
        refused(answer, "unauthenticated")


async def test_every_endpoint_refuses_what_it_does_not_know(raw: httpx.AsyncClient) -> None:
    for endpoint in ENDPOINTS:
        strange = await ask(raw, endpoint, headers={"Svetu-Protocol": "2"})
        assert refused(strange, "protocol_unsupported")["supported"] == "1.0"
        if not endpoint.body:  # the others are asked below, with a body
            strange = await ask(raw, endpoint, params={"surprise": "1"})
            assert refused(strange, "unknown_field")["field"] == "surprise"
    newer = await raw.get("/api/v1/accounts?ids=1", headers={"Svetu-Protocol": "1.7"})
    assert newer.status_code == 200
    for method, path, code in (
        ("GET", "/api/v1/nowhere", "not_found"),
        ("GET", "/api/v1/users/", "not_found"),
        ("GET", "/api/v1/users/1/curve/", "not_found"),
        ("DELETE", "/api/v1/users/1", "method_not_allowed"),
        ("GET", "/api/v1/auth/login", "method_not_allowed"),
    ):
        refused(await raw.request(method, path), code)


async def test_an_answer_does_not_wait_for_an_acknowledgement(raw: httpx.AsyncClient) -> None:
    """With Nagle's algorithm on, each of these takes 40 ms, however fast the machine is."""
    clock = asyncio.get_running_loop().time
    durations = []
    for _ in range(20):
        began = clock()
        await raw.get("/health/live")
        durations.append(clock() - began)
    assert min(durations) < 0.03


async def test_bodies_are_read_strictly(raw: httpx.AsyncClient) -> None:
    bodies = (
        (b"", "malformed_json"),
        (b"{", "malformed_json"),
        (b'{"a": 1} {}', "malformed_json"),
        (b'{"\xff": 1}', "malformed_json"),
        ("{}".encode("utf-16"), "malformed_json"),
        (b"NaN", "malformed_json"),
        (b"[" * 60_000, "malformed_json"),
        (b"1" * 60_000, "malformed_json"),
        (b"[]", "invalid_value"),
        (b"null", "invalid_value"),
        (b"{}", "invalid_value"),
        (b'{"surprise": 1}', "unknown_field"),
        (b'{"email": 1, "email": 1}', "duplicate_key"),
        (b'{"email": {"a": 1, "a": 1}}', "duplicate_key"),
        (b'"' + b"x" * (64 * 1024 - 2) + b'"', "invalid_value"),
        (b'"' + b"x" * (64 * 1024 - 1) + b'"', "body_too_large"),
    )
    for endpoint in WITH_BODY:
        for content, code in bodies:
            answer = await ask(
                raw, endpoint, content=content, headers={"Content-Type": "application/json"}
            )
            refused(answer, code)
        for media_type in ("text/plain", "application/x-www-form-urlencoded", ""):
            answer = await ask(raw, endpoint, content=b"{}", headers={"Content-Type": media_type})
            refused(answer, "unsupported_media_type")
        answer = await ask(raw, endpoint, params={"surprise": "1"}, json={})
        refused(answer, "unknown_field")


async def test_only_ids_that_a_row_can_have_are_looked_for(raw: httpx.AsyncClient) -> None:
    impossible = ("0", "-1", str(2**31), str(10**30), "x", "٣", "1.0", "+1", "%00", " 1", "99")
    for endpoint in ENDPOINTS:
        what = next(
            (gap for gap in ("user", "transaction") if f"{{{gap}_id}}" in endpoint.path), ""
        )
        if not what:
            continue
        options: dict[str, Any] = {}
        if endpoint.body:
            options = {"json": BODIES[endpoint.operation], "headers": {"Idempotency-Key": KEY}}
        for row_id in impossible:
            refused(await ask(raw, endpoint, row_id=row_id, **options), f"{what}_not_found")


NO_MOMENTS = ["", "x", "2025-01-01", "2025-01-01T00:00:00", "2025-02-30T00:00:00Z",
              "10000-01-01T00:00:00Z", "9" * 40, "0", "-1", "1751328000", "1.5", "1e3"]  # fmt: skip
OUT_OF_BOUNDS: list[tuple[str, str, list[str]]] = [
    ("users", "q", ["", "x" * 201]),
    ("users?q=a", "limit", ["0", "101", "x", "1.5", "", "10" * 3000]),
    ("users/1", "limit", ["0", "201", "-1"]),
    ("users/1/transactions", "limit", ["0", "1001"]),
    ("users/1/transactions", "before", ["0", "-1", str(2**31), "x"]),
    ("users/1/curve", "points", ["1", "2001"]),
    ("accounts", "ids", ["", ",", "1,", "-1", "1" * 11, ",".join(["1"] * 201), "٣"]),
    ("transactions", "user", ["0", str(2**31), "null"]),
    *(
        (
            f"commits?epoch=e&{other}=1:1:",
            field,
            ["", "1", "1:1", "1:1:,", "1:1:2,", "-1:1:", "٣:1:"],
        )
        for field, other in (("after", "until"), ("until", "after"))
    ),
    ("commits?epoch=e&after=1:1:&until=1:1:", "limit", ["0", "1001"]),
    ("commits?after=1:1:&until=1:1:", "epoch", ["", "x" * 201]),
    ("transactions", "type", ["x" * 51, "a\0b"]),
    ("users/1/verdict", "claim_amount_minor", ["0", "-1", str(10**12), "1.5", "x", ""]),
    (
        "users/1/verdict",
        "claim_at",
        [
            "",
            "x",
            "2025-13-01",
            "2025-02-30T00:00:00Z",
            "9" * 40,
            "9" * 41,
            "1999-01-01",
            "0001-01-01T00:00:00%2B14:00",
            "9999-12-31T23:59:59-14:00",
        ],
    ),
    ("users/1/verdict", "session", ["", "x" * 201, "a\0b"]),
    ("users/1/verdict", "method", ["", "x" * 51]),
    ("users/1/verdict", "success_page", ["x", "2"]),
    ("users/1/state", "limit", ["0", "1001"]),
    ("users/1/state", "transaction", ["0", "-1", str(2**31), "x"]),
    ("claims?day=2025-07-01", "amount_minor", ["0", "-1", str(10**12), "x"]),
    (
        "claims?amount_minor=1",
        "day",
        ["", "x", "2025-7-1", "2025-02-30", "0001-01-01", "٢٠٢٥-07-01"],
    ),
    ("claims?amount_minor=1&day=2025-07-01", "currency", ["rsd", "", "RSDX"]),
    ("test-deposits", "limit", ["0", "201"]),
    ("test-deposits", "operator", ["", "1", "Me", "me "]),
    ("payment-sessions", "before", NO_MOMENTS),
    ("audit", "operator", ["", "-1", "you", "1" * 10]),
    ("audit", "before", ["0", str(2**63)]),
    ("audit", "action", ["x" * 51, "a\0b"]),
    *(
        (path, field, NO_MOMENTS)
        for path in ("users/1/transactions", "users/1/curve", "transactions")
        for field in ("from", "to")
    ),
    ("users/1/state", "at", NO_MOMENTS),
]
EDGES = ("0001-01-01T00:00:00%2B14:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z",
         "9999-12-31T23:59:59-14:00", "2025-10-26T02:30:00%2B02:00")  # fmt: skip


async def test_parameters_out_of_bounds_are_refused_by_name(raw: httpx.AsyncClient) -> None:
    for path, field, wrong in OUT_OF_BOUNDS:
        for value in wrong:
            answer = await raw.get(httpx.URL(f"/api/v1/{path}").copy_add_param(field, value))
            assert refused(answer, "invalid_value")["field"].startswith(field), (path, value)
    for path in ("users?q=a&q=b", "users/1?limit=1&limit=2", "users/1/curve?to=x&to=x"):
        refused(await raw.get(f"/api/v1/{path}"), "duplicate_key")
    refused(await raw.get("/api/v1/accounts"), "invalid_value")


async def test_numbers_are_written_as_the_description_says(raw: httpx.AsyncClient) -> None:
    """Parsers take 1e3 for a thousand: who wrote that meant something else."""
    for path, methods in description()["paths"].items():
        for parameter in methods.get("get", {}).get("parameters", []):
            kind = parameter["schema"].get("type")
            if parameter["in"] == "query" and kind in ("integer", "boolean"):
                for value in ("1e1", "2.0", " 2", "+2", "2_0", "0x2", "٢", "True", "1,0"):
                    answer = await raw.get(named(path), params={parameter["name"]: value})
                    assert refused(answer, "invalid_value")["field"] == parameter["name"]


async def test_a_key_that_is_given_twice_is_none(raw: httpx.AsyncClient) -> None:
    """Who of two programs takes which is not known: money must not hang on it."""
    for endpoint in ENDPOINTS:
        if endpoint.keyed:
            for second in (KEY, f"{KEY}x"):
                answer = await raw.request(
                    endpoint.method,
                    named(endpoint.path),
                    json=BODIES[endpoint.operation],
                    headers=[("Idempotency-Key", KEY), ("Idempotency-Key", second)],
                )
                refused(answer, "idempotency_key_malformed")


@pytest.mark.parametrize(
    "sent",
    [
        b"hello\r\n\r\n",
        b"GET /api/v1/users?q=\xc4\x90 HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: \0\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
    ],
)
async def test_what_is_no_http_is_refused_like_all_else(served: Desk, sent: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", served.port)
    writer.write(sent)
    head, _, content = (await reader.read()).partition(b"\r\n\r\n")
    writer.close()
    assert head.startswith(b"HTTP/1.1 400 ")
    assert b"application/problem+json" in head
    assert json.loads(content)["code"] == "malformed_request"


async def test_all_moments_of_the_calendar_are_understood(raw: httpx.AsyncClient) -> None:
    for path in ("users/1/transactions", "users/1/curve", "transactions"):
        for edge in EDGES:
            answer = await raw.get(f"/api/v1/{path}?from={edge}&to={edge}")
            assert answer.status_code == 200, answer.text
    for edge in EDGES:
        answer = await raw.get(f"/api/v1/payment-sessions?before={edge}")
        assert answer.status_code == 200, answer.text


async def test_below_a_base_path(installed: Marketplace) -> None:
    async with (
        serving(installed.gateway, base_path="/console/a") as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http,
    ):
        assert (await http.get("/console/a/api/v1/environment")).json()["name"] == "sandbox"
        assert (await http.get("/console/a/openapi.json")).json()["servers"] == [
            {"url": "/console/a"}
        ]
        refused(await http.get("/console/a/api/v1/users/1"), "unauthenticated")
        refused(await http.post("/console/a/api/v1/environment"), "method_not_allowed")
        for outside in ("/api/v1/environment", "/console/api/v1/environment", "/console/a", "/"):
            refused(await http.get(outside), "not_found")


async def test_the_description_names_exactly_what_is_served(raw: httpx.AsyncClient) -> None:
    described = (await raw.get("/openapi.json")).json()
    schemathesis.openapi.from_dict(described).validate()
    told = {
        (method.upper(), path) for path, methods in described["paths"].items() for method in methods
    }
    assert told == {(endpoint.method, endpoint.path) for endpoint in ENDPOINTS}
    for method, path in told:
        answer = await raw.request(method, named(path))
        assert answer.json()["code"] != "not_found" if answer.is_error else True
        others = {"GET", "POST", "PUT", "PATCH", "DELETE"} - {m for m, p in told if p == path}
        for other in others:
            allowed = (await raw.request(other, named(path))).headers["Allow"]
            assert method in allowed


@pytest.mark.timeout(600)  # seconds for every endpoint, more where a machine has other work
async def test_whatever_is_sent_the_answer_is_as_described(served: Desk) -> None:
    token = (await served.session())["access_token"]
    schema = schemathesis.openapi.from_dict(description()).exclude(operation_id="sign_out")

    def fuzz() -> None:
        for result in schema.get_all_operations():
            assert isinstance(result, Ok)
            operation: Any = result.ok()
            takes_nothing = not any(operation.iter_parameters()) and not operation.body
            for mode in POSITIVE if takes_nothing else GenerationMode:

                @seed(1)
                @FUZZING
                @given(case=operation.as_strategy(generation_mode=mode))
                def conforms(case: Any) -> None:
                    # A request line of 64 KiB is cut off before it gets to us.
                    assume(len(repr(case.query)) < 5_000)
                    case.call_and_validate(
                        served.url, headers={"Authorization": f"Bearer {token}"}, checks=CONFORMANCE
                    )

                conforms()

    await asyncio.to_thread(fuzz)


async def test_no_text_whatsoever_is_an_internal_error(served: Desk) -> None:
    """What a schema does not think of: any text in any parameter and any field."""
    token = (await served.session())["access_token"]
    texts = st.text(max_size=30)
    names = sorted({"surprise", *(name for _, name, _ in OUT_OF_BOUNDS)})
    fields = sorted({name for e in ENDPOINTS if e.body for name in e.body.__struct_fields__})
    values = texts | st.none() | st.booleans() | st.integers() | st.floats() | st.lists(texts)

    def fuzz(client: httpx.Client) -> None:
        @seed(1)
        @settings(FUZZING, max_examples=150)
        @given(
            endpoint=st.sampled_from(ENDPOINTS),
            row_id=texts | st.integers().map(str),
            query=st.dictionaries(st.sampled_from(names), texts, max_size=2),
            body=st.dictionaries(st.sampled_from(fields), values).map(json.dumps) | st.binary(),
            key=st.text("aZ9-_", min_size=16, max_size=64) | st.text("aé"),
        )
        def answers(
            endpoint: Endpoint, row_id: str, query: dict[str, str], body: str | bytes, key: str
        ) -> None:
            path = named(endpoint.path, quote(row_id, safe=""), quote(key, safe=""))
            headers = {"Content-Type": "application/json", "Idempotency-Key": key.encode()}
            if endpoint.operation == "sign_out":
                return
            answer = client.request(
                endpoint.method,
                path,
                params=query,
                content=body,
                headers=headers,  # type: ignore[arg-type]
            )
            assert answer.status_code < 500, answer.text
            if answer.is_error:
                refused(answer, answer.json()["code"])

        answers()

    bearer = {"Authorization": f"Bearer {token}"}
    with httpx.Client(base_url=served.url, headers=bearer) as client:
        await asyncio.to_thread(fuzz, client)
