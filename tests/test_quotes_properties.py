"""Whatever the text, what the detector proposes stands where it says, in order, once.

A few hundred texts of each sort are tried, the same each time; ``PROPOS_EXAMPLES=10000`` tries
that many others.
"""

import os
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.quotes.candidates import KnownPerson
from archive.quotes.detection import find_candidates
from archive.quotes.names import Registry
from tests import golden_quotes
from tests.soundness import faults

pytestmark = pytest.mark.once

tried = settings(
    max_examples=int(os.environ.get("PROPOS_EXAMPLES", "300")),
    derandomize="PROPOS_EXAMPLES" not in os.environ,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

PEOPLE = golden_quotes.people()
REGISTRY = Registry(PEOPLE)
TEXTS = [(case.parent.name, case.read_bytes().decode()) for case in golden_quotes.cases()]
FRENCH = [text for language, text in TEXTS if language == "fr"]

# Pieces of French press, of which texts are made that nobody would print.
NAMES = ["Ysoline Quévrain", "Quévrain", "Mme Quévrain", "Théodule Marquenterre", "la maire",
         "Firmin Delacroze", "un proche de Théodule Marquenterre", "la Fédération des halles",
         "le député", "M. Brumaire", "Certains élus", "Ysoline", "elle", "Il", "on"]  # fmt: skip
CUES = ["a déclaré", "affirme", "a-t-elle dit", "dit-il", "Selon", "d’après", "pour", "accuse",
        "menace de", "se dit", "était formel", "qualifié de", "indique", "affirmant", "assure être",
        "déclarer", "a demandé si", "a promis d’", "se réjouit de", "glisse-t-on"]  # fmt: skip
WORDS = ["que", "qu’", "qui", "la halle ouvrira", "et", "mais", "rien n’est joué", "au printemps",
         "oui", "non pas encore", "prête à voter", "par", "à", "à M. Marquenterre"]  # fmt: skip
POINTS = [".", ",", ":", ";", "?", "!", "…", "-", "–", "(", ")", "\n", "\n\n", ". ", " - "]
MARKS = ["«", "»", "« ", " »", '"', "“", "”", "‘", "’", "'", "‹", "›", "„"]
ODD = ["\u00a0", "\u202f", "\r", "\r\n", "\u0301", "\u0323", "🎉", "👩\u200d👧", "🇫🇷", "\u200b",
       "\ufeff",
       "\u00ad", "\x00", "\u2028", "\u0344", "ﬁ", "İ", "ß", "e\u0301", "2017", "1 000"]  # fmt: skip

pieces = st.sampled_from([*NAMES, *CUES, *WORDS, *POINTS, *MARKS]) | st.sampled_from(ODD)
written = st.lists(
    st.tuples(pieces | st.text(max_size=5), st.sampled_from([" ", " ", " ", "", "\u00a0"])),
    max_size=40,
).map(lambda parts: "".join(piece + blank for piece, blank in parts))


@st.composite
def spoilt(draw):
    """A text of the golden files, spoilt: characters put in and taken out, blanks and forms
    changed."""
    text = "\n".join(draw(st.lists(st.sampled_from(FRENCH), min_size=1, max_size=3)))
    for piece, place in draw(
        st.lists(
            st.tuples(st.sampled_from([*ODD, *MARKS, *POINTS]), st.integers(0, 400)), max_size=8
        )
    ):
        text = text[:place] + piece + text[place:]
    for place in draw(st.lists(st.integers(0, 400), max_size=6)):
        text = text[:place] + text[place + 1 :]
    return draw(st.sampled_from(CHANGES))(text)


CHANGES = [
    lambda text: text,
    lambda text: text.replace(".", ""),
    lambda text: text.replace("»", ""),
    lambda text: text.replace("«", "").replace('"', ""),
    lambda text: text.replace(" ", "\u00a0"),
    lambda text: text.replace(" »", "\u202f»").replace("« ", "«\u202f"),
    lambda text: text.replace("\n", "\r"),
    lambda text: text.replace("\n", " "),
    lambda text: text.replace(" ", ""),
    lambda text: unicodedata.normalize("NFD", text),
    str.upper,
    str.lower,
    lambda text: text.replace("a", "a\u0301\u0323"),
    lambda text: text[len(text) // 3 :],
    lambda text: text[::-1],
]


@tried
@given(written)
def test_whatever_is_written_is_read_soundly(text):
    found = find_candidates(text, REGISTRY)
    assert not faults(text, found, PEOPLE)
    assert find_candidates(text, REGISTRY) == found


@tried
@given(spoilt())
def test_a_spoilt_text_is_read_soundly(text):
    found = find_candidates(text, REGISTRY)
    assert not faults(text, found, PEOPLE)


@tried
@given(spoilt() | written)
def test_a_text_is_read_soundly_as_english(text):
    assert not faults(text, find_candidates(text, REGISTRY, language="en"), PEOPLE)


@tried
@given(spoilt(), st.permutations(PEOPLE))
def test_the_order_of_the_registry_changes_nothing(text, people):
    assert find_candidates(text, people) == find_candidates(text, REGISTRY)


@tried
@given(spoilt())
def test_without_a_registry_nobody_is_known(text):
    found = find_candidates(text, ())
    assert not faults(text, found)
    assert all(one.speaker.person is None for one in found)


@tried
@given(st.lists(st.builds(KnownPerson, st.text(max_size=12), names=st.tuples(st.text(max_size=6)))))
def test_any_name_may_be_in_the_registry(people):
    text = "".join(f"« Nous verrons bien demain », a dit {person.name}. " for person in people)
    assert not faults(text, find_candidates(text, people), people)


# One text in several forms


def outline(text, language="fr", shown=lambda words: words):
    """What is found in a text, by its words in one form."""
    return [
        (shown(text[one.start : one.end]), one.kind, shown(one.speaker.name), one.speaker.type)
        for one in find_candidates(text, REGISTRY, language=language)
    ]


def plain(words):
    return unicodedata.normalize("NFC", words).replace("\u00a0", " ").replace("’", "'")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: text.replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
        lambda text: text.replace("’", "'"),
        lambda text: text.replace("'", "’"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: unicodedata.normalize("NFC", text),
    ],
    ids=["no-break blanks", "no-break marks", "straight", "curly", "decomposed", "composed"],
)
def test_one_text_in_another_form_is_read_the_same(change):
    differ = [
        text
        for language, text in TEXTS
        if outline(change(text), language, plain) != outline(text, language, plain)
    ]
    assert not differ


# Who must never speak

HIDDEN = [
    "« Rien n’est encore perdu », confie un proche de {name}.",
    "« Rien n’est encore perdu », souffle un ami de {name}.",
    "« Rien n’est encore perdu », dit-on dans l’entourage de {name}.",
    "« Rien n’est encore perdu », glisse-t-on dans l’entourage de {name}.",
    "Un proche de {name} a déclaré : « Rien n’est encore perdu. »",
    "Un ancien conseiller de {name} affirme que rien n’est perdu.",
    "Selon un proche de {name}, rien n’est perdu.",
    "Selon l’entourage de {name}, rien n’est perdu.",
    "Rien n’est perdu, selon un conseiller de {name}.",
    "Des soutiens de {name} assurent avoir gagné.",
    "L’entourage de {name} dénonce « une campagne de calomnies sans précédent ».",
    "Dans l’entourage de {name}, on veut y croire : « Rien n’est encore perdu. »",
    "Certains proches de {name} menacent de partir.",
    "« Rien n’est encore perdu », a lancé une collaboratrice de {name}, sous couvert d’anonymat.",
]


@pytest.mark.parametrize("sentence", HIDDEN)
@pytest.mark.parametrize("name", ["Théodule Marquenterre", "Marquenterre", "M. Marquenterre"])
@pytest.mark.parametrize("before", ["", "Théodule Marquenterre a tenu une réunion mardi. "])
def test_an_anonymous_source_is_never_the_person_it_is_close_to(sentence, name, before):
    text = before + sentence.format(name=name)
    found = [one for one in find_candidates(text, REGISTRY) if one.start >= len(before)]
    assert found
    assert all(one.speaker.person is None and not one.speaker.is_new for one in found)
