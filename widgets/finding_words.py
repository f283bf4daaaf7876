"""Words what a sweep found: why a balance stands in the list, since when, and how new it is."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from api_client.findings import Finding, FindingsPage, LastSweep
from widgets.format import (
    BELGRADE,
    format_clock,
    format_count,
    format_date,
    format_id,
    format_money,
    format_time,
)
from widgets.hypothesis_titles import title
from widgets.verdict_words import divergence, proof_name


def tr(text: str) -> str:
    """Translate in the context of findings."""
    return QCoreApplication.translate("findings", text)


def who(finding: Finding) -> str:
    """Return whose balance it is."""
    return finding.user_name or format_id(finding.user_id)


def drift(finding: Finding) -> int | None:
    """Return by how much it is off; None where that is not known."""
    return finding.drift_minor if finding.verdict == "differs" or finding.drift_minor else None


def why(finding: Finding) -> str:
    """Return in one sentence why it is in the list."""
    if finding.user_missing:
        return tr("A balance without a user")
    if finding.verdict == "cannot_tell":
        return tr("Cannot tell")
    if finding.proved:
        return title(finding.proved[0])
    return tr("The transactions do not add up to it")


def since(finding: Finding, now: datetime) -> str:
    """Return since when it is known, as short as it can be."""
    first = finding.first_seen_at
    today = now.astimezone(BELGRADE).date() == first.astimezone(BELGRADE).date()
    return format_clock(first) if today else format_date(first)


def details(finding: Finding) -> str:
    """Return all that is known of it, line by line."""
    lines = [f"{who(finding)} {format_id(finding.user_id)}" if finding.user_name else who(finding)]
    if (off := drift(finding)) is not None:
        lines.append(tr("Differs by {drift}").format(drift=format_money(off, finding.currency)))
    lines += [why(finding), *map(title, finding.proved[1:])]
    if finding.first_divergence is not None:
        lines.append(divergence(finding.first_divergence))
    lines.append(proof_name(finding.proof))
    lines.append(
        tr("found {first}, seen again {last}").format(
            first=format_time(finding.first_seen_at), last=format_time(finding.last_seen_at)
        )
    )
    return "\n".join(lines)


def news(findings: Sequence[Finding]) -> str:
    """Return what a sweep has just found: the first in words, and how many more."""
    first = findings[0]
    off = drift(first)
    who_and_drift = (
        who(first) if off is None else f"{who(first)} {format_money(off, first.currency)}"
    )
    text = tr("A sweep found {who}: {why}.").format(who=who_and_drift, why=why(first))
    if len(findings) == 1:
        return text
    more = tr("More in the list: {count}.").format(count=format_count(len(findings) - 1))
    return f"{text} {more}"


def count(page: FindingsPage) -> str:
    """Return how many there are; what cannot be told is not counted as wrong."""
    parts = [format_count(page.differ)] if page.differ else []
    if page.cannot_tell:
        parts.append(tr("{count} cannot tell").format(count=format_count(page.cannot_tell)))
    return " · ".join(parts)


def is_stale(sweep: LastSweep, now: datetime) -> bool:
    """Tell whether a sweep is long overdue: the last ended more than two turns ago."""
    last = sweep.ended_at or sweep.began_at
    if last is None or sweep.every_seconds is None:
        return False
    return now - last > timedelta(seconds=2 * sweep.every_seconds)


def state(page: FindingsPage, shown: int, now: datetime) -> str:
    """Return what is to be known of the list as a whole."""
    sweep, total = page.sweep, page.differ + page.cannot_tell
    parts = []
    if not total and sweep.ended_at is not None:
        parts.append(tr("No findings."))
    elif shown < total:
        parts.append(
            tr("The first {shown} of {total}.").format(
                shown=format_count(shown), total=format_count(total)
            )
        )
    parts.append(_last(sweep, now))
    if sweep.every_seconds is None:
        parts.append(tr("No sweep is scheduled on this server."))
    elif is_stale(sweep, now):
        minutes = format_count(max(1, round(sweep.every_seconds / 60)))
        parts.append(tr("One is due every {minutes} min.").format(minutes=minutes))
    return " ".join(part for part in parts if part)


def _last(sweep: LastSweep, now: datetime) -> str:
    """Return when the last sweep ended, and whether it came to everybody."""
    if sweep.ended_at is None:
        return tr("No sweep has ended so far.") if sweep.began_at else tr("No sweep so far.")
    ended = sweep.ended_at
    today = now.astimezone(BELGRADE).date() == ended.astimezone(BELGRADE).date()
    when = format_clock(ended) if today else format_time(ended)
    text = (
        tr("Last sweep {time}, users: {users}.")
        if sweep.whole
        else tr("Last sweep {time}, not whole, users: {users}.")
    )
    return text.format(time=when, users=format_count(sweep.users))
