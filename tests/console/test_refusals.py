"""Whatever the gateway refuses is said in the operator's language, with the gateway's figures."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from api_client.errors import Refused
from api_client.problems import refusal
from console import notices, refusals
from console.language import LANGUAGES, speak
from gateway.problems import PROBLEMS, Problem

SESSION = {"unauthenticated", "refresh_token_reused", "refresh_token_expired",
           "refresh_token_unknown", "protocol_unsupported"}  # fmt: skip
"""What the client makes something else of than a refusal."""
CODES = sorted(
    code for code, (status, _) in PROBLEMS.items() if status < 500 and code not in SESSION
)
FACTS: dict[str, object] = {
    "minimum_minor": 10_050, "maximum_minor": None, "room_minor": 123_456_789, "required": "admin",
    "available_minor": -5, "required_minor": 999_999_999_999, "allowed": ["post_office", "ips_qr"],
    "environment": "production", "reversed_by": 88_412, "retry_after": 7,
}  # fmt: skip
SHOWN = {
    "minimum_minor": "100,50", "maximum_minor": "", "room_minor": "1.234.567,89",
    "available_minor": "\u22120,05", "required_minor": "9.999.999.999,99",
    "allowed": "post_office, ips_qr",
}  # fmt: skip
LATIN = re.compile(r"post_office|ips_qr|https?|127\.0\.0\.1|host|e-mail|ID")
"""What stands in Latin letters in a Russian sentence too."""


@pytest.fixture(params=sorted(LANGUAGES))
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    spoken: str = request.param
    speak(qapp, spoken)
    yield spoken
    speak(qapp, "en")


def told(code: str) -> Refused:
    """Return what the client makes of what the gateway sends."""
    status, sentence = PROBLEMS[code]
    named = re.findall(r"\{(\w+)\}", sentence)
    problem = Problem(code, "", **{name: FACTS[name] for name in named})
    made = refusal(bytes(problem.response().body), is_server_error=status >= 500)
    assert isinstance(made, Refused)
    return made


def test_every_refusal_has_its_words_in_every_language(language: str) -> None:
    for code in CODES:
        refused = told(code)
        said = notices.sentence(refused)
        assert said.endswith(".")
        assert "{" not in said
        if code in refusals.SENTENCES:
            for name in re.findall(r"\{(\w+)\}", refusals.SENTENCES[code]):
                assert SHOWN[name] in said
        if language != "en":
            assert said != str(refused)
        if language == "ru":
            assert not re.search("[A-Za-z]", LATIN.sub("", said).replace(code, "")), said


def test_no_words_are_kept_for_what_nobody_says() -> None:
    gateway = set(refusals.SENTENCES) - {code for code in refusals.SENTENCES if "address" in code}
    assert gateway | set(refusals.NOT_UNDERSTOOD) == set(CODES)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
)


@given(
    st.sampled_from([*refusals.SENTENCES, *refusals.NOT_UNDERSTOOD, "newer"]),
    st.dictionaries(st.sampled_from(sorted(FACTS)) | st.text(), ANYTHING, max_size=4),
)
def test_whatever_a_gateway_adds_there_is_a_sentence(code: str, facts: dict[str, object]) -> None:
    refused = Refused("Its own.", status=422, code=code, request_id="", facts=facts)
    assert notices.sentence(refused).endswith(".")


@pytest.mark.parametrize(
    "facts", [{}, {"minimum_minor": 1}, {"minimum_minor": 1, "maximum_minor": "a lot"}]
)
def test_the_gateway_s_own_sentence_is_shown_where_ours_lacks_a_figure(
    facts: dict[str, object],
) -> None:
    refused = Refused(
        "At least 1.", status=422, code="amount_below_minimum", request_id="", facts=facts
    )
    assert notices.sentence(refused) == "At least 1."
    unheard_of = Refused("Something newer.", status=422, code="newer", request_id="")
    assert notices.sentence(unheard_of) == "Something newer."


def test_what_the_database_finds_wrong_with_its_capture_has_words_of_ours() -> None:
    """Each sentence that the installed functions can say is one that we know."""
    folder = resources.files("gateway.sql") / "migrations"
    sql = "\n".join(
        path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name.endswith(".sql")
    )
    said = re.findall(r"format\('((?:a|the|what) [^']+)'", sql)
    said += re.findall(r"select '([a-z][^']+)' from svetu_console\.(?:settings|admitted)", sql)
    assert len(set(said)) >= 6
    for sentence in said:
        filled = sentence.replace("%s", "user_balances")
        assert any(pattern.fullmatch(filled) for pattern, _ in notices.FAULTS), sentence


def test_those_words_are_in_the_operator_s_language(language: str) -> None:
    fault = "the trigger svetu_console_insert on user_balances is disabled"
    said = notices.not_recorded([fault, "something newer"])
    assert "svetu_console_insert" in said
    assert "user_balances" in said
    assert said.endswith(", something newer.")
    assert (fault in said) == (language == "en")


def test_the_system_s_reasons_are_too(language: str) -> None:
    full = OSError(28, "No space left on device")
    assert notices.reason(full) != "No space left on device"
    assert bool(re.search("[a-z]", notices.reason(full))) == (language != "ru")
    assert notices.reason(OSError(5, "Input/output error")) == "Input/output error"
