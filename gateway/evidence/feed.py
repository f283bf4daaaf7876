"""The user's commits in the change log, from the rows that an explanation is made from."""

from collections.abc import Iterable

from gateway.evidence.contents import FeedCommit
from gateway.explain.rows import Change, Edit, Ledger


def commits_of(ledger: Ledger) -> list[FeedCommit]:
    """Group a ledger's log rows by commit, in an order that no row's history contradicts."""
    by_xid: dict[int, tuple[list[Change], list[Edit]]] = {}
    for change in ledger.changes:
        by_xid.setdefault(change.xid, ([], []))[0].append(change)
    for edit in ledger.edits:
        by_xid.setdefault(edit.xid, ([], []))[1].append(edit)
    commits = [_commit(xid, *rows) for xid, rows in by_xid.items()]
    return sorted(commits, key=lambda commit: commit.pos)


def _commit(xid: int, changes: list[Change], edits: list[Edit]) -> FeedCommit:
    last = max((rows[-1] for rows in (changes, edits) if rows), key=lambda row: row.pos)
    return FeedCommit(
        pos=last.pos,
        xid=xid,
        recorded_at=last.at,
        moved_minor=sum(change.moved for change in changes),
        balance_minor=(changes[-1].after or 0) if changes else None,
        transactions=list(dict.fromkeys(edit.id for edit in edits)),
        written_by=last.role,
        application=last.application,
    )


def unseen(snapshot: str, xids: Iterable[int]) -> int | None:
    """Return a commit that a position's snapshot (``xmin:xmax:xip,…``) has not seen, if any."""
    _, xmax, listed = snapshot.split(":")
    running = {int(each) for each in listed.split(",") if each}
    return next((xid for xid in xids if xid >= int(xmax) or xid in running), None)
