"""A new file is there whole or not at all, and never in another's place."""

from pathlib import Path

import pytest

from console.files import write_new


def test_a_new_file_holds_what_was_written(tmp_path: Path) -> None:
    write_new(tmp_path / "a", b"whole")
    assert (tmp_path / "a").read_bytes() == b"whole"


def test_what_is_there_stays(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"first")
    with pytest.raises(FileExistsError):
        write_new(tmp_path / "a", b"second")
    assert (tmp_path / "a").read_bytes() == b"first"


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="none"):
        write_new(tmp_path / "none" / "a", b"x")
