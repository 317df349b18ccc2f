"""The forms of French verbs that newspapers use of a speaker: third persons and participles.

Regular conjugations are generated from the lemma; irregular ones are spelt out in the table.
"""

from collections.abc import Iterator

_SOFT = {"c": "ç", "g": "ge"}  # before a and o: annonça, exigea
# Stems whose e or é opens before a mute e; the others in -eler and -eter double their consonant.
_OPENING_E = ("mart", "rév", "cél", "harc", "pel", "gel")


def forms(lemma: str, irregular: str = "") -> Iterator[tuple[str, str]]:
    """Each form with its tense: "finite", "participle", "past" or "infinitive".

    ``irregular`` spells out finite forms, then "| present participle | past participle".
    """
    yield lemma, "infinitive"
    if irregular:
        finite, participle, past = (part.split() for part in irregular.split("|"))
        yield from ((form, "finite") for form in finite)
        futures = [form[:-1] for form in finite if form.endswith("ra")]
        for stem in futures:
            yield from ((stem + ending, "finite") for ending in ("ont", "ait", "aient"))
        yield from ((form, "participle") for form in participle)
        for form in past:
            yield from _agreeing(form)
    elif lemma.endswith("er"):
        yield from _first_group(lemma[:-2])
    else:
        yield from _second_group(lemma[:-2])


def _agreeing(past: str) -> Iterator[tuple[str, str]]:
    yield past, "past"
    yield past + "e", "past"
    yield past if past.endswith("s") else past + "s", "past"
    yield past + "es", "past"


def _first_group(stem: str) -> Iterator[tuple[str, str]]:
    soft = stem[:-1] + _SOFT[stem[-1]] if stem[-1] in _SOFT else stem
    mute = _before_mute_e(stem)
    for ending in ("e", "ent"):
        yield mute + ending, "finite"
    for ending in ("ait", "aient", "a"):
        yield soft + ending, "finite"
    yield stem + "èrent", "finite"
    future = mute if mute[-2:] not in ("èr",) else stem
    for ending in ("era", "eront", "erait", "eraient"):
        yield future + ending, "finite"
    yield soft + "ant", "participle"
    yield from _agreeing(stem + "é")


def _before_mute_e(stem: str) -> str:
    """appel -> appell, répét -> répèt, martel -> martèl, balay -> balai."""
    if stem.endswith(("ay", "oy", "uy")):
        return stem[:-1] + "i"
    if (len(stem) > 2 and stem[-2] == "é") or (
        stem[-3:-2] == "é" and stem[-2:] in ("gr", "gn", "br", "gu")
    ):
        at = stem.rindex("é")
        return f"{stem[:at]}è{stem[at + 1 :]}"
    if stem.endswith(("el", "et", "en", "ev", "em")):
        if stem.endswith(("el", "et")) and not stem.startswith(_OPENING_E):
            return stem + stem[-1]
        return f"{stem[:-2]}è{stem[-1]}"
    return stem


def _second_group(stem: str) -> Iterator[tuple[str, str]]:
    for ending in ("it", "issent", "issait", "issaient", "irent", "ira", "iront", "irait"):
        yield stem + ending, "finite"
    yield stem + "issant", "participle"
    yield from _agreeing(stem + "i")
