"""A bundle: equal inputs, equal bytes; one byte more, less or other, and it is none."""

import hashlib
import json
import random
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.evidence import canonical, container
from gateway.evidence.bundle import Material, assemble
from gateway.evidence.contents import HASHED, MANIFEST, SIGNATURE, Said
from gateway.evidence.keys import SigningKey
from gateway.evidence.refused import BundleRefused
from gateway.evidence.verify import verify
from tests.gateway.evidence.material import KEY, OTHER_KEY, material

TRUSTED = KEY.public.fingerprint
Files = dict[str, bytes]


def signed(files: Files, key: SigningKey = KEY) -> bytes:
    """Put files together as somebody would who has the key: hashes and signature are right."""
    manifest = json.loads(files[MANIFEST])
    manifest["files"] = [
        {"name": name, "bytes": len(files[name]), "sha256": hashlib.sha256(files[name]).hexdigest()}
        for name in HASHED
    ]
    files = {**files, MANIFEST: canonical.encode(manifest)}
    signature = json.loads(files[SIGNATURE])
    signature |= {
        "public_key": key.public.hex,
        "fingerprint": key.public.fingerprint,
        "signature": key.sign(files[MANIFEST]).hex(),
    }
    return container.pack({**files, SIGNATURE: canonical.encode(signature)})


def files_of(made: Material | None = None) -> Files:
    return container.unpack(assemble(made or material(), KEY))


@given(st.integers(0, 10_000), st.sampled_from(["full", "masked", "none"]), st.integers(0, 20))
@settings(max_examples=60, deadline=None)
def test_equal_inputs_give_equal_bytes_that_are_whole(seed: int, level: Any, commits: int) -> None:
    once, again = (assemble(material(seed, level, commits=commits), KEY) for _ in range(2))
    assert once == again
    whole = verify(once, TRUSTED)
    assert (whole.personal_data, whole.key_compared) == (level, True)


def test_the_moment_of_export_is_an_input() -> None:
    made = material()
    later = msgspec.structs.replace(made.case, exported_at=made.case.exported_at + timedelta(1))
    assert assemble(made, KEY) != assemble(made._replace(case=later), KEY)


def test_no_other_key_will_do() -> None:
    packed = assemble(material(), OTHER_KEY)
    assert not verify(packed).key_compared
    with pytest.raises(BundleRefused, match="another key") as refused:
        verify(packed, TRUSTED)
    assert refused.value.check == "signature"


def test_one_flipped_bit_anywhere_fails() -> None:
    """Every position of a whole bundle; the bit is thrown."""
    dice = random.Random(2025)
    packed = bytearray(assemble(material(4, "none", commits=1, said=Said()), KEY))
    for at in range(len(packed)):
        bit = 1 << dice.randrange(8)
        packed[at] ^= bit
        with pytest.raises(BundleRefused):
            verify(bytes(packed))
        packed[at] ^= bit
    verify(bytes(packed))


@pytest.mark.parametrize("name", HASHED)
def test_whoever_has_no_key_can_change_nothing(name: str) -> None:
    """The container is right, and so are all checksums in it: only the manifest knows."""
    files = files_of()
    with pytest.raises(BundleRefused) as refused:
        verify(container.pack({**files, name: files[name].replace(b"1", b"2", 1)}))
    assert refused.value.check == "hashes"


@pytest.mark.parametrize("name", [*HASHED, MANIFEST, SIGNATURE])
def test_no_file_may_be_missing_and_none_may_come(name: str) -> None:
    files = files_of()
    for other in (
        {each: content for each, content in files.items() if each != name},
        {**files, "run-me.sh": b""},
        dict(reversed(files.items())),
    ):
        with pytest.raises(BundleRefused) as refused:
            verify(container.pack(other))
        assert refused.value.check == "names"


def changed(files: Files, name: str, change: Callable[[Any], object]) -> bytes:
    """Change a JSON file, and sign it all anew."""
    value = json.loads(files[name])
    change(value)
    return signed({**files, name: canonical.encode(value)})


@pytest.mark.parametrize("name", [SIGNATURE, MANIFEST, "environment.json"])
def test_what_is_small_is_not_read_when_it_is_large(name: str) -> None:
    """Nobody vouches for it yet: it costs no more than its length."""
    padded = files_of() | {name: b"[" + b"0," * 500_000 + b"0]\n"}
    with pytest.raises(BundleRefused, match="larger than any") as refused:
        verify(container.pack(padded))
    assert refused.value.check == "names"


def test_a_file_of_more_rows_than_any_bundle_has_is_refused_before_it_is_read() -> None:
    def many(rows: Any) -> None:
        rows["ledger"]["reversals"] = [{"deposit": 1, "reversal": 2}] * canonical.MOST_OBJECTS

    with pytest.raises(BundleRefused, match="more than any bundle") as refused:
        verify(changed(files_of(), "rows.json", many))
    assert refused.value.check == "contents"


def test_a_long_position_is_read_once_and_not_for_every_commit() -> None:
    """Three million running transactions took as long as commits were told of, each."""
    running = ",".join(str(10**8 + number) for number in range(1_000_000))
    made = material(5, "none", commits=400)
    position = msgspec.structs.replace(made.proof.position, snapshot=f"1:{10**9}:{running}")
    proof = msgspec.structs.replace(made.proof, position=position)
    assert len(made.rows.ledger.edits) > 100
    assert verify(assemble(made._replace(proof=proof), KEY)).verdict == "agrees"


def _put(*path: Any, value: object) -> Callable[[Any], object]:
    def put(found: Any) -> None:
        *way, last = path
        for step in way:
            found = found[step]
        found[last] = value

    return put


def _of_nothing(rows: Any) -> None:
    """Log rows that tell of no transaction, before or after."""
    for edit in rows["ledger"]["edits"]:
        edit["before"] = edit["after"] = None


LIES: dict[str, tuple[str, Callable[[Any], object], str]] = {
    "verdict": ("verdict.json", _put("verdict", value="differs"), "verdict"),
    "drift": ("verdict.json", _put("drift_minor", value=5), "verdict"),
    "a hypothesis": ("verdict.json", lambda v: v["hypotheses"].pop(), "verdict"),
    "balance": ("rows.json", _put("ledger", "stored", "balance", value=5), "verdict"),
    "a transaction": ("rows.json", lambda v: v["transactions"].pop(), "contents"),
    "an amount": ("rows.json", _put("transactions", 0, "amount_minor", value=1), "contents"),
    "a change": ("rows.json", lambda v: v["ledger"]["changes"].pop(), "contents"),
    "a commit": ("feed.json", lambda v: v["commits"].pop(), "contents"),
    "who wrote": ("feed.json", _put("commits", 0, "written_by", value="me"), "contents"),
    "position": ("feed.json", _put("proof", "position", "snapshot", value="1:1:"), "contents"),
    "account": ("case.json", _put("user_id", value=2), "contents"),
    "claim": ("case.json", _put("claim", "method", value="ips_qr"), "verdict"),
    "words": ("case.json", _put("claim", "words", value="all is well"), "contents"),
    "audit": ("audit.json", lambda v: v["entries"].pop(), "contents"),
    "environment": ("environment.json", _put("environment", value="staging"), "contents"),
    "unknown field": ("case.json", _put("surprise", value=1), "contents"),
    "unknown row": ("rows.json", _put("ledger", "surprise", value=1), "contents"),
    "type": ("rows.json", _put("ledger", "entries", 0, "id", value="1"), "contents"),
    "list": ("rows.json", _put("ledger", "entries", value={}), "contents"),
    "huge": ("rows.json", _put("ledger", "last_before", value=10**30), "contents"),
    "no time": ("rows.json", _put("ledger", "as_of", value="0001-01-01T00:00:00Z"), "contents"),
    "naive time": ("rows.json", _put("ledger", "as_of", value="2025-07-01T00:00:00"), "contents"),
    "zone": ("rows.json", _put("ledger", "entries", 0, "zone", value="../passwd"), "contents"),
    "no zone": ("environment.json", _put("backend_zone", value="Mars/Olympus"), "verdict"),
    "no moment": ("case.json", _put("claim", "at", value="yesterday"), "verdict"),
    "edits of nothing": ("rows.json", _of_nothing, "verdict"),
    "null": ("verdict.json", _put("hypotheses", value=None), "contents"),
}  # fmt: skip


@pytest.mark.parametrize("lie", LIES)
def test_not_even_the_key_signs_what_does_not_follow_from_the_rows(lie: str) -> None:
    name, change, check = LIES[lie]
    packed = changed(files_of(material(11, commits=12)), name, change)
    with pytest.raises(BundleRefused) as refused:
        verify(packed, TRUSTED)
    assert refused.value.check == check, str(refused.value)
    assert str(refused.value).endswith(".")


def test_what_an_older_gateway_made_is_whole_though_rules_have_changed_since() -> None:
    """Its verdict stands as it was signed; what we make of its rows is said beside it."""
    made = material(11, commits=12)
    around = msgspec.structs.replace(made.surroundings, gateway="0.0.9")
    old = files_of(made._replace(surroundings=around))
    assert verify(signed(old), TRUSTED).reckoned == "agrees"
    whole = verify(changed(old, "verdict.json", _put("verdict", value="differs")), TRUSTED)
    assert (whole.gateway, whole.verdict, whole.reckoned) == ("0.0.9", "differs", "agrees")


@pytest.mark.parametrize(("field", "value"), [("version", 2), ("version", 4), ("format", "other")])
def test_a_format_that_is_not_known_is_not_guessed_at(field: str, value: object) -> None:
    files = files_of()
    manifest = json.loads(files[MANIFEST]) | {field: value}
    with pytest.raises(BundleRefused, match="format") as refused:
        verify(signed({**files, MANIFEST: canonical.encode(manifest)}))
    assert refused.value.check == "manifest"


NO_JSON_OF_OURS = (
    b"", b"{", b"[]\n", b"null\n", b'{"a":1,"a":1}\n', b"1e999\n", b"1.5\n", b"NaN\n", b"\xff\n",
    b'"\\ud800"\n', b"9" * 5000 + b"\n", b"[" * 100_000, b'{"a": 1}\n',
)  # fmt: skip


@pytest.mark.parametrize("other", NO_JSON_OF_OURS, ids=range(len(NO_JSON_OF_OURS)))
@pytest.mark.parametrize("name", ["case.json", "rows.json", "verdict.json", "feed.json"])
def test_json_of_any_other_form_is_refused_in_words(name: str, other: bytes) -> None:
    with pytest.raises(BundleRefused) as refused:
        verify(signed({**files_of(), name: other}))
    assert str(refused.value).endswith(".")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=5,
)
ODD = (
    2**63, -(2**63), 10**17, "9999-12-31T23:59:59Z", "0002-01-01T00:00:00Z", "2025-07-01", "-1",
    "1:2:3",
)  # fmt: skip
"""What may come in the place of a number, a moment or a position."""


def _places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    return [way, *(place for key, each in inner for place in _places(each, (*way, key)))]


@given(st.data())
@settings(max_examples=400, deadline=None)
def test_whatever_is_signed_is_whole_or_refused_in_words(data: st.DataObject) -> None:
    """Any value in any place of any file, by somebody who can sign: never a traceback."""
    files = files_of(material(11, commits=8))
    name = data.draw(st.sampled_from([*HASHED[1:], MANIFEST]))
    value = json.loads(files[name])
    places = [place for place in _places(value) if place]
    place = data.draw(st.sampled_from(places))
    other = data.draw(JSON | st.sampled_from(ODD))
    _put(*place, value=other)(value)
    with suppress(BundleRefused):
        verify(signed({**files, name: canonical.encode(value)}))


@given(JSON)
def test_json_has_one_form(value: Any) -> None:
    content = canonical.encode(value)
    assert canonical.decode(content) == value
    assert (
        content
        == (
            json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n"
        ).encode()
    )
