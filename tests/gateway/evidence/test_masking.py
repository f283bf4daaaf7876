"""Personal data: at each level exactly what may be shown, in any spelling of any field."""

import random
import re
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gateway.evidence import container
from gateway.evidence.bundle import assemble
from gateway.evidence.contents import Customer, PersonalData
from gateway.evidence.masking import REMOVED, Mask, without_secrets
from tests.gateway.evidence.material import CUSTOMER, KEY, WORDS, material

LATIN, CYRILLIC = "abcčćdđefghijklmnoprsštuvzžqwxy", "абвгдежзийклмнопрстуфхцчшщыьэюяђјљњћџ"
NAME = st.builds(
    str.capitalize,
    st.text(LATIN, min_size=3, max_size=12) | st.text(CYRILLIC, min_size=3, max_size=12),
)
DIGITS = st.text("123456789", min_size=8, max_size=10)
EMAIL = st.from_regex(
    r"[a-z][a-z0-9]{2,10}([._][a-z]{3,9})?@[a-z]{3,9}\.(example|рф)", fullmatch=True
)
BETWEEN = st.sampled_from(["", " ", "-", ".", "/"])


def customer(first: str, last: str, email: str = "", phone: str = "") -> Customer:
    return Customer(
        id=1, name=f"{first} {last}", email=email or None, phone=phone or None, city=None,
        country=None, status="active", created_at=None,
    )  # fmt: skip


@given(
    NAME,
    NAME,
    st.sampled_from([str, str.upper, str.lower]),
    st.sampled_from(["", "ova", "ом", "’s"]),
)
def test_a_masked_text_does_not_name_the_customer(
    first: str, last: str, written: type[str], ending: str
) -> None:
    mask = Mask("masked", customer(first, last))
    said = (
        f"Plaćeno za: {written(first)}{ending},{written(last)} / {written(last)}_{written(first)}!"
    )
    shown = mask.text(said)
    assert shown is not None
    assert first.casefold() not in shown.casefold()
    assert last.casefold() not in shown.casefold()
    assert shown.endswith("!")


@given(EMAIL, NAME)
def test_a_masked_text_holds_no_address(email: str, name: str) -> None:
    mask = Mask("masked", customer("Ana", "Anić"))
    shown = mask.text(f"<{name.lower()}@shop.rs>, mailto:{email}; {email}.")
    assert shown is not None
    assert "@" not in shown


@given(
    DIGITS, st.lists(BETWEEN, min_size=10, max_size=10), st.sampled_from(["+381", "0", "00381", ""])
)
def test_a_masked_text_holds_no_phone_number(number: str, between: list[str], code: str) -> None:
    """The customer's own in any grouping, others' where they begin as such do."""
    own = Mask("masked", customer("Ana", "Anić", phone=f"+381{number}"))
    grouped = code + "".join(f"{d}{b}" for d, b in zip(number, between, strict=False)).rstrip(
        " -./"
    )
    shown = own.text(f"tel {grouped}")
    assert shown is not None
    assert sum(map(str.isdigit, shown)) <= 3, shown
    if code and not re.match(r"\d\d?[./]\d\d?[./](?:19|20)\d\d(?!\d)", grouped):
        other = Mask("masked", customer("Ana", "Anić")).text(f"tel {grouped}")
        assert other is not None
        assert sum(map(str.isdigit, other)) <= 3, other


@given(
    st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    st.integers(0, 10**9),
    st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y"]),
)
def test_a_masked_text_keeps_days_and_amounts(day: date, amount: int, form: str) -> None:
    said = f"Paid {amount} RSD on {day:{form}}, session mock_session_42_{amount}"
    assert Mask("masked", customer("Ana", "Anić")).text(said) == said


@given(st.text(max_size=50), st.text(max_size=50))
def test_at_none_nothing_is_left_of_what_people_wrote_or_are(text: str, name: str) -> None:
    mask = Mask("none", customer(name, text, email=text, phone=text))
    assert mask.text(text) is None
    shown = mask.customer(customer(name, text, email=text, phone=text))
    assert {shown.name, shown.email, shown.phone, shown.city, shown.country} == {None}


@given(NAME, NAME, EMAIL, DIGITS)
def test_who_knows_a_customer_recognises_them_masked(
    first: str, last: str, email: str, digits: str
) -> None:
    who = customer(first, last, email, f"+381 {digits}")
    shown = Mask("masked", who).customer(who)
    assert shown.name == f"{first[0]}… {last[0]}…"
    assert shown.email == f"{email[0]}…@{email.partition('@')[2][0]}…"
    assert shown.phone == f"…{digits[-2:]}"


TOKENS = st.text("abcdefghijkmnopqrstuvwxyzABCDEF0123456789_-", min_size=20, max_size=60)
CARRIERS = (
    "Authorization: Bearer {}", "authorization={}", "Cookie: session={}; other=1",
    "Set-Cookie: a={}", "Bearer {}", "eyJ{}.eyJ{}.{}", "postgres://shop:{}@db/shop", "postgresql://a:{}@[::1]:5432/x",
    "https://user:{}@host/path", "$2b$12${}", "$argon2id$v=19$m=65536,t=3,p=4${}", "password={}",
    'password: "{}"', "access_token={}", "X-CSRF-Token: {}", "refresh_token\": \"{}",
    "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----",
)  # fmt: skip


@given(
    TOKENS,
    st.sampled_from(CARRIERS),
    st.text(LATIN + " ", max_size=20),
)
def test_no_text_keeps_a_secret(token: str, carrier: str, around: str) -> None:
    assume(token not in around)
    said = f"{around}\n{carrier.replace('{}', token)}\n{around}"
    for level in ("full", "masked"):
        shown = Mask(level, CUSTOMER).text(said)
        assert shown is not None
        assert token not in shown
        assert REMOVED in shown


@given(st.text(LATIN + CYRILLIC + " .,:;!?()0123456789€%+-/\n", max_size=200))
def test_what_is_no_secret_stays(text: str) -> None:
    assume(not any(word in text for word in ("basic", "password", "pwd", "secret", "cookie")))
    assert without_secrets(text) == text


PERSONAL = (
    "Дарья", "Соколова", "Xylofonović", "darja.xylo", "пример.example", "7654321", "765-43-21",
    "Зренянин", "petar", "idempotency",
)  # fmt: skip


def _found(seed: int, level: PersonalData) -> dict[str, set[str]]:
    files = container.unpack(assemble(material(seed, level), KEY))
    return {
        name: {word for word in PERSONAL if word.casefold() in content.decode().casefold()}
        for name, content in files.items()
    }


@given(st.integers(0, 500))
@settings(max_examples=30, deadline=None)
def test_no_file_of_a_bundle_shows_more_than_its_level(seed: int) -> None:
    full, masked, none = (_found(seed, level) for level in ("full", "masked", "none"))
    assert set().union(*none.values()) == set()
    assert set().union(*masked.values()) == set()
    assert full["case.json"] >= {"Дарья", "Соколова", "petar"}
    assert full["rows.json"] >= {"7654321", "Зренянин"}
    assert not any("idempotency" in words for words in full.values())


def test_at_full_everything_is_as_it_was() -> None:
    made = material(random.Random(1).randrange(100))
    mask = Mask("full", CUSTOMER)
    assert mask.customer(CUSTOMER) == CUSTOMER
    assert mask.case(made.case) == made.case
    assert mask.text(WORDS) == WORDS
