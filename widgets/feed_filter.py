"""Which transactions the feed shows."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

from api_client.models import Transaction


def folded(text: str) -> str:
    """Return text for comparing by eye: no case, no diacritics, đ as d."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(character for character in plain if not unicodedata.combining(character))


@dataclass(frozen=True, kw_only=True)
class FeedFilter:
    """All given conditions hold; amounts are compared without sign, in minor units."""

    type: str | None = None
    status: str | None = None
    method: str = ""
    user: str = ""
    minimum_minor: int | None = None
    maximum_minor: int | None = None
    origin: Literal["all", "test", "real"] = "all"

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return self != FeedFilter()

    def matches(self, transaction: Transaction) -> bool:
        """Tell whether the feed shows this transaction."""
        amount = abs(transaction.amount_minor)
        return (
            self.type in (None, transaction.type)
            and self.status in (None, transaction.status)
            and (self.minimum_minor is None or amount >= self.minimum_minor)
            and (self.maximum_minor is None or amount <= self.maximum_minor)
            and (self.origin == "all" or transaction.test == (self.origin == "test"))
            and (not self.method or self._is_paid_by(transaction.payment_method or ""))
            and (not self.user or self._names(transaction))
        )

    def _names(self, transaction: Transaction) -> bool:
        wanted = folded(self.user).strip().removeprefix("#")
        if wanted.isdecimal():
            return int(wanted) in (transaction.user_id, transaction.id)
        return all(word in folded(transaction.user_name) for word in wanted.split())

    def _is_paid_by(self, method: str) -> bool:
        return folded(self.method).strip() in folded(method)
