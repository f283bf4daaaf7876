"""Why a file is not a whole bundle."""

from typing import Literal

Check = Literal[
    "container", "names", "json", "manifest", "hashes", "signature", "contents", "verdict"
]


class BundleRefused(Exception):  # noqa: N818
    """A file is not a whole bundle: which check it failed, and one sentence for a person."""

    def __init__(self, check: Check, sentence: str) -> None:
        self.check = check
        super().__init__(sentence)
