"""Forty quotations of one article and nine corrections of it, each with where the words are due.

The article is the project's own, about people who do not exist: emoji, decomposed accents,
no-break spaces, words that stand several times, and words that are nearly those of others. What is
due is known by construction: an edit replaces stretches whose places are known.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.quotes.anchoring import Span

ARTICLE = (
    Path(__file__).parent.joinpath("golden/reanchoring/article.txt").read_text(encoding="utf-8")
)
NBSP, NARROW = "\u00a0", "\u202f"


def nfd(words: str) -> str:
    return unicodedata.normalize("NFD", words)


# The words, and which of the places where they stand is meant.
QUOTED: list[tuple[str, int]] = [
    ("Nous ouvrirons la halle au printemps", 0),
    (f"Rendez-vous dimanche{NARROW}!", 0),
    ("Nous ouvrirons la halle au printemps, disait-elle déjà l’an dernier", 0),
    ("n’en croit pas un mot", 0),
    ("C’est un mensonge", 0),
    (
        "que les travaux coûteront trois fois le prix annoncé et qu’aucune entreprise n’a répondu "
        "à l’appel d’offres",
        0,
    ),
    ("C’est un mensonge", 1),
    ("On nous parle d’un marché, on nous livre un parking", 0),
    ("perdu le fil", 0),
    ("le calendrier est intenable", 0),
    (f"concède que «{NBSP}le calendrier est intenable{NBSP}»", 0),
    ("qu’elle la recevra", 0),
    ("Elle a raison de s’inquiéter, mais elle se trompe de colère 👩‍🚒", 0),
    ("Le parking aura 120 places, pas une de plus.", 0),
    ("que le budget ne bougera pas", 0),
    ("Pas un centime de plus", 0),
    ("pas un", 2),
    ("Chez nous, la halle a ouvert en six mois", 0),
    (f"Rendez-vous dimanche{NARROW}!", 1),
    ("aurait dû demander conseil", 0),
    (f"Ysoline Quévrain «{NBSP}aurait dû demander conseil{NBSP}»", 0),
    ("suivra le dossier de près", 0),
    ("d’autres chats à fouetter", 0),
    ("Vive la halle 🇫🇷", 0),
    (f"Que les habitants {nfd('décident')}, et qu’on n’en parle plus", 0),
    (f"a demandé un {nfd('référendum')}", 0),
    ("que la question soit claire", 0),
    ("Oui ou non, ce n’est pas compliqué", 0),
    ("Une halle n’est pas un plébiscite.", 0),
    ("Nous ouvrirons la halle à l’automne", 0),
    (f"que ce papier est {nfd('périmé')}", 0),
    (f"Je maintiens{NBSP}: au printemps", 0),
    ("que le chantier a été voté à l’unanimité", 0),
    ("On verra bien qui rira", 0),
    ("Rira bien qui rira", 0),
    ("Qu’on nous dise seulement une date, et qu’on s’y tienne", 0),
    ("Le reste, on s’en arrange depuis toujours.", 0),
    (f"Rendez-nous la place{NARROW}!", 0),
    (nfd("ému aux larmes"), 0),
    ("C’est un mensonge", 2),
]


def place(words: str, number: int) -> Span:
    starts = [found.start() for found in re.finditer(re.escape(words), ARTICLE)]
    return Span(starts[number], starts[number] + len(words))


SPANS = [place(*one) for one in QUOTED]


@dataclass(frozen=True, slots=True)
class Change:
    """``ARTICLE[start:end]`` becomes ``now``."""

    start: int
    end: int
    now: str


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction of the article: its new text, and for each span where it is, None when gone."""

    name: str
    new: str
    due: list[Span | None]


def applied(name: str, changes: Sequence[Change]) -> Edit:
    changes = sorted(changes, key=lambda change: change.start)
    pieces, at = [], 0
    for change in changes:
        pieces += [ARTICLE[at : change.start], change.now]
        at = change.end
    new = "".join([*pieces, ARTICLE[at:]])
    return Edit(name, new, [carried(span, changes) for span in SPANS])


def carried(span: Span, changes: Sequence[Change]) -> Span | None:
    start, end = span.start, span.end
    for change in changes:
        longer = len(change.now) - (change.end - change.start)
        if change.start <= span.start and change.end >= span.end and not change.now:
            return None
        if change.end <= span.start:
            start, end = start + longer, end + longer
        elif change.start < span.end:
            assert span.start <= change.start and change.end <= span.end
            end += longer
    return Span(start, end)


def everywhere(pattern: str, now: Callable[[str], str]) -> list[Change]:
    return [
        Change(found.start(), found.end(), now(found[0]))
        for found in re.finditer(pattern, ARTICLE)
        if now(found[0]) != found[0]
    ]


CORRECTIONS = {
    "disait-elle déjà l’an dernier": "disait-elle encore l’an dernier",
    "coûteront trois fois": "coûteraient trois fois",
    "aura 120 places": "aura 130 places",
    "en six mois": "en huit mois",
    "seulement une date": "au moins une date",
}


def corrections() -> list[Change]:
    return [
        Change(ARTICLE.index(was), ARTICLE.index(was) + len(was), now)
        for was, now in CORRECTIONS.items()
    ]


def paragraph(number: int) -> Span:
    """The paragraph of this number, with the blank line after it."""
    start = 0
    for _ in range(number):
        start = ARTICLE.index("\n\n", start) + 2
    return Span(start, ARTICLE.index("\n\n", start) + 2)


def deleted() -> Edit:
    """Aglaé Boisrobert's paragraph goes; « C’est un mensonge » stands twice elsewhere."""
    gone = paragraph(3)
    return applied("paragraph deleted", [Change(gone.start, gone.end, "")])


def moved() -> Edit:
    """The mayor's answer goes two paragraphs down."""
    here, there = paragraph(4), paragraph(6)
    words = ARTICLE[here.start : here.end]
    new = ARTICLE[: here.start] + ARTICLE[here.end : there.end] + words + ARTICLE[there.end :]

    def due(span: Span) -> Span:
        if here.start <= span.start and span.end <= here.end:
            shift = there.end - here.end
        elif here.end <= span.start < there.end:
            shift = -len(words)
        else:
            shift = 0
        return Span(span.start + shift, span.end + shift)

    return Edit("paragraph moved", new, [due(span) for span in SPANS])


def random_words(number: int = 40, seed: int = 20260712) -> Edit:
    """So many words replaced, each by one that is nowhere in the article."""
    chance = random.Random(seed)
    words = list(re.finditer(r"\b\w{4,}\b", ARTICLE))
    chosen = chance.sample(words, number)
    edges = {edge for span in SPANS for edge in (span.start, span.end)}
    changes = [
        Change(found.start(), found.end(), f"zu{chance.choice('bdfgklm')}ar{rank}o")
        for rank, found in enumerate(chosen)
        if not any(found.start() < edge < found.end() for edge in edges)
    ]
    assert len(changes) == number
    return applied("40 random words", changes)


EDITS = [
    applied("none", []),
    applied("paragraph on top", [Change(0, 0, "Rectificatif. La halle ouvrira en mai.\n\n")]),
    applied("5 corrections", corrections()),
    applied("no-break spaces", everywhere(f"[{NBSP}{NARROW}]", lambda _: " ")),
    applied("apostrophes", everywhere("’", lambda _: "'")),
    applied(
        "composed", everywhere(r"\w[\u0300-\u036f]+", lambda w: unicodedata.normalize("NFC", w))
    ),
    deleted(),
    moved(),
    random_words(),
]
