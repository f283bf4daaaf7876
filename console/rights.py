"""What the operator may do here: the newest claim of this session's server, and nothing else."""

from PySide6.QtCore import QObject, Signal

from api_client.models import Environment, Hello, Operator, Proof, Session
from console.store import Store

MAY_DEPOSIT = ("support", "admin")


class Rights(QObject):
    """Operator and environment as the last hello or proof says them."""

    changed = Signal()

    def __init__(self, session: Session, store: Store) -> None:
        super().__init__(store)
        self.operator: Operator = session.operator
        self.environment: Environment = session.environment
        store.greeted.connect(self._greeted)
        store.proof_received.connect(self._proven)

    @property
    def may_deposit(self) -> bool:
        """Whether test deposits may be made, reversed and played."""
        return not self.why_not

    @property
    def is_admin(self) -> bool:
        """Whether others' acts may be read, and a reversal forced."""
        return self.operator.role == "admin"

    @property
    def why_not(self) -> str:
        """Why there are no test deposits, empty if there are."""
        if self.environment.name == "production" or not self.environment.deposits_allowed:
            return self.tr("The server says this is production: no test deposits.")
        if self.operator.role not in MAY_DEPOSIT:
            return self.tr("Your role may look, not deposit.")
        return ""

    def _greeted(self, hello: Hello) -> None:
        self._take(hello.operator, hello.environment)

    def _proven(self, proof: Proof) -> None:
        if proof.environment is not None:
            self._take(self.operator, proof.environment)

    def _take(self, operator: Operator, environment: Environment) -> None:
        if (operator, environment) != (self.operator, self.environment):
            self.operator, self.environment = operator, environment
            self.changed.emit()
