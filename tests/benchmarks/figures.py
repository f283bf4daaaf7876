"""What a benchmark says: figures beside their limits, as a table and as JSON."""

from collections.abc import Iterable, Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One number of `goals.md`, beside the limit it should keep and what it is compared with."""

    goal: str
    what: str
    value: float
    unit: str
    limit: float
    at_least: bool = False
    beside: str = ""

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def percentile(samples: Sequence[float], share: float) -> float:
    """Return the sample below which ``share`` of all lie; raises IndexError without samples."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def table(figures: Iterable[Figure]) -> str:
    """Return the figures as a table for a terminal."""
    lines = [f"{'goal':<5} {'what':<62} {'value':>12}  {'must':>10}  kept  beside"]
    for figure in figures:
        sign = "≥" if figure.at_least else "≤"
        lines.append(
            f"{figure.goal:<5} {figure.what:<62} {figure.value:>9.2f} {figure.unit:<2}  "
            f"{sign + format(figure.limit, '.2f'):>10}  {'yes' if figure.kept else 'NO':<4}  "
            f"{figure.beside}"
        )
    return "\n".join(lines)
