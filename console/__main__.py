"""Command line of the console."""

import argparse
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    grammar = argparse.ArgumentParser(
        prog="svetu-console", description="Support console for SveTu balances, live at commit."
    )
    _add_options(grammar)
    commands = grammar.add_subparsers(dest="command", metavar="COMMAND")
    opening = commands.add_parser("open", help="open a user's account")
    opening.add_argument("user", metavar="USER", help="id, e-mail, name, phone, transaction …")
    touring = commands.add_parser("tour", help="do the main job by itself, and report")
    touring.add_argument(
        "--json",
        type=Path,
        nargs="?",
        const=Path("-"),
        metavar="FILE",
        help="write the report there, or to standard output",
    )
    touring.add_argument("--shots", type=Path, metavar="DIR", help="put pictures there")
    for command in (opening, touring):
        _add_options(command, default=argparse.SUPPRESS)  # before the command or behind it
    return grammar


def _add_options(grammar: argparse.ArgumentParser, **default: Any) -> None:
    where = grammar.add_mutually_exclusive_group()
    where.add_argument("--gateway", metavar="URL", help="the gateway to sign in to", **default)
    where.add_argument(
        "--demo", action="store_true", help="start a sandbox and sign in to it", **default
    )
    grammar.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="where the sandbox of --demo or tour keeps its database",
        **default,
    )
    grammar.add_argument(
        "--language", choices=("en", "ru", "sr"), help="instead of the chosen one", **default
    )
    grammar.add_argument(
        "--verbose", action="store_true", help="log to the terminal as well", **default
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the console; returns the exit code."""
    _hold_streams()
    grammar = parser()
    given = grammar.parse_args(arguments)
    is_tour = given.command == "tour"
    if given.data is not None and not (given.demo or is_tour):
        grammar.error("--data goes with --demo or tour")
    if given.demo and given.gateway is not None:
        grammar.error("--demo starts a gateway of its own: it takes no --gateway")
    if is_tour and given.gateway is not None:
        grammar.error("tour starts a gateway of its own: it takes no --gateway")
    if given.gateway is not None:
        from api_client.addresses import checked_gateway
        from api_client.errors import Refused

        try:
            given.gateway = checked_gateway(given.gateway)
        except Refused as exc:
            return _failed(str(exc))
    if is_tour and (reason := _unwritable(given.json, given.shots)):
        return _failed(reason)
    os.environ.setdefault("QT_API", "pyside6")
    if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        displays = displays_of(os.environ)
        if not (displays or is_tour):
            return _failed("There is no display. `svetu-console tour` needs none.")
        # Qt aborts when no platform works; after falling back to this one we can say why.
        os.environ["QT_QPA_PLATFORM"] = ";".join((*displays, "offscreen"))
    # Until the loop handles it: raised inside an import of Qt, KeyboardInterrupt aborts.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return _run(given)


def _run(given: argparse.Namespace) -> int:
    if given.command == "tour":
        from console import tour

        return tour.main(json_path=given.json, shots=given.shots, data=given.data)
    from console import app

    return app.main(
        app.Options(
            gateway=given.gateway,
            demo=given.demo,
            data=given.data,
            user=getattr(given, "user", None),
            language=given.language,
            verbose=given.verbose,
        )
    )


def _hold_streams() -> None:
    """Open what was closed by whoever started us, or the next socket is taken for it."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            os.dup2(os.open(os.devnull, os.O_RDWR), number)
            setattr(sys, name, os.fdopen(number, "w" if number else "r"))


def _unwritable(report: Path | None, shots: Path | None) -> str:
    """Return why a tour could not leave anything there; empty if it can."""
    try:
        if shots is not None:
            shots.mkdir(parents=True, exist_ok=True)
        if report is not None and str(report) != "-":
            report.open("ab").close()
    except OSError as exc:
        return f"{exc.filename} cannot be written: {exc.strerror}."
    return ""


def displays_of(environment: Mapping[str, str]) -> list[str]:
    """Return Qt's platforms for the displays there are (Linux), in the order of its own choice."""
    found = []
    if environment.get("DISPLAY"):
        found.append("xcb")
    if environment.get("WAYLAND_DISPLAY"):
        found.insert(0 if environment.get("XDG_SESSION_TYPE") == "wayland" else 1, "wayland")
    return found


def _failed(sentence: str) -> int:
    sys.stderr.write(f"svetu-console: {sentence}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
