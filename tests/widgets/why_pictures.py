"""Pictures of the Why? panel: ``python -m tests.widgets.why_pictures DIR [SCENE…]``."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from api_client.verdicts import Claim
from tests.widgets.account_pictures import HUGE, NARROW, WIDE, history, view
from tests.widgets.examples import NOON, user
from tests.widgets.verdict_examples import (
    cannot_tell,
    change,
    commits,
    deposit,
    differs,
    edit,
    hypotheses,
    state,
    verdict,
)
from widgets import theme
from widgets.account_view import AccountView
from widgets.verdict_state import VerdictState

LONG = user(
    2_147_483_650,
    name="Александра-Константиновна Хаджи-Поповић Михајловић-Станковић",
    email="aleksandra-konstantina.hadzi-popovic.mihajlovic@example.org",
)


def page(
    known: VerdictState, size: tuple[int, int] = WIDE, *, why: bool = True, **fields: object
) -> AccountView:
    """Return an account whose balance is explained."""
    made = view(history(37, 88_376), size=size, older=375, **fields)  # type: ignore[arg-type]
    made.set_why_offered(offered=True)
    made.why.set_methods(("bank_transfer", "ips_qr", "mock_payment", "post_office"))
    made.set_verdict(known)
    if why:
        made.open_why()
    return made


def line_agrees() -> AccountView:
    return page(state(verdict()), why=False)


def line_differs() -> AccountView:
    made = page(state(differs()), NARROW, why=False, balance_minor=0)
    made.show_rows({88_410: "negative"})
    return made


def line_cannot_tell() -> AccountView:
    return page(state(cannot_tell()), NARROW, why=False)


def line_outdated() -> AccountView:
    return page(state(verdict(), outdated=True), NARROW, why=False)


def line_failed() -> AccountView:
    return page(state(problem="The gateway cannot be reached."), NARROW, why=False)


def line_asking() -> AccountView:
    return page(state(asking=True), NARROW, why=False)


def why_differs() -> AccountView:
    return page(state(differs()), balance_minor=0)


def why_agrees() -> AccountView:
    return page(state(verdict(), claim=Claim()))


def why_unfolded() -> AccountView:
    made = page(state(differs()), (768, 900), balance_minor=0)
    made.why.checks.fold.setChecked(True)
    return made


def why_cannot_tell() -> AccountView:
    return page(state(cannot_tell()), NARROW)


def why_form() -> AccountView:
    made = page(state(differs(), claim=Claim(amount_minor=200_000, at=NOON)))
    made.why.edit_claim.click()
    return made


def why_form_narrow() -> AccountView:
    made = page(state(differs(), claim=Claim(amount_minor=200_000, at=NOON)), NARROW)
    made.why.edit_claim.click()
    return made


def why_huge() -> AccountView:
    made = page(state(differs(timeline=commits(40))), HUGE)
    made.show_rows({88_410: "negative", 88_408: "accent"})
    return made


def why_loading() -> AccountView:
    return page(state(asking=True))


def why_failed() -> AccountView:
    return page(state(problem="The gateway cannot be reached, or cannot reach its database."))


def why_outdated() -> AccountView:
    return page(state(differs(), outdated=True))


def why_asking_again() -> AccountView:
    return page(state(differs(), outdated=True, asking=True))


def why_not_live() -> AccountView:
    return page(state(differs(), live=False), NARROW)


def why_big() -> AccountView:
    most = 999_999_999_999
    said = hypotheses(
        scaled_by_100=("proved", (change(99, most), edit(98, 2_147_483_647, 9_999_999_999))),
        credited_twice=(
            "cannot_tell",
            (deposit(2_147_483_646, most), deposit(2_147_483_647, most)),
        ),
        spent_since=("proved", (change(97, -most), change(96, -most))),
        wrong_currency=("proved", (deposit(88_100, most, currency="EUR"),)),
    )
    long = differs(
        hypotheses=said, drift_minor=-most, stored_minor=most, user_id=LONG.id, timeline=tuple(
            type(p)(**{**{f: getattr(p, f) for f in p.__struct_fields__}, "moved_minor": most,
                       "application": "маркетплейс-бэкенд (production, главный узел)"})
            for p in commits()
        ),
    )  # fmt: skip
    made = view(history(9), LONG, NARROW, balance_minor=most)
    made.set_why_offered(offered=True)
    made.set_verdict(
        state(long, claim=Claim(amount_minor=most, session="mock_session_2147483650_1751361491"))
    )
    made.open_why()
    return made


SCENES: tuple[Callable[[], QWidget], ...] = (
    line_agrees, line_differs, line_cannot_tell, line_outdated, line_failed, line_asking,
    why_differs, why_agrees, why_unfolded, why_cannot_tell, why_form, why_form_narrow, why_huge,
    why_loading, why_failed, why_outdated, why_asking_again, why_not_live, why_big,
)  # fmt: skip


def main(folder: Path, wanted: list[str]) -> None:
    """Draw the wanted scenes, or all of them, in both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    for look in (theme.LIGHT, theme.DARK):
        theme.apply(app, look)
        for scene in SCENES:
            if wanted and scene.__name__ not in wanted:
                continue
            made = scene()
            made.show()
            app.processEvents()
            app.processEvents()
            made.grab().save(str(folder / f"{scene.__name__}-{look.name}.png"))
            made.close()
            made.deleteLater()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
