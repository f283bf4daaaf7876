"""The page: everything escaped, nothing fetched, in both scripts, and no end of rows."""

from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from gateway.evidence import container
from gateway.evidence.bundle import assemble
from gateway.evidence.contents import Said
from gateway.evidence.markup import Markup, tag
from gateway.evidence.page import MOST
from gateway.evidence.words import money
from tests.gateway.evidence.material import CUSTOMER, KEY, WORDS, material

VOID = {"meta"}
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "header", "section", "h1", "h2", "p", "span",
    "div", "table", "thead", "tbody", "tr", "th", "td", "dl", "dt", "dd", "blockquote", "pre",
    "code", "bdi",
}  # fmt: skip


class Reader(HTMLParser):
    """Checks that elements nest, are known and carry nothing but a class; collects the text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, name: str, attrs: list[tuple[str, str | None]]) -> None:
        assert name in KNOWN
        allowed = (
            {"charset", "http-equiv", "content", "name", "lang"}
            if name in ("meta", "html")
            else {"class"}
        )
        assert {key for key, _ in attrs} <= allowed
        self.seen.append(name)
        if name not in VOID:
            self.open.append(name)

    def handle_endtag(self, name: str) -> None:
        assert self.open.pop() == name

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)


def read(page: bytes) -> Reader:
    reader = Reader()
    reader.feed(page.decode())
    reader.close()
    assert not reader.open
    return reader


def page_of(made: object = None, **how: object) -> bytes:
    return container.unpack(assemble(made or material(**how), KEY))["index.html"]  # type: ignore[arg-type]


def test_it_is_html_that_fetches_nothing_and_runs_nothing() -> None:
    page = page_of()
    read(page)
    text = page.decode()
    assert text.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in text
    assert not [
        word
        for word in ("<script", "http://", "https://", "url(", "@import", "src=")
        if word in text
    ]


def test_it_says_what_people_wrote_in_their_script() -> None:
    words = " ".join(read(page_of()).words)
    assert WORDS in words
    for text in (CUSTOMER.name, CUSTOMER.city, "SV-42", KEY.public.fingerprint):
        assert text is not None
        assert text in words


@given(st.text(max_size=80), st.text(st.characters(codec="utf-8"), max_size=80))
@settings(max_examples=50, deadline=None)
def test_no_text_becomes_markup(name: str, words: str) -> None:
    made = material(2, commits=2)
    rows = made.rows._replace(
        customer=replace(CUSTOMER, name=name + "<img src=x onerror=alert(1)>")
    )
    case = replace(
        made.case, claim=Said(words=words + "</blockquote><script>"), reason=words or "x"
    )
    page = page_of(made._replace(rows=rows, case=case))
    assert set(read(page).seen) <= KNOWN
    assert not [code for code in page.decode() if ord(code) < 32 and code not in "\t\n"]


@given(st.text(max_size=30), st.text(max_size=30))
def test_an_attribute_cannot_be_left(text: str, other: str) -> None:
    element = tag("p", other, class_=text)
    reader = Reader()
    reader.feed(element)
    assert reader.seen == ["p"]
    assert isinstance(element, Markup)


def test_a_long_history_ends_and_says_so() -> None:
    made = material(3, commits=0)
    row = material(3, commits=20).rows.transactions[0]
    long = [replace(row, id=number) for number in range(1, MOST + 51)]
    page = page_of(made._replace(rows=made.rows._replace(transactions=long)))
    words = " ".join(read(page).words)
    assert "50 older ones are in the other files." in words
    assert f"#{MOST + 50} " in words + " "


@given(st.integers(-(10**12), 10**12))
def test_money_is_exact_and_signed(minor: int) -> None:
    text = money(minor, sign=True)
    digits = text.replace("\u202f", "").replace("\u2212", "-").replace("+", "").replace(".", "")
    assert int(digits) == minor
    assert text[0] in ("\u2212" if minor < 0 else "+" if minor else "0")
