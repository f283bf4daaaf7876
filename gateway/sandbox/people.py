"""Invented customers of the demo marketplace: Serbian and Russian, Latin and Cyrillic, by seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple


class Names(NamedTuple):
    """What people of one language and script are called; the last name fits the first one."""

    women: tuple[str, ...]
    men: tuple[str, ...]
    last: tuple[str, ...]
    womens_ending: str
    country: str
    cities: tuple[str, ...]


SERBIAN_CITIES = (
    "Beograd", "Beograd", "Beograd", "Novi Sad", "Novi Sad", "Niš", "Kragujevac", "Subotica",
    "Čačak", "Pančevo", "Zrenjanin", "Užice", "Šabac", "Vranje", "Požarevac", "Kraljevo",
)  # fmt: skip
LATIN = Names(
    ("Ana", "Jelena", "Milica", "Ivana", "Teodora", "Ljubica", "Jovana", "Dragana", "Anđela",
     "Snežana", "Željka", "Marija", "Katarina", "Nevena", "Đurđa", "Višnja"),
    ("Marko", "Nikola", "Petar", "Stefan", "Đorđe", "Žarko", "Miloš", "Luka", "Aleksandar",
     "Dušan", "Uroš", "Vuk", "Nenad", "Slobodan", "Čedomir", "Ljubiša"),
    ("Petrović", "Đorđević", "Živković", "Ilić", "Savić", "Čolić", "Kovač", "Marić", "Jovanović",
     "Nikolić", "Stojanović", "Pavlović", "Šarić", "Đukić", "Žikov", "Ljubičić", "Radosavljević",
     "Čović", "Popović", "Milošević", "Stanković", "Krstić", "Vučićević", "Mitić"),
    "", "RS", SERBIAN_CITIES,
)  # fmt: skip
CYRILLIC = Names(
    ("Љубица", "Јелена", "Милица", "Ана", "Снежана", "Ђурђа", "Жељка", "Невена"),
    ("Марко", "Ђорђе", "Жарко", "Никола", "Љубиша", "Душан", "Чедомир", "Небојша"),
    ("Петровић", "Јовановић", "Николић", "Ђорђевић", "Живковић", "Љубичић", "Шарић", "Џамбић",
     "Стојановић", "Чоловић", "Његован", "Павловић"),
    "", "RS", ("Београд", "Нови Сад", "Ниш", "Чачак", "Ужице", "Шабац"),
)  # fmt: skip
RUSSIAN = Names(
    ("Дарья", "Анна", "Ирина", "Юлия", "Наталья", "Ольга", "Ксения", "Полина"),
    ("Сергей", "Олег", "Дмитрий", "Алексей", "Илья", "Юрий", "Фёдор", "Михаил"),
    ("Соколов", "Волков", "Зайцев", "Кузнецов", "Морозов", "Журавлёв", "Щербаков", "Яковлев",
     "Чернышёв", "Ершов", "Фролов", "Цветков"),
    "а", "RU", ("Beograd", "Novi Sad", "Москва", "Санкт-Петербург", "Казань", "Нижний Новгород"),
)  # fmt: skip
ALPHABETS = (LATIN, LATIN, LATIN, LATIN, LATIN, LATIN, CYRILLIC, RUSSIAN, RUSSIAN)

ASCII = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэјђ", "abvgdeziiklmnoprstufyejd", strict=True))
    | dict(zip("čćšžáéíóú", "ccszaeiou", strict=True))
    | {"đ": "dj", "ё": "e", "ж": "z", "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sh",
       "ъ": "", "ь": "", "ю": "yu", "я": "ya", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz"}
)  # fmt: skip
"""For e-mail addresses, after ``lower()``."""

# Prefixes nobody has been given, so that no invented number is somebody's.
PHONES = {
    "RS": ("+381 67{0} {1} {2}", "+38167{0}{1}{2}", "067{0}/{1}-{2}", "067{0} {1} {2}",
           "0038167{0}{1}{2}", "+381 (0)67{0} {1}{2}"),
    "RU": ("+7 94{0} {1}-{2}", "+794{0}{1}{2}", "8 (94{0}) {1}-{2}", "+7 (94{0}) {1}{2}"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """A row of ``users``, without its times."""

    name: str
    email: str
    phone: str | None
    city: str
    country: str
    status: str = "active"
    provider: str = "email"
    google_id: str | None = ""
    picture_url: str | None = ""


FAMOUS: dict[int, dict[str, str | None]] = {
    # The one whose columns are NULL: contract §2.3, "NULL quirk".
    1: {"name": "Vesna Mitić", "email": "vesna.mitic@example.org", "google_id": None,
        "picture_url": None},
    6: {"name": "Milica Savić", "email": "milica.savic@example.org", "phone": None},
    7: {"name": "Marko Jovanović", "email": "marko.jovanovic@example.org",
        "phone": "0671/234-567", "city": "Novi Sad", "country": "RS", "status": "active"},
    # Two addresses that differ in case only are two users to the marketplace (contract §6.1).
    30: {"name": "Đorđe Živković", "email": "djordje.zivkovic@example.org", "country": "RS"},
    31: {"name": "Ђорђе Живковић", "email": "Djordje.Zivkovic@example.org", "country": "RS"},
    # As wide as the columns allow.
    32: {"name": "Александра-Анастасия Константинопольская-Преображенская "
                 "де ла Фуэнте-и-Вильянуэва Рождественск", "city": "Горњи Милановац"},
    33: {"name": "Maksimilijana-Aleksandrina Hadžiradosavljević-Vukobratović-Čubrilović-"
                 "Stojšavljević Šćepanović",
         "email": "a.very.long.address.that.no.column.was.drawn.for@example.org"},
    42: {"name": "Ana Petrović", "email": "ana.petrovic@example.org", "phone": "+381 670 123 456",
         "city": "Beograd", "country": "RS", "status": "active", "provider": "email"},
    43: {"name": "Дарья Соколова", "email": "darya.sokolova@example.org",
         "phone": "+7 944 123-4567", "city": "Novi Sad", "country": "RU", "status": "active"},
    88: {"name": "Nikola Živković", "email": "nikola.zivkovic@example.org", "country": "RS",
         "city": "Niš", "status": "active"},
}  # fmt: skip
"""Users that the documentation and the tests speak of."""


def people(count: int, seed: int) -> Iterator[Person]:
    """Yield ``count`` people, the same ones for the same seed; e-mail addresses are unique."""
    dice = random.Random(seed)  # noqa: S311  (a demo, repeatable on purpose)
    taken = {str(known["email"]).lower() for known in FAMOUS.values() if "email" in known}
    for number in range(1, count + 1):
        drawn = _person(dice, taken, number)
        known = FAMOUS.get(number, {})
        person = replace(drawn, **known)  # type: ignore[arg-type]  # only these columns may be NULL
        yield replace(person, name=person.name[:100].strip())


def _person(dice: random.Random, taken: set[str], number: int) -> Person:
    names = dice.choice(ALPHABETS)
    is_woman = dice.random() < 0.5
    first = dice.choice(names.women if is_woman else names.men)
    last = dice.choice(names.last) + (names.womens_ending if is_woman else "")
    if is_woman and not names.womens_ending and dice.random() < 0.08:
        last = f"{last}-{dice.choice(names.last)}"
    name = f"{first} {last}"
    if names is LATIN and dice.random() < 0.1:  # typed without the marks, as many do
        name = name.replace("đ", "dj").replace("Đ", "Dj").translate(PLAIN)
    with_google = dice.random() < 0.15
    return Person(
        name=name,
        email=_email(dice, taken, first, last, number),
        phone=_phone(dice, names.country) if dice.random() < 0.88 else None,
        city=dice.choice(names.cities),
        country=names.country,
        status=dice.choices(("active", "inactive", "suspended"), (94, 4, 2))[0],
        provider="google" if with_google else "email",
        google_id=str(dice.randint(10**20, 10**21 - 1)) if with_google else "",
        picture_url=f"https://example.org/faces/{number}.png" if with_google else "",
    )


PLAIN = str.maketrans("čćšžČĆŠŽ", "ccszCCSZ")


def _email(dice: random.Random, taken: set[str], first: str, last: str, number: int) -> str:
    given, family = (word.lower().translate(ASCII) for word in (first, last))
    local = dice.choice((f"{given}.{family}", f"{given}{family}", f"{given[0]}.{family}"))
    address = f"{local}@example.org"
    if address in taken:
        address = f"{local}{number}@example.org"
    taken.add(address)
    return address


def _phone(dice: random.Random, country: str) -> str:
    prefix = dice.randint(0, 6) if country == "RS" else dice.randint(4, 8)
    ending = f"{dice.randint(0, 999):03}" if country == "RS" else f"{dice.randint(0, 9999):04}"
    return dice.choice(PHONES[country]).format(prefix, dice.randint(100, 999), ending)
