"""Every action once: named, with keys of its own, and done by whoever says so."""

from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from console.commands import COMMANDS, actions


@pytest.mark.usefixtures("qtbot")
def test_each_key_does_one_thing_and_every_command_has_one() -> None:
    keys = Counter(keys for command in COMMANDS for keys in command.keys)
    assert [keys for keys, times in keys.items() if times > 1] == []
    assert all(command.keys for command in COMMANDS)
    assert all(not QKeySequence(key).isEmpty() for key in keys)
    assert len({command.id for command in COMMANDS}) == len(COMMANDS)


def test_an_action_does_what_was_given_for_it(qtbot: QtBot) -> None:
    del qtbot
    done: list[str] = []
    owner = QObject()
    made = actions(
        owner,
        {c.id: lambda id_=c.id: done.append(id_) for c in COMMANDS},  # type: ignore[misc]
    )
    for action in made.values():
        assert action.text()
        action.trigger()
    assert done == [command.id for command in COMMANDS]


@pytest.mark.usefixtures("qtbot")
def test_a_command_nobody_does_is_a_defect_at_once() -> None:
    with pytest.raises(KeyError):
        actions(QObject(), {})
