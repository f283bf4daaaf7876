"""The page in each language: the same facts, nothing left in English, and whole all the same."""

import ast
import inspect
import json
import random
import re
from collections.abc import Iterator
from importlib import resources
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gateway.evidence import container, words
from gateway.evidence import page as drawing
from gateway.evidence.bundle import Material, assemble, reckoned
from gateway.evidence.contents import PAGE, Feed, Language
from gateway.evidence.feed import commits_of
from gateway.evidence.page import page
from gateway.evidence.tongue import TAGS, Tongue, catalogue, tongue
from gateway.evidence.verify import verify
from gateway.explain.answers import Kind, Outcome, Paired, Strength
from tests.gateway.evidence.material import KEY, material
from tests.gateway.evidence.test_page import read

FOREIGN = ("ru", "sr")
CODED = {"kind", "outcome", "code", "verdict", "proof", "paired", "capture", "personal_data",
         "environment", "type", "status", "action", "language"}  # fmt: skip
"""Fields whose values the page puts into words."""
NAMES = {"UTC", "svetu", "gateway", "verify", "FILE", "fingerprint", "PostgreSQL", "RSD", "pos",
         "xid"}  # fmt: skip


class Asked(Tongue):
    """A language that nobody speaks: it keeps what it was asked for."""

    def __init__(self) -> None:
        super().__init__({})
        self.texts: set[str] = set()

    def __call__(self, text: str, /, **values: object) -> str:
        self.texts.add(text)
        other = re.sub(
            r"\{\w*\}|[A-Za-z]", lambda m: m[0] if len(m[0]) > 1 else chr(ord(m[0]) + 0xFEE0), text
        )
        return other.format(**values)


def drawn(made: Material, say: Tongue) -> str:
    feed = Feed(made.proof, made.rows.ledger.began_at, commits_of(made.rows.ledger))
    return " ".join(read(page(made, reckoned(made), feed, KEY.public.fingerprint, say)).words)


def texts_of(value: Any, name: str = "") -> Iterator[str]:
    """Yield what is data in a bundle's files."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from texts_of(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_of(inner, name)
    elif isinstance(value, str) and name not in CODED:
        yield value


@given(st.integers(0, 10_000), st.integers(0, 12), st.sampled_from(["whole", "broken"]))
@settings(max_examples=40, deadline=None)
def test_every_text_goes_through_the_tongue(seed: int, commits: int, capture: Any) -> None:
    made = material(seed, commits=commits)
    faults = ["the trigger svetu_console_insert is missing"] if capture == "broken" else []
    made = made._replace(proof=replace(made.proof, capture=capture, faults=faults))
    files = container.unpack(assemble(made, KEY))
    read_by_programs = [json.loads(files[name]) for name in files if name.endswith(".json")]
    known = NAMES | set(re.findall("[A-Za-z]+", " ".join(texts_of(read_by_programs))))
    left = set(re.findall("[A-Za-z]+", drawn(made, Asked()))) - known
    assert not left


@pytest.mark.parametrize("language", FOREIGN)
def test_a_catalogue_has_what_is_asked_for_and_nothing_else(language: str) -> None:
    tables = [getattr(words, name) for name in dir(words) if name.isupper()]
    texts = {text for table in tables if isinstance(table, dict) for text in table.values()}
    texts |= {text for _, text in words.FAULTS}
    for module in (words, drawing):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            match node:
                case ast.Call(func=ast.Name(id="say"), args=[ast.Constant(value=str(text))]):
                    texts.add(text)
    assert texts == set(catalogue(language))
    asked, dice = Asked(), random.Random(5)
    for _ in range(20):
        drawn(material(dice.randrange(10_000), commits=dice.randrange(20)), asked)
    assert asked.texts <= texts


@pytest.mark.parametrize("language", FOREIGN)
def test_a_catalogue_keeps_what_a_text_leaves_open(language: str) -> None:
    script = re.compile("[A-Za-z]{3,}" if language == "ru" else "[а-яёА-ЯЁ]")
    for text, said in catalogue(language).items():
        assert sorted(re.findall(r"\{\w*\}", said)) == sorted(re.findall(r"\{\w*\}", text))
        bare = re.sub(r"\{\w*\}|UTC|PostgreSQL|pos\b", "", said)
        assert bare.strip() or text.startswith("pos")
        assert not script.search(bare), said
    assert catalogue("ru").keys() == catalogue("sr").keys()


def test_the_tables_have_every_code() -> None:
    assert set(words.KINDS) >= set(get_args(Kind))
    assert set(words.OUTCOMES) == set(get_args(Outcome))
    assert set(words.PAIRED) == set(get_args(Paired))
    assert set(words.PROOFS) == set(get_args(Strength))
    assert set(TAGS) == set(get_args(Language))


def test_every_fault_that_the_database_can_name_has_its_text() -> None:
    folder = resources.files("gateway.sql") / "migrations"
    sql = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".sql")
    )
    said = re.findall(r"format\('((?:a|the|what) [^']+)'", sql)
    said += re.findall(r"select '([a-z][^']+)' from svetu_console\.(?:settings|admitted)", sql)
    assert len(set(said)) >= 6
    for sentence in said:
        filled = sentence.replace("%s", "user_balances")
        assert words.fault(tongue("ru"), filled) != filled
    assert words.fault(tongue("ru"), "something newer") == "something newer"


def test_a_code_that_nobody_knows_is_shown_as_it_is() -> None:
    assert tongue("ru").code(words.STATUSES, "zz_{top}") == "zz_{top}"


@pytest.mark.parametrize("language", get_args(Language))
def test_a_bundle_is_whole_in_every_language_and_only_its_page_and_case_are_others(
    language: Language,
) -> None:
    english, other = (
        container.unpack(assemble(material(3, language=each), KEY)) for each in ("en", language)
    )
    whole = verify(assemble(material(3, language=language), KEY), KEY.public.fingerprint)
    assert whole.key_compared
    assert f'lang="{TAGS[language]}"' in other[PAGE].decode()
    differing = {name for name in english if english[name] != other[name]}
    expected = {PAGE, "case.json", "manifest.json", "signature.json"}
    assert differing == (set() if language == "en" else expected)
