"""Command line of the gateway: sandbox, serve, install, check, explain, sweep and others."""

import argparse
import asyncio
import errno
import gc
import getpass
import logging
import os
import shlex
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg

CAPTURE_BROKEN = 3
"""The exit code of `check` when something is not as it should be."""
UNREAD = 128 + signal.SIGPIPE if hasattr(signal, "SIGPIPE") else 1
"""The exit code when whoever read has seen enough: no verdict."""
GARBAGE = (50_000, 20, 100)
"""When cycles are looked for: the many rows of an answer are none, and to walk through them as
often as by default took a quarter of a verdict's time."""


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    commands = argparse.ArgumentParser(prog="svetu-gateway", description=__doc__)
    sub = commands.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add_servers(sub)
    install = sub.add_parser("install", help="put the console's schema beside the marketplace")
    install.add_argument(
        "--environment", required=True, choices=("production", "staging", "sandbox")
    )
    install.add_argument(
        "--backend-zone", default="UTC", metavar="ZONE", help="the wall clock the backend writes"
    )
    uninstall = sub.add_parser("uninstall", help="take it away without a trace")
    for command in (install, uninstall):
        command.add_argument("--dry-run", action="store_true", help="print the SQL, run nothing")
    sub.add_parser("check", help="is the capture whole? (exit code 3: it is not)")
    prune = sub.add_parser("prune", help="take old commits out of the change log")
    prune.add_argument(
        "--keep-days", type=_number(int, 1, 36500), required=True, metavar="N",
        help="older ones go; each account's state then is kept",
    )  # fmt: skip
    _add_explain(sub)
    operator = sub.add_parser("operator", help="who may sign in; passwords are asked for")
    operator.add_argument("action", choices=("add", "list", "role", "disable", "password"))
    operator.add_argument("email", nargs="?", default="")
    operator.add_argument(
        "--role", choices=("viewer", "support", "admin"), help="of a new one: viewer"
    )
    _add_audit(sub)
    for name, command in sub.choices.items():
        if name != "sandbox":
            command.add_argument("--dsn", default="", help="or SVETU_DSN; passwords in PGPASSFILE")
    _add_evidence(sub)
    return commands


def _add_servers(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    sandbox = sub.add_parser("sandbox", help="a demo marketplace with its own PostgreSQL")
    sandbox.add_argument("--data", type=Path, metavar="DIR")
    sandbox.add_argument("--users", type=_number(int, 1, 200_000), default=2000, metavar="N")
    sandbox.add_argument("--seed", type=int, default=1, metavar="N")
    sandbox.add_argument(
        "--traffic", type=_number(float, 0, 1000), default=2.0, metavar="EVENTS_PER_SECOND"
    )
    sandbox.add_argument("--port", type=_number(int, 0, 65535), default=0, metavar="P")
    sandbox.add_argument("--with-parent", action="store_true", help="end when stdin does")
    serve = sub.add_parser("serve", help="serve consoles")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=_number(int, 0, 65535), default=8080)
    serve.add_argument("--base-path", default="", metavar="/PATH")
    serve.add_argument("--tls-cert", type=Path, metavar="FILE")
    serve.add_argument("--tls-key", type=Path, metavar="FILE")
    serve.add_argument("--behind-proxy", action="store_true", help="a proxy encrypts")
    serve.add_argument(
        "--signing-key", type=Path, metavar="FILE",
        help="signs evidence bundles (svetu-gateway key new); or SVETU_SIGNING_KEY",
    )  # fmt: skip
    serve.add_argument(
        "--sweep-every", type=_number(float, 1, 10_080), metavar="MINUTES",
        help="look at all balances so often and show consoles what is found; off by default",
    )  # fmt: skip


def _add_explain(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    explain = sub.add_parser(
        "explain", help="why is this balance wrong? (exit code 3: it differs, 4: cannot tell)"
    )
    explain.add_argument("user", type=_number(int, 1, 2**31 - 1), metavar="USER")
    explain.add_argument("--claim-amount", metavar="RSD", help="as the customer says it: 2000")
    explain.add_argument("--claim-at", metavar="ISO-8601", help="when they paid: a moment or a day")
    explain.add_argument("--session", metavar="ID", help="of the payment page")
    explain.add_argument("--method", metavar="CODE")
    explain.add_argument("--success-page", action="store_true", help="they saw the success page")
    explain.add_argument("--json", action="store_true")
    sub.add_parser("complaints", help="the sandbox's complaint book, and how to ask about each")
    sweep = sub.add_parser("sweep", help="whose balance is wrong? (exit code 3: somebody's)")
    sweep.add_argument("--after", type=_number(int, 0, 2**31 - 1), default=0, metavar="USER")
    sweep.add_argument("--batch", type=_number(int, 1, 10**7), default=200_000, metavar="USERS")
    sweep.add_argument("--json", action="store_true", help="one object a line")


def _add_evidence(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    key = sub.add_parser("key", help="the key that signs evidence bundles")
    key.add_argument("action", choices=("new", "show"))
    key.add_argument("file", type=Path, metavar="FILE")
    verify = sub.add_parser("verify", help="is an evidence bundle whole? (exit code 3: it is not)")
    verify.add_argument("file", type=Path, metavar="FILE")
    trusted = verify.add_mutually_exclusive_group()
    trusted.add_argument(
        "--public-key", metavar="KEY", help="that it must be: 64 hexadecimal digits, or a PEM file"
    )
    trusted.add_argument("--fingerprint", metavar="HEX", help="of the key that it must be")
    verify.add_argument("--json", action="store_true")


def _add_audit(sub: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    audit = sub.add_parser("audit", help="who did what; is its chain whole? (exit code 3: no)")
    audit.add_argument("--verify", action="store_true", help="follow the chain to its end")
    audit.add_argument("--anchor", metavar="N:HASH", help="as an earlier --verify printed it")
    audit.add_argument("--operator", default="", metavar="EMAIL", help="only what they did")
    audit.add_argument(
        "--user", type=_number(int, 1, 2**31 - 1), metavar="USER", help="only on this account"
    )
    audit.add_argument(
        "--limit", type=_number(int, 1, 1_000_000), default=50, metavar="N", help="the newest N"
    )
    audit.add_argument("--json", action="store_true", help="one object per line")


def _number(kind: type[int | float], lowest: int, highest: int) -> Callable[[str], int | float]:
    def parse(text: str) -> int | float:
        value = kind(text)
        if not lowest <= value <= highest:  # nor is what is not a number
            raise argparse.ArgumentTypeError(f"{text} is not between {lowest} and {highest}")
        return value

    parse.__name__ = "number"  # argparse says: invalid number value
    return parse


class Refused(Exception):  # noqa: N818
    """The command line asks for something that cannot be; one sentence for a person."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; expected failures are one sentence on stderr and exit code 1."""
    _hold_streams()
    options = parser().parse_args(arguments)
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    gc.set_threshold(*GARBAGE)
    try:
        return _run(options)
    except KeyboardInterrupt:
        return 130


def _run(options: argparse.Namespace) -> int:
    from gateway.audit_command import AuditRefused
    from gateway.auth import OperatorRefused
    from gateway.check import CheckFailed
    from gateway.evidence.keys import KeyRefused
    from gateway.explain.command import ExplainFailed
    from gateway.install import InstallFailed
    from gateway.sandbox.postgres import PostgresFailed
    from gateway.server import ServeFailed

    try:
        code = _code(options)
        sys.stdout.flush()
    except (
        Refused, AuditRefused, CheckFailed, ExplainFailed, InstallFailed, KeyRefused,
        OperatorRefused, PostgresFailed, ServeFailed,
    ) as exc:  # fmt: skip
        return _failed(str(exc))
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as exc:
        if getattr(exc, "errno", None) not in (errno.EPIPE, errno.ENOSPC):
            return _failed(f"The database refused: {exc}")
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left
        return UNREAD if exc.errno == errno.EPIPE else _failed(f"Nothing can be written: {exc}")
    return code


def _code(options: argparse.Namespace) -> int:
    if options.command in ("key", "verify"):
        from gateway.evidence import command

        return command.run(options)
    if "dsn" in options:
        options.dsn = _dsn(options.dsn)
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        return runner.run(_command(options))


def _hold_streams() -> None:
    """Open what was closed by whoever started us, or the next file we open is taken for it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, "w" if number else "r"))


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return uvloop's, which halves what a frame costs; it does not exist on Windows."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


def _dsn(given: str) -> str:
    """Return the DSN to use; one with a password belongs into no command line."""
    if not given:
        from_environment = os.environ.get("SVETU_DSN", "")
        if not from_environment:
            raise Refused("Give --dsn, or set SVETU_DSN.")
        return from_environment
    try:
        parts = urlsplit(given)
        secret, host = parts.password, parts.hostname or ""
    except ValueError as exc:
        raise Refused("The DSN cannot be read.") from exc
    if secret and host not in ("", "localhost", "127.0.0.1", "::1"):
        sys.stderr.write(
            "svetu-gateway: others on this machine can read the password in --dsn: "
            "use SVETU_DSN or PGPASSFILE.\n"
        )
    return given


async def _command(options: argparse.Namespace) -> int:
    """Run one command; returns the exit code."""
    if "dsn" in options:
        await _read_dsn(options.dsn)
    match options.command:
        case "sandbox":
            from gateway.sandbox.run import Options, run

            wanted = {name: getattr(options, name) for name in Options.__slots__}
            await run(Options(**wanted))
        case "install":
            await _install(options)
        case "uninstall":
            from gateway.install import uninstall

            script = await uninstall(options.dsn, dry_run=options.dry_run)
            sys.stdout.write(script if options.dry_run else "")
        case "serve":
            await _serve(options)
        case "check":
            return await _check(options)
        case "prune":
            await _prune(options)
        case "explain":
            from gateway.explain import command

            return await command.run(options)
        case "complaints":
            await _complaints(options)
        case "sweep":
            from gateway.explain import command

            return await command.sweep(options)
        case "audit":
            from gateway import audit_command

            return await audit_command.run(options)
        case "operator":
            await _operator(options)
    return 0


async def _read_dsn(dsn: str) -> None:
    """Raise Refused for what is no DSN: the gateway would wait for such a database for ever."""
    try:
        async with asyncio.timeout(0):  # no longer than it takes to read it
            await asyncpg.connect(dsn)
    except TimeoutError:
        pass
    except (ValueError, OSError) as exc:
        raise Refused(f"The DSN cannot be used: {exc}.") from exc


async def _install(options: argparse.Namespace) -> None:
    from gateway.install import install, owner_in_need

    script = await install(
        options.dsn,
        environment=options.environment,
        backend_zone=options.backend_zone,
        dry_run=options.dry_run,
    )
    sys.stdout.write(script if options.dry_run else "")
    if not options.dry_run and (owner := await owner_in_need(options.dsn)):
        sys.stdout.write(
            f"{owner} may not read svetu_console: its own backups need "
            "pg_dump --exclude-schema=svetu_console.\n"
        )


async def _complaints(options: argparse.Namespace) -> None:
    from gateway.sandbox.complaints import read_book

    for page in await read_book(options.dsn):
        sys.stdout.write(f"{page.words}\n    explain {shlex.join(page.command)}\n")


async def _prune(options: argparse.Namespace) -> None:
    from gateway.prune import prune

    gone = await prune(options.dsn, keep_days=options.keep_days)
    sys.stdout.write(f"{gone} rows of the change log went.\n")


async def _check(options: argparse.Namespace) -> int:
    from gateway.check import check

    findings = await check(options.dsn)
    for finding in findings:
        sys.stdout.write(f"{'ok    ' if finding.ok else 'BROKEN'}  {finding.sentence}\n")
    return 0 if all(finding.ok for finding in findings) else CAPTURE_BROKEN


async def _serve(options: argparse.Namespace) -> None:
    from gateway.evidence.keys import load_key
    from gateway.server import serving

    named = options.signing_key or os.environ.get("SVETU_SIGNING_KEY")
    signing_key = load_key(Path(named)) if named else None

    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    async with serving(
        options.dsn,
        host=options.host,
        port=options.port,
        base_path=options.base_path,
        tls_cert=options.tls_cert,
        tls_key=options.tls_key,
        behind_proxy=options.behind_proxy,
        signing_key=signing_key,
        sweep_every=options.sweep_every and 60 * options.sweep_every,
    ) as port:
        sys.stderr.write(f"svetu-gateway: serving on port {port}\n")
        await stop.wait()


async def _operator(options: argparse.Namespace) -> None:
    from gateway.auth import Auth

    if options.action != "list" and "@" not in options.email:
        raise Refused("Whom? Give an e-mail address.")
    async with asyncpg.create_pool(options.dsn, min_size=1, max_size=1) as pool:
        auth = Auth(pool)
        match options.action:
            case "add":
                await auth.add_operator(options.email, _password(), options.role or "viewer")
            case "role" if options.role:
                await auth.set_role(options.email, options.role)
            case "role":
                raise Refused("Which one? Give --role.")
            case "disable":
                await auth.disable_operator(options.email)
            case "password":
                await auth.set_password(options.email, _password())
            case "list":
                for row in await auth.list_operators():
                    state = "disabled" if row["disabled_at"] else "active"
                    sys.stdout.write(f"{row['email']}\t{row['role']}\t{state}\n")


def _password() -> str:
    """Return a password from the prompt, or the first line of standard input."""
    if sys.stdin.isatty():
        return getpass.getpass()
    try:
        return sys.stdin.buffer.readline().rstrip(b"\r\n").decode()
    except UnicodeDecodeError as exc:
        raise Refused("The password is not UTF-8 text.") from exc


def _failed(sentence: str) -> int:
    sys.stderr.write(f"svetu-gateway: {sentence}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
