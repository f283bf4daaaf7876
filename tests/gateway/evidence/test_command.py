"""The key's file and the two commands, as a person uses them."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

from gateway.__main__ import main
from gateway.evidence.bundle import assemble
from gateway.evidence.keys import KeyRefused, load_key, new_key, public_key
from tests.gateway.evidence.material import KEY, material


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    file = tmp_path / "bundle.zip"
    file.write_bytes(assemble(material(), KEY))
    return file


def test_a_new_key_is_its_owners_alone_and_signs_the_same_after_a_restart(tmp_path: Path) -> None:
    made = new_key(tmp_path / "key")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    again = load_key(tmp_path / "key")
    assert again.public.fingerprint == made.public.fingerprint
    assert made.public.has_signed(b"rows", again.sign(b"rows"))
    assert not made.public.has_signed(b"row", again.sign(b"rows"))


def test_a_key_is_never_written_over(tmp_path: Path) -> None:
    new_key(tmp_path / "key")
    before = (tmp_path / "key").read_bytes()
    with pytest.raises(KeyRefused, match="exists"):
        new_key(tmp_path / "key")
    assert (tmp_path / "key").read_bytes() == before


def test_of_many_at_once_one_makes_the_key_and_all_others_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "key"

    def make(_: int) -> str | None:
        try:
            return new_key(file).public.fingerprint
        except KeyRefused:
            return None

    for _ in range(20):
        with ThreadPoolExecutor(8) as at_once:
            made = [each for each in at_once.map(make, range(8)) if each]
        assert made == [load_key(file).public.fingerprint]
        assert [each.name for each in tmp_path.iterdir()] == ["key"]
        file.unlink()


NO_ROOM = """
import resource, sys
from gateway.__main__ import main
room = int(sys.argv[1])
sys.dont_write_bytecode = True  # half of a module's would stay, for everybody
resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
sys.exit(main(["key", "new", sys.argv[2]]))
"""


def test_a_disk_that_is_full_leaves_no_part_of_a_key(tmp_path: Path) -> None:
    new_key(tmp_path / "other")
    whole = (tmp_path / "other").stat().st_size
    (tmp_path / "other").unlink()
    for room in (0, 1, whole // 2, whole - 1):
        done = _make_with_room(room, tmp_path / "key")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.endswith("key cannot be written: File too large.\n")
        assert list(tmp_path.iterdir()) == []
    done = _make_with_room(whole, tmp_path / "key")
    assert done.returncode == 0, done.stderr
    assert load_key(tmp_path / "key").public.fingerprint in done.stdout


def _make_with_room(room: int, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(room), str(file)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_where_no_file_can_be_the_sentence_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "key", tmp_path / "nowhere" / "key", tmp_path / ("k" * 300)):
        with pytest.raises(KeyRefused, match="cannot be written"):
            new_key(place)
    with pytest.raises(KeyRefused, match="exists already"):
        new_key(tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_the_key_is_shown_nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key", "new", str(tmp_path / "key")]) == 0
    made = capsys.readouterr()
    assert main(["key", "show", str(tmp_path / "key")]) == 0
    shown = capsys.readouterr()
    pem = (tmp_path / "key").read_text()
    key = load_key(tmp_path / "key")
    assert made.out == shown.out
    assert key.public.hex in shown.out
    assert key.public.fingerprint in shown.out
    secret = "".join(pem.splitlines()[1:-1])
    assert secret not in made.out + made.err + shown.out + shown.err + repr(key)
    assert "PRIVATE" not in made.out + shown.out


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644, 0o666])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    new_key(tmp_path / "key")
    (tmp_path / "key").chmod(mode)
    with pytest.raises(KeyRefused, match="0600"):
        load_key(tmp_path / "key")


def test_what_is_no_key_is_refused_in_words(tmp_path: Path) -> None:
    rsa = generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    for content in (
        b"",
        b"key",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        rsa,
    ):
        (tmp_path / "key").write_bytes(content)
        (tmp_path / "key").chmod(0o600)
        with pytest.raises(KeyRefused):
            load_key(tmp_path / "key")
    for path in (tmp_path, tmp_path / "none", Path("/dev/null")):
        with pytest.raises(KeyRefused):
            load_key(path)


def test_a_gateway_does_not_start_with_a_key_it_cannot_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SVETU_SIGNING_KEY", str(tmp_path / "none"))
    assert main(["serve", "--dsn", "postgresql://127.0.0.1:1/x", "--port", "0"]) == 1
    assert "signing key" in capsys.readouterr().err


def test_a_public_key_may_be_digits_or_a_file_of_openssl(tmp_path: Path) -> None:
    pem = KEY._key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "public.pem").write_bytes(pem)
    for given in (KEY.public.hex, KEY.public.hex.upper(), str(tmp_path / "public.pem")):
        assert public_key(given).fingerprint == KEY.public.fingerprint
    for wrong in ("ab", str(tmp_path), str(tmp_path / "none")):
        with pytest.raises(KeyRefused):
            public_key(wrong)


def test_a_whole_bundle_says_so(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fingerprint = KEY.public.fingerprint
    colons = ":".join(fingerprint[i : i + 2] for i in range(0, 64, 2)).upper()
    for trust in ([], ["--fingerprint", fingerprint], ["--fingerprint", colons],
                  ["--public-key", KEY.public.hex]):  # fmt: skip
        assert main(["verify", str(bundle), *trust]) == 0
        said = capsys.readouterr().out
        assert said.startswith("whole ")
        assert fingerprint in said
        assert ("compare this fingerprint" in said) is not bool(trust)
        assert main(["verify", str(bundle), *trust, "--json"]) == 0
        found = json.loads(capsys.readouterr().out)
        assert (found["whole"], found["key_compared"]) == (True, bool(trust))


def test_any_other_file_is_not_whole(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(bundle.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "flipped").write_bytes(content)
    (tmp_path / "text").write_text("not a bundle")
    for file in ("flipped", "text"):
        assert main(["verify", str(tmp_path / file)]) == 3
        assert capsys.readouterr().out.startswith("NOT WHOLE (")
        assert main(["verify", str(tmp_path / file), "--json"]) == 3
        assert json.loads(capsys.readouterr().out)["whole"] is False
    assert main(["verify", str(bundle), "--fingerprint", "0" * 64]) == 3
    assert "another key" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["none"], ["."], ["bundle.zip", "--fingerprint", "abc"],
                                       ["bundle.zip", "--public-key", "none"]])  # fmt: skip
def test_what_cannot_be_asked_is_one_sentence(
    bundle: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    file, *others = arguments
    assert main(["verify", str(bundle.parent / file), *others]) == 1
    assert capsys.readouterr().err.startswith("svetu-gateway: ")


def test_it_needs_neither_database_nor_network(bundle: Path) -> None:
    """A process of its own, where any connection would fail."""
    code = (
        "import socket, sys\n"
        "def refuse(*_, **__): raise SystemExit('connected')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "from gateway.__main__ import main\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "verify", str(bundle)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
