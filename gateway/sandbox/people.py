"""Invented customers of the demo marketplace: Serbian and Russian, Latin and Cyrillic, by seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

CITIES = ("Beograd", "Novi Sad", "Niš", "Kragujevac", "Subotica", "Čačak", "Pančevo", "Zrenjanin")
LATIN = (
    ("Ana", "Petrović"), ("Jelena", "Đorđević"), ("Nikola", "Živković"), ("Marko", "Ilić"),
    ("Milica", "Savić"), ("Ivana", "Čolić"), ("Petar", "Kovač"), ("Teodora", "Marić"),
    ("Stefan", "Jovanović"), ("Ljubica", "Nikolić"), ("Đorđe", "Stojanović"), ("Žarko", "Pavlović"),
)  # fmt: skip
CYRILLIC = (
    ("Дарья", "Соколова"), ("Сергей", "Волков"), ("Олег", "Зайцев"), ("Анна", "Кузнецова"),
    ("Марко", "Петровић"), ("Љубица", "Јовановић"), ("Ђорђе", "Николић"), ("Ирина", "Морозова"),
)  # fmt: skip
FAMOUS = {42: ("Ana", "Petrović"), 7: ("Marko", "Ilić"), 88: ("Nikola", "Živković")}
"""Users the documentation speaks of."""


@dataclass(frozen=True, slots=True)
class Person:
    """A row of ``users``."""

    name: str
    email: str
    phone: str
    city: str


def people(count: int, seed: int) -> Iterator[Person]:
    """Yield ``count`` people, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311  (a demo, repeatable on purpose)
    for number in range(1, count + 1):
        drawn = (dice.choice(LATIN)[0], dice.choice(LATIN)[1])
        if dice.random() < 0.3:
            drawn = dice.choice(CYRILLIC)
        first, last = FAMOUS.get(number, drawn)
        yield Person(
            name=f"{first} {last}",
            email=f"user{number}@example.org",
            phone=f"+381 6{dice.randint(0, 6)} {dice.randint(100, 999)} {dice.randint(1000, 9999)}",
            city=dice.choice(CITIES),
        )
