"""Which environment this is, as the server states it: icon, word and colour."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from api_client.models import Environment
from widgets.format import environment_name
from widgets.icon_button import IconLabel
from widgets.message import restyle

ICONS = {"sandbox": "flask-conical", "staging": "construction", "production": "zap"}


class EnvironmentChip(QFrame):
    """Hidden while no server has said what it is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "environment")
        self._icon = IconLabel(self, 12)
        self.word = QLabel(self)
        self.setFixedHeight(20)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self.word)
        self.hide()

    def set_environment(self, environment: Environment | None) -> None:
        """Name the environment; None: not known."""
        self.setVisible(environment is not None)
        if environment is None:
            return
        self.setProperty("environment", environment.name)
        name = environment_name(environment.name)
        self.word.setText(name.upper())
        meaning = self.tr("Environment {name}").format(name=name)
        self._icon.set_icon(ICONS[environment.name], environment.name, meaning)
        restyle(self, self.word)
        self.setAccessibleName(meaning)
