"""Command line of the console."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def parser() -> argparse.ArgumentParser:
    """Return the command line's grammar."""
    commands = argparse.ArgumentParser(
        prog="svetu-console", description="Support console for SveTu balances, live at commit."
    )
    commands.add_argument("--demo", action="store_true", help="start a sandbox and sign in to it")
    commands.add_argument(
        "--data", type=Path, metavar="DIR", help="where the sandbox of --demo keeps its database"
    )
    return commands


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the console; returns the exit code."""
    grammar = parser()
    options = grammar.parse_args(arguments)
    if not options.demo:
        grammar.error("only --demo is built so far")
    os.environ.setdefault("QT_API", "pyside6")
    if without_display():
        sys.stderr.write("svetu-console: there is no display.\n")
        return 2
    from console import app

    return app.main(data=options.data)


def without_display() -> bool:
    """Tell whether Qt would find no screen (Linux without X11 and Wayland, no platform named)."""
    wanted = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(os.environ.get(name) for name in wanted)


if __name__ == "__main__":
    sys.exit(main())
