"""Value types of evidence bundles: what is asked for, and what checks it (docs/protocol.md)."""

import io
import zipfile
from typing import Any, Literal

import msgspec

from api_client.errors import ConnectionFailed
from api_client.models import Value
from api_client.verdicts import Claim

PersonalData = Literal["full", "masked", "none"]
Language = Literal["en", "ru", "sr"]


class SigningKey(Value, frozen=True):
    """What checks the gateway's signatures; people compare the fingerprint. Hexadecimal."""

    algorithm: str
    public_key: str
    fingerprint: str


class Bundle(Value, frozen=True):
    """A file, and the fingerprint of the key whose signature it carries."""

    content: bytes
    fingerprint: str


class EvidenceWish(Value, frozen=True):
    """One complaint as one file: what the customer claims and says in their own words, and why."""

    user_id: int
    personal_data: PersonalData
    reason: str
    ticket: str | None = None
    claim: Claim = Claim()
    words: str | None = None
    language: Language = "en"
    """Of the page that people read."""

    @property
    def body(self) -> dict[str, Any]:
        """What is sent."""
        claim = self.claim
        return {
            "personal_data": self.personal_data,
            "reason": self.reason,
            "ticket": self.ticket,
            "language": self.language,
            "claim": {
                "amount_minor": claim.amount_minor,
                "at": claim.at and claim.at.isoformat(),
                "session": claim.session,
                "method": claim.method,
                "success_page": claim.success_page,
                "words": self.words,
            },
        }


def bundle_of(content: bytes) -> Bundle:
    """Return a bundle as it came; raises ConnectionFailed for what is none. Checks no signature."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as files:
            signature = msgspec.json.decode(files.read("signature.json"), type=SigningKey)
    except (zipfile.BadZipFile, KeyError, msgspec.DecodeError, UnicodeDecodeError) as exc:
        raise ConnectionFailed("The gateway answered with something else.") from exc
    return Bundle(content=content, fingerprint=signature.fingerprint)
