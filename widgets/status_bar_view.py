"""The status bar: how fresh the screen is, how much was seen, where and as whom."""

from PySide6.QtWidgets import QWidget

from api_client.models import Environment, Operator


class StatusBarView(QWidget):
    """Left connection, middle counts, right environment and operator."""

    def set_freshness(self, freshness: object) -> None:
        """Take how far the screen can be trusted (`widgets.freshness`)."""

    def set_counts(self, events: int, gaps: int) -> None:
        """Set how many events were seen; gaps appear only above zero."""

    def set_place(self, environment: Environment | None, host: str) -> None:
        """Set the environment (as the server states it) and the gateway's host."""

    def set_operator(self, operator: Operator | None) -> None:
        """Set who is signed in."""
