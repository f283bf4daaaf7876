"""One PostgreSQL server of our own: created, started, watched and stopped."""

import contextlib
import fcntl
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from gateway.sandbox.binaries import STAGE, PostgresFailed, binaries, staged, system_python

__all__ = ["Postgres", "PostgresFailed", "default_base", "temporary_base"]

SUPERUSER = "postgres"
STARTS_WITHIN = 60.0
"""Seconds; crash recovery included."""
STOPS_WITHIN = 8.0
"""Seconds; then the server is killed, which loses nothing that was committed."""
READY_LINE = 7
"""Of ``postmaster.pid``, counted from 0: what the server says of itself."""
OURS = frozenset({"lock", "password", "password.new", "data", "data.new", "log", "signing-key"})
"""What a sandbox's folder contains; `lock` is there from the beginning."""

# Runs between us and the server, and stops it fast when the pipe on its standard input closes,
# which also happens when we are killed. When it is killed itself, the kernel tells the server.
_KEEPER = """
import ctypes, os, signal, subprocess, sys, threading
def bound():
    if sys.platform == "linux": ctypes.CDLL(None).prctl(1, signal.SIGINT)
server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL, preexec_fn=bound)
def stop(*_): server.send_signal(signal.SIGINT)
signal.signal(signal.SIGTERM, stop); signal.signal(signal.SIGINT, stop)
def watch():
    while os.read(0, 64): pass
    stop()
threading.Thread(target=watch, daemon=True).start()
sys.exit(server.wait())
"""


class Postgres:
    """One server on one data directory; TCP on the loopback with passwords, nothing else.

    As root it runs as ``nobody``, from binaries and data that ``nobody`` can reach.
    """

    def __init__(
        self, base: Path, *, port: int = 0, settings: dict[str, str] | None = None
    ) -> None:
        self.base = base.absolute()
        self.port = port or free_port()
        self._settings = settings or {}
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: Any = None
        self._given_up = threading.Event()
        self._account = pwd.getpwnam("nobody") if os.getuid() == 0 else None
        self.bin = binaries()

    @property
    def data(self) -> Path:
        """The data directory proper."""
        return self.base / "data"

    @property
    def password(self) -> str:
        """The superuser's password, kept beside the data (0600)."""
        return (self.base / "password").read_text()

    @property
    def is_running(self) -> bool:
        """Whether the server that was started is still there."""
        return self._process is not None and self._process.poll() is None

    @property
    def last_words(self) -> str:
        """Why the server ended or did not start, from its log."""
        with contextlib.suppress(OSError):
            return _reason((self.base / "log").read_text(errors="replace"))
        return "no reason was given."

    def dsn(self, database: str = "postgres", user: str = SUPERUSER, password: str = "") -> str:
        """Return a DSN for ``user``; the superuser's password is known here."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Create the cluster if there is none and start it; raises PostgresFailed."""
        try:
            self._occupy()
            if self._account:
                self.bin = staged(self.bin)
            self._check_version()
            if not self.data.exists():
                self._initialise()
            self._await_predecessor()
            self._launch()
        except OSError as exc:
            self.stop()
            reason = exc.strerror or exc
            raise PostgresFailed(f"The folder {self.base} cannot be used: {reason}.") from exc
        except PostgresFailed:
            self.stop()
            raise
        finally:
            self._given_up.clear()

    def give_up(self) -> None:
        """Let a start that another thread waits for fail soon."""
        self._given_up.set()

    def stop(self) -> None:
        """Stop the server fast (connections are closed, nothing is lost)."""
        if self._process is not None:
            assert self._process.stdin is not None  # noqa: S101  (asked for at its start)
            self._process.stdin.close()
            try:
                self._process.wait(STOPS_WITHIN)
            except subprocess.TimeoutExpired:
                self._kill()
            self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _kill(self) -> None:
        assert self._process is not None  # noqa: S101  (checked by the caller)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # keeper and server; the rest notice
        self._process.wait()

    def _occupy(self) -> None:
        self._make_folder()
        self._check_folder()
        self._lock = (self.base / "lock").open("w")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise PostgresFailed(f"Another sandbox is running on {self.base}.") from exc
        password = self.base / "password"
        if not password.exists():
            if self.data.exists():
                raise PostgresFailed(f"{self.base} is damaged: its file `password` is missing.")
            fresh = self.base / "password.new"
            fresh.touch(0o600)
            fresh.write_text(secrets.token_urlsafe(24))
            fresh.rename(password)
        for path in (self.base, password):
            if self._account:
                os.chown(path, self._account.pw_uid, self._account.pw_gid)
        self.base.chmod(0o700)

    def _make_folder(self) -> None:
        if not str(self.base).isprintable():
            raise PostgresFailed(f"PostgreSQL cannot use a folder called {str(self.base)!a}.")
        for folder in reversed([self.base, *self.base.parents]):
            if not folder.exists():
                folder.mkdir(exist_ok=True)
                if self._account:
                    folder.chmod(0o755)  # whatever the umask is

    def _check_folder(self) -> None:
        """Refuse what is not ours before anything in it is touched."""
        found = {path.name for path in self.base.iterdir()}
        if found and ("lock" not in found or not found <= OURS):
            raise PostgresFailed(
                f"{self.base} is not a sandbox's folder: choose an empty one, or a new name."
            )
        owner = self.base.stat().st_uid
        if owner not in {os.getuid(), self._account.pw_uid if self._account else os.getuid()}:
            raise PostgresFailed(f"{self.base} belongs to another user ({_name(owner)}).")
        closed = [path for path in self.base.resolve().parents if not path.stat().st_mode & 0o001]
        if self._account and closed:
            raise PostgresFailed(
                f"As root, PostgreSQL runs as the user nobody, who cannot enter {closed[-1]}: "
                "choose another --data."
            )

    def _check_version(self) -> None:
        if not self.data.exists():
            return
        try:
            found = (self.data / "PG_VERSION").read_text().strip()
        except (FileNotFoundError, UnicodeDecodeError) as exc:
            raise PostgresFailed(f"{self.data} is not a database, or is damaged.") from exc
        # "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"
        version = self._run("postgres", "--version").stdout.partition(")")[2].strip()
        if not re.match(rf"{re.escape(found)}(\D|$)", version):
            raise PostgresFailed(
                f"{self.data} was made by PostgreSQL {found:.20}, and this is PostgreSQL "
                f"{version}: choose another --data."
            )

    def _initialise(self) -> None:
        """Make the cluster under another name, so that an interrupted one is never taken for it."""
        fresh = self.base / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        result = self._run(
            "initdb", "-D", str(fresh), "-U", SUPERUSER, "-E", "UTF8", "--locale=C", "--no-sync",
            "--auth=scram-sha-256", f"--pwfile={self.base / 'password'}",
        )  # fmt: skip
        if result.returncode:
            shutil.rmtree(fresh, ignore_errors=True)
            raise PostgresFailed(f"The database could not be created: {_reason(result.stderr)}")
        fresh.rename(self.data)

    def _await_predecessor(self) -> None:
        """Let the server of a killed sandbox finish; forget one that is long gone."""
        stale = self.data / "postmaster.pid"
        self._wait(lambda: not (stale.exists() and _serves(stale, self.data)), "The old database")
        stale.unlink(missing_ok=True)

    def _launch(self) -> None:
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "",
                    "port": str(self.port), "max_connections": "100"} | self._settings  # fmt: skip
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        with (self.base / "log").open("wb") as log:
            self._process = subprocess.Popen(
                [*system_python(), "-c", _KEEPER, str(self.bin / "postgres"), "-D", str(self.data),
                 *options],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, cwd="/",
                start_new_session=True, env=_environment(), **self._identity(),
            )  # fmt: skip
        self._wait(self._is_ready, "The database")

    def _is_ready(self) -> bool:
        if not self.is_running:
            raise PostgresFailed(f"The database did not start: {self.last_words}")
        with contextlib.suppress(OSError):
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            return len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"
        return False

    def _wait(self, is_done: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + STARTS_WITHIN
        while not is_done():
            if self._given_up.wait(0.02):
                raise PostgresFailed("The start was given up.")
            if time.monotonic() > deadline:
                raise PostgresFailed(f"{what} was not ready in time.")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / program), *arguments], capture_output=True, text=True, cwd="/",
            env=_environment(), check=False, start_new_session=True, **self._identity(),
        )  # fmt: skip

    def _identity(self) -> dict[str, Any]:
        if self._account is None:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}


def default_base() -> Path:
    """Return where a sandbox keeps its database unless told otherwise."""
    if os.getuid() == 0:
        return STAGE / "sandbox"
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "svetu-console" / "sandbox"


def temporary_base() -> Path:
    """Make a folder for a throw-away database; the caller removes it."""
    base = Path(tempfile.mkdtemp(prefix="svetu-"))
    base.chmod(0o755)  # root's server runs as `nobody`, who must get in
    return base / "sandbox"


def free_port() -> int:
    """Return a port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _serves(pid_file: Path, data: Path) -> bool:
    """Whether the process that wrote ``pid_file`` is still a server on ``data``."""
    try:
        number = int(pid_file.read_text().split()[0])
        os.kill(number, 0)
        command = Path(f"/proc/{number}/cmdline")  # a number may have gone to somebody else
        return not command.exists() or os.fsencode(data) in command.read_bytes()
    except (OSError, ValueError, IndexError):
        return False


def _environment() -> dict[str, str]:
    return {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", "/usr/bin:/bin")}


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return str(user)


def _reason(log: str) -> str:
    """Return the line that says why, without its time and process."""
    lines = [line.strip() for line in log.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"PANIC|FATAL|error:|could not|No space", line)]
    grave = [line for line in telling if re.search(r"PANIC|No space", line)]
    line = (grave or telling or lines or ["no reason was given."])[-1]
    return re.sub(r"^.*?(PANIC|FATAL|error|LOG): +", "", line)
