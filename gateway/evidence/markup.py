"""HTML out of values: every text is escaped, nothing else can come into a page."""

from collections.abc import Iterable, Sequence
from html import escape

Content = str | Iterable["Content"]
"""Text, mark-up, or several of them."""

_CONTROLS = {code: "\ufffd" for code in [*range(32), *range(127, 160)] if code not in (9, 10)}


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


def tag(name: str, *content: Content, **attributes: str) -> Markup:
    """Return an element; ``class_`` is the attribute ``class``."""
    given = "".join(
        f' {key.rstrip("_")}="{escaped(value)}"' for key, value in attributes.items() if value
    )
    return Markup(f"<{name}{given}>{joined(content)}</{name}>")


def joined(content: Content) -> Markup:
    """Return several pieces one after the other, escaping what is plain text."""
    if isinstance(content, str):
        return content if isinstance(content, Markup) else escaped(content)
    return Markup("".join(map(joined, content)))


def escaped(text: str) -> Markup:
    """Return text as HTML; characters that no page should hold become U+FFFD."""
    return Markup(escape(text.translate(_CONTROLS)))


def foreign(text: str | None) -> Markup:
    """Return what somebody else wrote, kept from changing the direction of what is around it."""
    return tag("bdi", text) if text else tag("span", "—", class_="none")


def table(
    heads: Sequence[str], rows: Iterable[Sequence[Content]], *, figures: Iterable[int] = ()
) -> Markup:
    """Return a table; the columns ``figures`` are right-aligned."""
    right = frozenset(figures)

    def line(cell: str, cells: Sequence[Content]) -> Markup:
        return tag(
            "tr",
            (
                tag(cell, each, class_="figure" if i in right else "")
                for i, each in enumerate(cells)
            ),
        )

    body = [line("td", row) for row in rows]
    return tag("table", tag("thead", line("th", heads)), tag("tbody", body))


def facts(pairs: Iterable[tuple[str, Content]]) -> Markup:
    """Return a list of names and what they are."""
    return tag("dl", (tag("div", tag("dt", name), tag("dd", value)) for name, value in pairs))
