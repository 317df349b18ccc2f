"""Who and what the statements of a measured archive name: invented people, outlets, topics, places.

A few are named very often and most of them seldom, as in print. Pure: no database.
"""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Final

from benchmarks.french import families, zipf

PEOPLE, OUTLETS, TOPICS, ROLES, PLACES = 20_000, 40, 150, 300, 60
# The first of 20,000 has 3 % of the statements; so have the first outlet 9 %, the first topic 5 %.
FLATNESS_OF_PEOPLE, FLATNESS_OF_OUTLETS, FLATNESS_OF_TOPICS = 2.4, 3.0, 4.0
FIRST_DAY, YEARS = date(1995, 1, 1), 30
LAST_OLD_YEAR = 2003

FIRST_NAMES: Final = [
    "Adèle", "Agathe", "Alix", "Anselme", "Armand", "Aurèle", "Bérénice", "Blaise", "Camille",
    "Célestin", "Clémence", "Colette", "Damien", "Delphine", "Édith", "Éloi", "Émile",
    "Estelle", "Fabien", "Faustine", "Félix", "Firmin", "Gaëlle", "Gaspard", "Gisèle",
    "Hélène", "Hortense", "Hugo", "Inès", "Irénée", "Jeanne", "Joël", "Judith", "Jules",
    "Léonie", "Lucien", "Maëlle", "Marceline", "Mathurin", "Maxence", "Mélanie", "Modeste",
    "Noé", "Noémie", "Octave", "Odile", "Pauline", "Prosper", "Quentin", "Raphaëlle",
    "Renaud", "Rosalie", "Sabine", "Séverin", "Solène", "Théa", "Théodule", "Ursule",
    "Valère", "Violette", "Yann", "Ysoline", "Zélie",
]  # fmt: skip
HEADS: Final = [
    "Aub", "Bar", "Brocq", "Cast", "Charv", "Cour", "Delm", "Dour", "Esp", "Falv", "Font",
    "Gauv", "Grim", "Hauv", "Jarn", "Kerv", "Lamb", "Lourm", "Marq", "Mauv", "Montr", "Noirv",
    "Orv", "Pell", "Quill", "Rouv", "Sauv", "Tourm", "Vald", "Verq",
]  # fmt: skip
MIDDLES: Final = [
    "a", "an", "ar", "e", "el", "en", "er", "i", "in", "o", "ol", "on", "ou", "u", "é",
]  # fmt: skip
TAILS: Final = [
    "bert", "bois", "chard", "court", "dier", "dron", "fosse", "gnac", "lin", "mont", "net",
    "nier", "quin", "rand", "reau", "ric", "tard", "val", "vel", "ville", "zac",
]  # fmt: skip
TITLES: Final = (
    "maire", "députée", "député", "sénatrice", "présidente du conseil régional", "porte-parole",
    "conseiller municipal", "directrice de campagne", "secrétaire générale", "préfet",
    "rapporteuse du budget", "ministre déléguée", "délégué syndical", "présidente de la métropole",
    "avocat",
)  # fmt: skip
FORMS_OF_TITLES: Final = (
    "Gazette", "Courrier", "Dépêche", "Écho", "Journal", "Radio", "Tribune", "Quotidien",
)  # fmt: skip


def cumulative(number: int, flatness: float) -> list[float]:
    return list(accumulate(zipf(number, flatness)))


@cache
def places() -> list[str]:
    chosen = random.Random("places")  # noqa: S311  no secret
    found: dict[str, None] = {}
    while len(found) < PLACES:
        found[f"{chosen.choice(HEADS)}{chosen.choice(MIDDLES)}{chosen.choice(TAILS)}-sur-"
              f"{chosen.choice(HEADS)}e"] = None  # fmt: skip
    return list(found)


@cache
def roles() -> list[str]:
    titles = [TITLES[(n + n // PLACES) % len(TITLES)] for n in range(ROLES)]
    return [f"{title} de {places()[n % PLACES]}" for n, title in enumerate(titles)]


@cache
def outlets() -> list[str]:
    return [f"{FORMS_OF_TITLES[n % len(FORMS_OF_TITLES)]} de {place}"
            for n, place in enumerate(places()[:OUTLETS])]  # fmt: skip


@cache
def topics() -> list[str]:
    """Two invented words each."""
    return [f"{families()[n * 3][0]} {families()[n * 5 + 1][0]}" for n in range(TOPICS)]


@cache
def people(number: int = PEOPLE) -> list[str]:
    """The names, all different, of whom the first is quoted most."""
    chosen = random.Random("people")  # noqa: S311  no secret
    found: dict[str, None] = {}
    while len(found) < number:
        last = chosen.choice(HEADS) + chosen.choice(MIDDLES) + chosen.choice(TAILS)
        particle = chosen.choices(("", "Le ", "de "), (90, 5, 5))[0]
        found[f"{chosen.choice(FIRST_NAMES)} {particle}{last}"] = None
    return list(found)


class Draw:
    """Draws from ranks as frequent as Zipf's law says: 0 is the commonest."""

    def __init__(self, number: int, flatness: float, order: Sequence[int] | None = None) -> None:
        self.ranks = order or range(number)
        self.sums = cumulative(number, flatness)

    def one(self, chosen: random.Random) -> int:
        return chosen.choices(self.ranks, cum_weights=self.sums)[0]


def spoken_about(number: int = PEOPLE) -> list[int]:
    """The people in the order in which they are spoken about, which is not that of who speaks."""
    order = list(range(number))
    random.Random("targets").shuffle(order)  # noqa: S311  no secret
    return order


def favourite(speaker: int, chosen: random.Random, number: int = PEOPLE) -> int:
    """One of the five people about whom this one speaks again and again."""
    return (speaker * 7_919 + 1 + chosen.choices(range(5), (8, 4, 2, 1, 1))[0] * 104_729) % number


def day(chosen: random.Random) -> date:
    """A day of thirty years, twice as likely at the end as in the middle."""
    return FIRST_DAY + timedelta(days=int(chosen.random() ** 0.5 * YEARS * 365.25))


def written(day: date, chosen: random.Random) -> str:
    """The day as it is known: a month for one in five, a year for one in twenty."""
    return day.isoformat()[: chosen.choices((10, 7, 4), (75, 20, 5))[0]]
