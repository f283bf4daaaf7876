"""Command line of the gateway: sandbox, serve, install, uninstall, operator."""

import argparse
import asyncio
import getpass
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

import asyncpg


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    commands = argparse.ArgumentParser(prog="svetu-gateway", description=__doc__)
    sub = commands.add_subparsers(dest="command", required=True, metavar="COMMAND")
    sandbox = sub.add_parser("sandbox", help="a demo marketplace with its own PostgreSQL")
    sandbox.add_argument("--data", type=Path, metavar="DIR")
    sandbox.add_argument("--users", type=int, default=2000, metavar="N")
    sandbox.add_argument("--seed", type=int, default=1, metavar="N")
    sandbox.add_argument("--traffic", type=float, default=2.0, metavar="EVENTS_PER_SECOND")
    sandbox.add_argument("--port", type=int, default=0, metavar="P")
    sandbox.add_argument("--with-parent", action="store_true", help="end when stdin does")
    install = sub.add_parser("install", help="put the console's schema beside the marketplace")
    install.add_argument(
        "--environment", required=True, choices=("production", "staging", "sandbox")
    )
    install.add_argument("--backend-zone", default="UTC", metavar="ZONE")
    uninstall = sub.add_parser("uninstall", help="take it away without a trace")
    serve = sub.add_parser("serve", help="serve consoles on the loopback")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8080)
    serve.add_argument("--base-path", default="")
    operator = sub.add_parser("operator", help="add an operator; the password is asked for")
    operator.add_argument("action", choices=("add",))
    operator.add_argument("email")
    operator.add_argument("--role", choices=("viewer", "support", "admin"), default="viewer")
    for command in (install, uninstall, serve, operator):
        command.add_argument("--dsn", default=os.environ.get("SVETU_DSN", ""))
    return commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; expected failures are one sentence on stderr and exit code 1."""
    options = parser().parse_args(arguments)
    from gateway.install import InstallFailed
    from gateway.sandbox.postgres import PostgresFailed
    from gateway.server import ServeFailed

    try:
        asyncio.run(_command(options))
    except (InstallFailed, PostgresFailed, ServeFailed) as exc:
        return _failed(str(exc))
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as exc:
        return _failed(f"The database refused: {exc}")
    except KeyboardInterrupt:
        return 130
    return 0


async def _command(options: argparse.Namespace) -> None:
    match options.command:
        case "sandbox":
            from gateway.sandbox.run import Options, run

            wanted = {name: getattr(options, name) for name in Options.__slots__}
            await run(Options(**wanted))
        case "install":
            from gateway.install import install

            await install(
                options.dsn, environment=options.environment, backend_zone=options.backend_zone
            )
        case "uninstall":
            from gateway.install import uninstall

            await uninstall(options.dsn)
        case "serve":
            await _serve(options)
        case "operator":
            await _add_operator(options)


async def _serve(options: argparse.Namespace) -> None:
    from gateway.server import serving

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with serving(
        options.dsn, host=options.host, port=options.port, base_path=options.base_path
    ) as port:
        sys.stderr.write(f"svetu-gateway: serving on port {port}\n")
        await stop.wait()


async def _add_operator(options: argparse.Namespace) -> None:
    from gateway.auth import Auth

    password = getpass.getpass() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    async with asyncpg.create_pool(options.dsn, min_size=1, max_size=1) as pool:
        await Auth(pool).add_operator(options.email, password, options.role)


def _failed(sentence: str) -> int:
    sys.stderr.write(f"svetu-gateway: {sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
