"""Pictures of the evidence dialog: ``python -m tests.widgets.evidence_pictures DIR``."""

from collections.abc import Callable
from datetime import date

from api_client.verdicts import Claim
from tests.widgets import pictures
from tests.widgets.examples import user
from tests.widgets.frame_pictures import PRODUCTION, SANDBOX
from tests.widgets.sentences import refused as said_of
from tests.widgets.sentences import unreachable
from widgets.evidence_dialog import EvidenceDialog

FINGERPRINT = "56475aa75463474c0285df5dbf2bcab73da651358839e9b77481b2eab107708c"
CLAIM = Claim(amount_minor=200_000, at=date(2026, 7, 1), success_page=True)
PATH = "/home/ops/Documents/Жалобе/svetu-evidence-42-SUP-1207.zip"


def fresh() -> EvidenceDialog:
    return EvidenceDialog(user(42), Claim(), "RSD", PRODUCTION)


def filled() -> EvidenceDialog:
    made = EvidenceDialog(user(2_147_483_650), CLAIM, "RSD", SANDBOX)
    made.words.setPlainText("Здравствуйте, я пополнила 2000 RSD, а баланс 0.\nUplatila sam juče.")
    made.why.reason.setText("Complaint of a customer: paid, and the balance shows 0")
    made.why.ticket.setText("SUP-1207")
    return made


def making() -> EvidenceDialog:
    made = filled()
    made.submit.click()
    return made


def saved() -> EvidenceDialog:
    made = making()
    made.show_saved(PATH, 66_464, FINGERPRINT)
    return made


def failed() -> EvidenceDialog:
    made = making()
    made.show_failed(unreachable())
    return made


def refused() -> EvidenceDialog:
    made = making()
    made.show_refused(said_of("signing_key_missing"))
    return made


def wrong() -> EvidenceDialog:
    made = filled()
    made.words.setPlainText("x" * 4_321)
    made.why.reason.clear()
    made.submit.click()
    return made


SCENES: tuple[Callable[[], EvidenceDialog], ...] = (
    fresh, filled, making, saved, failed, refused, wrong,
)  # fmt: skip


if __name__ == "__main__":
    pictures.draw(SCENES)
