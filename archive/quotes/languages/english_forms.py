"""The forms of English verbs that newspapers use of a speaker.

Regular conjugations are generated from the lemma; irregular ones are spelt out in the table.
"""

from collections.abc import Iterator

_SIBILANTS = ("s", "sh", "ch", "x", "z")
_VOWELS = "aeiou"


def forms(lemma: str, irregular: str = "", *, is_noun: bool = False) -> Iterator[tuple[str, str]]:
    """Each form with its tense: "finite", "doubtful", "participle" or "past".

    A past that is a past participle too is "finite". Present forms that are nouns as well
    (``is_noun``) are "doubtful". ``irregular`` is "past [past participle] [| present participle]".
    """
    past, _bar, participle = (part.strip() for part in irregular.partition("|"))
    present = "doubtful" if is_noun else "finite"
    yield lemma, present
    yield _third_person(lemma), present
    yield participle or _participle(lemma), "participle"
    if not past:
        yield regular_past(lemma), "finite"
        return
    finite, *others = past.split()
    yield finite, "finite"
    yield from ((other, "past") for other in others)


def regular_past(lemma: str) -> str:
    """claim -> claimed, deny -> denied, argue -> argued."""
    if lemma.endswith("e"):
        return lemma + "d"
    return lemma[:-1] + "ied" if _ends_in_soft_y(lemma) else lemma + "ed"


def _third_person(lemma: str) -> str:
    if lemma.endswith(_SIBILANTS):
        return lemma + "es"
    return lemma[:-1] + "ies" if _ends_in_soft_y(lemma) else lemma + "s"


def _participle(lemma: str) -> str:
    is_mute = lemma.endswith("e") and not lemma.endswith(("ee", "ye"))
    return (lemma[:-1] if is_mute else lemma) + "ing"


def _ends_in_soft_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2:-1] not in _VOWELS
