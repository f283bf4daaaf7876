"""Runs a program that does not outlive its parent: ``python -m …leash MODULE ARGUMENTS``."""

import os
import runpy
import sys
import threading


def end_with_parent() -> None:
    """Wait for the end of the standard input."""
    while os.read(0, 64):
        pass
    os._exit(1)


if __name__ == "__main__":
    threading.Thread(target=end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
