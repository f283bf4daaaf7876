"""Settings survive a run and anything that somebody wrote into their file."""

from pathlib import Path

from api_client.models import User
from console.settings import Profile, Settings


def user(number: int) -> User:
    return User(id=number, name=f"Дарья {number}", email="d@example.org", status="active")


def test_what_is_remembered_is_there_in_the_next_run(tmp_path: Path) -> None:
    first = Settings(tmp_path)
    for number in range(20):
        first.remember_recent("https://a/base", user(number % 15))
    first.remember_watched("https://a/base", [7, 42])
    first.remember_profile(Profile(url="https://a", email="a@example.org", environment="staging"))
    first.remember_profile(Profile(url="https://b", email="b@example.org", environment="sandbox"))
    first.remember_profile(Profile(url="https://a", email="c@example.org", environment="staging"))
    first.theme = "dark"
    first.layout = b"\x00\x01\xff"
    first.save()
    second = Settings(tmp_path)
    assert [known.id for known in second.recent("https://a/base")] == [
        4, 3, 2, 1, 0, 14, 13, 12, 11, 10, 9, 8,
    ]  # fmt: skip
    assert second.recent("https://a") == []
    assert second.watched("https://a/base") == [7, 42]
    assert [(known.url, known.email) for known in second.profiles] == [
        ("https://a", "c@example.org"), ("https://b", "b@example.org"),
    ]  # fmt: skip
    assert (second.theme, second.layout) == ("dark", b"\x00\x01\xff")


def test_rubbish_in_the_file_is_as_nothing(tmp_path: Path) -> None:
    rubbish = (
        'profiles="[{\\"url\\": 5}]"\nlayout=@ByteArray(\ntheme=\n[watched]\nhttps%3A||a="{x"\n'
    )
    (tmp_path / "settings.ini").write_text(rubbish, encoding="utf-8")
    settings = Settings(tmp_path)
    assert settings.profiles == []
    assert settings.watched("https://a") == []
    assert settings.layout == b""
