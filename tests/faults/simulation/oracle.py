"""What is true: every commit of every life of the database, and what a screen must show of it."""

from dataclasses import dataclass, field

from tests.faults.simulation.database import Database, Written

SHOWN = ("balance", "transaction")
LATER = 1 << 60


@dataclass
class Life:
    """The database between two crashes; what survived the one before belongs to it."""

    began: float
    commits: list[Written] = field(default_factory=list)
    by_xid: dict[int, Written] = field(default_factory=dict)
    orders: dict[int, int] = field(default_factory=dict)
    """By the stamp of what was written: the order of its commit."""
    removed: dict[tuple[str, int], int] = field(default_factory=dict)
    """By what there is no more, or was not for a while: the order of the commit that took it."""

    def add(self, written: Written) -> None:
        """Take a commit."""
        self.commits.append(written)
        self.by_xid[written.xid] = written
        if written.is_partly_lost:  # so what it tells may never have been true
            self.orders |= {
                int(row["balance_after"] * 100): written.order
                for row in written.rows
                if row["balance_after"] is not None
            }
        for key, _, new in written.changes:
            if key[0] in SHOWN:
                if new is None:
                    self.removed[key] = written.order
                else:
                    self.orders[new.stamp] = written.order


class Oracle:
    """Writes down what the model commits."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.lives = [Life(0.0)]
        database.on_commit = self._committed
        database.on_crash = self._crashed

    def life_at(self, at: float) -> int:
        """Return the number of the life that the database lived at a time."""
        return max(number for number, life in enumerate(self.lives) if life.began <= at)

    def life_of(self, epoch: str) -> int:
        """Return the number of the newest life that went by this name."""
        return self._database.lives[epoch]

    def order(self, life: int, stamp: int) -> int:
        """Return the order of what is shown; after the life's end: `LATER`; never true: -1."""
        known = self.lives[life].orders.get(stamp)
        if known is not None:
            return known
        return LATER if any(stamp in later.orders for later in self.lives[life + 1 :]) else -1

    def order_of_absence(self, life: int, key: tuple[str, int]) -> int:
        """Return the order of the commit since which there is no such row, as far as there is one.

        What a crash has taken back is absent as well.
        """
        if len(self.lives) > life + 1 and key not in self._database.tables:
            return LATER
        return max(later.removed.get(key, -1) for later in self.lives[life:])

    def _committed(self, written: Written) -> None:
        self.lives[-1].add(written)

    def _crashed(self) -> None:
        life = Life(self._database.clock())
        for written in self._database.commits:
            life.add(written)
        self.lives.append(life)
