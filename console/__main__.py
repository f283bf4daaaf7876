"""Command line of the console."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    grammar = argparse.ArgumentParser(
        prog="svetu-console", description="Support console for SveTu balances, live at commit."
    )
    where = grammar.add_mutually_exclusive_group()
    where.add_argument("--gateway", metavar="URL", help="the gateway to sign in to")
    where.add_argument("--demo", action="store_true", help="start a sandbox and sign in to it")
    grammar.add_argument(
        "--data", type=Path, metavar="DIR", help="where the sandbox of --demo keeps its database"
    )
    grammar.add_argument("--verbose", action="store_true", help="log to the terminal as well")
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
    return grammar


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the console; returns the exit code."""
    grammar = parser()
    given = grammar.parse_args(arguments)
    if given.data is not None and not (given.demo or given.command == "tour"):
        grammar.error("--data goes with --demo or tour")
    os.environ.setdefault("QT_API", "pyside6")
    if given.command == "tour":
        if without_display():
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from console import tour

        return tour.main(json_path=given.json, shots=given.shots, data=given.data)
    if without_display():
        sys.stderr.write("svetu-console: there is no display. `svetu-console tour` needs none.\n")
        return 2
    from console import app

    return app.main(
        app.Options(
            gateway=given.gateway,
            demo=given.demo,
            data=given.data,
            user=getattr(given, "user", None),
            verbose=given.verbose,
        )
    )


def without_display() -> bool:
    """Tell whether Qt would find no screen (Linux without X11 and Wayland, no platform named)."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
