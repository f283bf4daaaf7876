"""The status bar: how fresh the screen is, how much was seen, where and as whom."""

from PySide6.QtWidgets import QFrame, QWidget

from api_client.models import Environment, Operator


class StatusBarView(QFrame):
    """Left connection, middle counts, right environment and operator."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)

    def set_freshness(self, freshness: object) -> None:
        """Take how far the screen can be trusted (`widgets.freshness`)."""

    def set_counts(self, events: int, gaps: int) -> None:
        """Set how many events were seen; gaps appear only above zero."""

    def set_place(self, environment: Environment | None, host: str) -> None:
        """Set the environment (as the server states it) and the gateway's host."""

    def set_operator(self, operator: Operator | None) -> None:
        """Set who is signed in."""
