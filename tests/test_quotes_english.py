"""The second language of the detector: what English does otherwise, beside its golden files."""

import pytest

from archive.quotes.candidates import Tier
from archive.quotes.detection import find_candidates
from archive.quotes.languages import language_of
from archive.quotes.languages.english_forms import forms
from archive.quotes.names import Registry
from tests import golden_quotes
from tests.soundness import faults

pytestmark = pytest.mark.once

PEOPLE = golden_quotes.people()
REGISTRY = Registry(PEOPLE)


def read(text):
    """What is found in an English text, sound at least."""
    found = find_candidates(text, REGISTRY, language="en")
    assert not faults(text, found, PEOPLE)
    return found


def told(text):
    return [(text[one.start : one.end], one.speaker.name) for one in read(text)]


def test_a_language_without_a_table_is_refused():
    with pytest.raises(ValueError, match="no table for the language “de”"):
        find_candidates("„Ja“, sagte sie.", REGISTRY, language="de")


def test_each_language_reads_only_its_own_words():
    english, french = "Thackwell said that it was over.", "Quévrain a dit que tout va bien."
    assert told(english)
    assert not find_candidates(english, REGISTRY, language="fr")
    assert not read(french)


# Who must never speak

HIDDEN = [
    "“Nothing is lost yet,” an aide to {name} said.",
    "“Nothing is lost yet,” said a friend of {name}.",
    "“Nothing is lost yet,” one of {name}’s advisers said.",
    "“Nothing is lost yet,” {name}’s spokesman said.",
    "Sources close to {name} said that nothing was lost.",
    "Allies of {name} insist nothing is lost.",
    "A person close to {name} told reporters nothing was lost.",
    "A spokesman for the harbour minister {name} said that nothing was lost.",
    "An aide to minister {name} denounced “a campaign of lies without precedent”.",
    "According to a source close to {name}, nothing is lost yet.",
    "Nothing is lost yet, according to people familiar with the plans of {name}.",
    "{name}’s camp accuses the board of hiding the accounts.",
    "Those close to {name} insist that nothing is lost.",
    "An aide who works for {name} said that nothing was lost.",
    "“Nothing is lost yet,” said one person who had spoken to {name}.",
    "The lawyer for {name} said nothing was lost.",
    "Supporters of {name} threatened to leave the hall.",
]


@pytest.mark.parametrize("sentence", HIDDEN)
@pytest.mark.parametrize("name", ["Rosalind Thackwell", "Thackwell", "Ms. Thackwell"])
@pytest.mark.parametrize("before", ["", "Rosalind Thackwell, the minister, met them on Tuesday. "])
def test_an_anonymous_source_is_never_the_person_it_is_close_to(sentence, name, before):
    text = before + sentence.format(name=name)
    found = [one for one in read(text) if one.start >= len(before)]
    assert found
    assert all(one.speaker.person is None and not one.speaker.is_new for one in found)


@pytest.mark.parametrize(
    "source",
    ["a spokesman for the harbour minister Rosalind Thackwell", "an aide to Rosalind Thackwell"],
)
def test_whoever_speaks_for_somebody_is_not_them_later_either(source):
    noun = source.split()[1]
    text = f"“It is over,” {source} said. The {noun} added that nobody was hurt."
    assert [one.speaker.person for one in read(text)] == [None, None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Un proche du maire Théodule Marquenterre affirme que rien n’est perdu.",
        "Un conseiller de la ministre Maëlys Corbenoy a dit que rien n’est perdu.",
        "Selon un proche du ministre Aubin Lestrange, rien n’est perdu.",
    ],
)
def test_an_office_between_a_source_and_a_name_hides_nobody_less_in_french(sentence):
    (found,) = find_candidates(sentence, REGISTRY)
    assert found.speaker.type == "anonymous"


# Words and marks


@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_a_possessive_does_not_break_a_name(apostrophe):
    text = f"“Thackwell{apostrophe}s plan is dead,” said Edmund Varley-Stroud."
    (found,) = read(text)
    assert [target.mention for target in found.targets] == ["Thackwell"]


def test_a_contracted_negation_is_one():
    assert told("Rosalind Thackwell didn’t say that the hall would open.") == []


def test_a_question_and_its_tag_are_one_sentence():
    assert told("“Who will pay?” Rosalind Thackwell asked.") == [
        ("“Who will pay?”", "Rosalind Thackwell")
    ]


def test_a_question_before_another_sentence_is_not_its_speakers():
    (found,) = read("“Who will pay for it then?” The council has asked for a report.")
    assert found.confidence == Tier.LOW


def test_the_words_after_a_verb_are_its_own_not_those_before():
    assert told("In the old hall on Monday, Rosalind Thackwell said the works were over.") == [
        ("the works were over", "Rosalind Thackwell")
    ]


def test_whoever_is_told_is_not_what_is_said():
    assert told("Rosalind Thackwell told the council on Monday the works were over.") == [
        ("the works were over", "Rosalind Thackwell")
    ]


def test_single_marks_are_apostrophes():
    """A limit: British newspapers that quote between single marks are not read."""
    assert told("‘We will open the hall in the spring,’ said Rosalind Thackwell.") == []


# Verbs


@pytest.mark.parametrize(
    ("verb", "third", "past", "participle"),
    [
        ("claim", "claims", "claimed", "claiming"),
        ("argue", "argues", "argued", "arguing"),
        ("deny", "denies", "denied", "denying"),
        ("say", "says", "said", "saying"),
        ("stress", "stresses", "stressed", "stressing"),
        ("admit", "admits", "admitted", "admitting"),
        ("agree", "agrees", "agreed", "agreeing"),
    ],
)
def test_forms_of_verbs(verb, third, past, participle):
    cues = language_of("en").cues
    assert {verb, third, past, participle} <= {
        form for form, cue in cues.items() if cue.lemma == verb
    }


def test_a_past_participle_of_its_own_is_no_finite_form():
    assert dict(forms("write", "wrote written"))["written"] == "past"


def test_present_forms_that_are_nouns_need_a_clear_subject():
    assert told("Thackwell claims that the hall is safe.") == [
        ("that the hall is safe", "Rosalind Thackwell")
    ]
    assert told("The new claims that the hall is safe did not help.") == []


def test_there_are_verbs_enough():
    assert len({cue.lemma for cue in language_of("en").cues.values()}) >= 120
