"""What is known of a verdict: the one value that the account page and the Why? panel show."""

from dataclasses import dataclass

from api_client.verdicts import Claim, Verdict

NOTHING_SAID = Claim()


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictState:
    """A verdict is as of a moment; ``outdated``: the account has changed since it was asked for.

    ``problem``: why the newest question was not answered. ``live``: what committed since would
    have been heard of.
    """

    verdict: Verdict | None = None
    claim: Claim = NOTHING_SAID
    asking: bool = False
    problem: str = ""
    outdated: bool = False
    live: bool = False

    @property
    def holds(self) -> bool:
        """Whether the verdict is of the account that is on screen now."""
        return self.verdict is not None and self.live and not self.outdated
