"""Connects the event stream with the live feed: from the frame to the row, in one thread."""

from api_client.models import Commits, Event
from widgets.feed_view import FeedView


class LiveFeed:
    """Applies events to the feed; duplicates and repeats are harmless (rows are keyed by id)."""

    def __init__(self, feed: FeedView) -> None:
        self._feed = feed

    def apply(self, event: Event) -> None:
        """Show what a frame brought."""
        if isinstance(event, Commits):
            for commit in event.commits:
                self._feed.prepend(commit.transactions)
                self._feed.remove(commit.deleted_transactions)
