"""Every error has a sentence for a person; a defect has a reference, and its traceback the log."""

import inspect
import logging

import pytest

from api_client import errors
from api_client.errors import ApiError, ConnectionFailed, ProtocolMismatch, Refused, Unauthenticated
from console import notices
from gateway.problems import PROBLEMS


def refused(code: str, detail: str = "Said by the gateway.") -> Refused:
    return Refused(detail, status=422, code=code, request_id="r1")


ALL = [
    ConnectionFailed("technical"), errors.Untrusted("technical"), Unauthenticated("technical"),
    ProtocolMismatch("technical"), refused("too_many_attempts"), refused("invalid_credentials"),
    refused("user_not_found"), refused("forbidden"),
]  # fmt: skip


@pytest.mark.parametrize(
    "error", ALL, ids=lambda error: getattr(error, "code", type(error).__name__)
)
def test_known_errors_are_worded_here_and_differently(error: ApiError) -> None:
    said = notices.sentence(error)
    assert said.endswith(".")
    assert "technical" not in said
    assert "Said by the gateway" not in said
    assert [notices.sentence(other) for other in ALL].count(said) == 1


def test_what_only_the_gateway_can_word_is_passed_on() -> None:
    assert notices.sentence(refused("amount_below_minimum", "At least 100.")) == "At least 100."


def test_every_kind_of_error_has_its_case() -> None:
    kinds = {kind for _, kind in inspect.getmembers(errors, inspect.isclass)}
    kinds = {kind for kind in kinds if issubclass(kind, ApiError)}
    assert {type(error) for error in ALL} == kinds - {ApiError}


def test_errors_of_one_kind_share_a_notice() -> None:
    first, second = (notices.notice(ConnectionFailed(text)) for text in ("a", "b"))
    assert first == second
    assert first.severity == "warning"


def test_a_defect_is_logged_under_the_reference_it_names(
    caplog: pytest.LogCaptureFixture,
) -> None:
    try:
        raise KeyError("password=s3cret")
    except KeyError as exc:
        with caplog.at_level(logging.ERROR):
            shown = notices.notice(exc)
    reference = shown.text.rpartition(" ")[2].rstrip(".")
    assert reference in caplog.text
    assert "KeyError" in caplog.text
    assert "s3cret" not in shown.text
    assert shown.severity == "error"
    assert notices.notice(KeyError()).key == shown.key  # never a hundred of them


@pytest.mark.parametrize("code", notices.FIELDS)
def test_fields_are_named_for_codes_that_exist(code: str) -> None:
    assert PROBLEMS[code][0] == 422
    assert notices.refused_field(refused(code)) in ("amount", "method", "reason")


def test_other_refusals_belong_to_no_field() -> None:
    assert notices.refused_field(refused("user_not_found")) is None
    assert notices.sign_in_field(refused("address_unlike")) == "gateway"
    assert notices.sign_in_field(refused("invalid_credentials")) == "password"
