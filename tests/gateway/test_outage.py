"""A database that is away: every answer says so, and nothing needs a restart afterwards."""

import asyncio
import json
import shutil
from importlib import resources

import asyncpg
import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus

from gateway.endpoints import ENDPOINTS
from gateway.install import install
from gateway.sandbox.postgres import Postgres, temporary_base
from gateway.server import serving
from tests.conftest import BACKEND_ZONE, Marketplace, install_console
from tests.gateway.desk import PASSWORD, Desk, desk
from tests.gateway.test_http import ask, refused
from tests.gateway.test_stream import frame, start, stream

BODIES: dict[str, dict[str, object]] = {
    "sign_in": {"email": "support@example.org", "password": PASSWORD},
    "refresh": {"refresh_token": "any"},
}


async def test_without_its_database_the_gateway_says_so_and_comes_back() -> None:
    base = temporary_base()
    server = Postgres(base, settings={"fsync": "off"})
    server.start()
    try:
        async with desk(await shop_on(server)) as served, served.signed_in() as http:
            http.base_url = httpx.URL(served.url)
            assert (await http.get("/api/v1/accounts?ids=1")).status_code == 200
            await asyncio.to_thread(server.stop)
            for endpoint in ENDPOINTS:
                answer = await ask(http, endpoint, json=BODIES.get(endpoint.operation))
                if endpoint.operation == "live":
                    assert answer.status_code == 200
                elif endpoint.operation == "signing_key":  # it is in a file
                    refused(answer, "signing_key_missing")
                else:
                    said = refused(answer, "database_unavailable")
                    assert ("checks" in said) == (endpoint.operation == "ready")
            await asyncio.to_thread(server.start)
            assert (await http.get("/api/v1/accounts?ids=1")).status_code == 200
            assert (await http.get("/health/ready")).status_code == 200
    finally:
        server.stop()
        shutil.rmtree(base.parent)


async def shop_on(server: Postgres) -> Marketplace:
    """A marketplace with the console on a server of its own, which may be stopped."""
    shop = Marketplace(
        superuser=server.dsn(),
        backend=server.dsn(),
        gateway=server.dsn(user="svetu_gateway", password="gateway"),
    )
    admin = await asyncpg.connect(shop.superuser)
    tables = resources.files("gateway.sandbox").joinpath("marketplace.sql")
    await admin.execute(tables.read_text(encoding="utf-8"))
    await install(shop.superuser, environment="sandbox", backend_zone=BACKEND_ZONE)
    await admin.execute("alter role svetu_gateway password 'gateway'")
    await admin.close()
    return shop


async def test_a_gateway_may_be_there_before_the_console_is_installed(
    marketplace: Marketplace,
) -> None:
    async with (
        serving(marketplace.superuser) as port,
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as http,
    ):
        refused(await http.get("/health/ready"), "database_unavailable")
        await install_console(marketplace)
        async with asyncio.timeout(20):
            while (await http.get("/health/ready")).status_code != 200:
                pass


async def test_a_stream_of_a_database_that_is_away_is_put_off(
    postgres: Postgres, admin: asyncpg.Connection, served: Desk
) -> None:
    token = (await served.session())["access_token"]
    outside = await asyncpg.connect(postgres.dsn())
    async with stream(served.port, token) as socket:
        await start(socket)
        name = await admin.fetchval("select current_database()")
        await outside.execute(f"alter database {name} allow_connections false")
        await outside.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name
        )
        with pytest.raises(InvalidStatus) as refusal:
            await stream(served.port, token)
        assert refusal.value.response.status_code == 503
        await socket.send(json.dumps({"type": "token", "access_token": token}))
        with pytest.raises(ConnectionClosed) as closed:
            await frame(socket, "the last")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1013
    await outside.execute(f"alter database {name} allow_connections true")
    await outside.close()


async def test_a_table_made_anew_is_said_to_be_out_of_reach(
    installed: Marketplace, admin: asyncpg.Connection, served: Desk, http: httpx.AsyncClient
) -> None:
    token = (await served.session())["access_token"]
    async with stream(served.port, token) as socket:
        await start(socket)
        assert (await frame(socket, "proof"))["capture"] == "whole"
        await admin.execute(
            "alter table balance_transactions rename to former;"
            "create table balance_transactions (like former including all);"
            "alter table balance_transactions owner to svetu_backend"
        )
        while (proof := await frame(socket, "proof"))["capture"] == "whole":
            pass
        assert proof["faults"] == ["permission denied for table balance_transactions"]
        refused(await http.get("/transactions"), "database_unavailable")
        await install(installed.superuser, environment="sandbox", backend_zone=BACKEND_ZONE)
        assert (await frame(socket, "reset"))["reason"] == "capture"
        while (await frame(socket, "proof"))["capture"] == "broken":
            pass
        assert (await http.get("/transactions")).status_code == 200


async def test_a_database_closed_for_maintenance_is_away_too(
    postgres: Postgres, admin: asyncpg.Connection, http: httpx.AsyncClient
) -> None:
    name = await admin.fetchval("select current_database()")
    outside = await asyncpg.connect(postgres.dsn())
    await outside.execute(f"alter database {name} allow_connections false")
    await outside.execute(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", name
    )
    refused(await http.get("/accounts?ids=1"), "database_unavailable")
    await outside.execute(f"alter database {name} allow_connections true")
    await outside.close()
    assert (await http.get("/accounts?ids=1")).status_code == 200
