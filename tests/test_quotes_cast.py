"""The cast of an article: who has which key, in one order for the whole article."""

import time

import pytest

from archive.quotes.candidates import KnownPerson
from archive.quotes.cast import Ranked, Stranger, cast_of
from archive.quotes.names import Registry
from tests import golden_quotes
from tests.growing_texts import MAKERS, ordinary

pytestmark = pytest.mark.once

PEOPLE = golden_quotes.people()
REGISTRY = Registry(PEOPLE)


def called(text, people=REGISTRY, **asked):
    return [
        one.person.name if isinstance(one, Ranked) else f"{one.name}?"
        for one in cast_of(text, people, **asked)
    ]


def words(text, one):
    return text[one.first.start : one.first.end]


def test_whoever_is_mentioned_most_comes_first():
    text = (
        "Théodule Marquenterre a visité le port. Aubin Lestrange l’attendait. "
        "Aubin Lestrange et ses amis sont repartis ; Lestrange reviendra."
    )
    assert called(text) == ["Aubin Lestrange", "Théodule Marquenterre"]


def test_whoever_speaks_comes_before_whoever_is_only_named():
    text = (
        "Théodule Marquenterre, puis Théodule Marquenterre encore, ont traversé la place. "
        "« Le port sera prêt au printemps », a déclaré Ysoline Quévrain."
    )
    assert called(text)[0] == "Ysoline Quévrain"


def test_of_two_alike_the_first_named_comes_first():
    text = "Aubin Lestrange a croisé Gaspard Villedon."
    assert called(text) == ["Aubin Lestrange", "Gaspard Villedon"]
    text = "Gaspard Villedon a croisé Aubin Lestrange."
    assert called(text) == ["Gaspard Villedon", "Aubin Lestrange"]


def test_functions_and_pronouns_count_as_mentions():
    text = (
        "Ysoline Quévrain a ouvert la séance. La maire de Valmont a salué les élus. "
        "Elle a affirmé que le budget serait voté."
    )
    (first,) = cast_of(text, REGISTRY)
    assert (first.person.name, first.count) == ("Ysoline Quévrain", 3)
    assert words(text, first) == "Ysoline Quévrain"


def test_whoever_is_named_between_marks_alone_has_a_key():
    text = "« Je n’ai pas vu Séverine Tallandray depuis mardi », a dit Ysoline Quévrain."
    assert called(text) == ["Ysoline Quévrain", "Séverine Tallandray"]


def test_somebody_whom_the_archive_knows_by_a_function_alone_has_a_key():
    text = "« Nous verrons », a répondu la maire de Valmont."
    (first,) = cast_of(text, REGISTRY)
    assert first.person.name == "Ysoline Quévrain"
    assert words(text, first) == "la maire de Valmont"


def test_a_body_of_the_archive_has_a_key():
    text = "La Fédération des halles a déclaré que rien n’était joué."
    assert called(text) == ["Fédération des halles"]


def test_strangers_stand_among_the_others_as_printed():
    text = (
        "« Rien n’est prêt », a dit Clotilde Vermorin. Clotilde Vermorin s’est tournée vers "
        "Ysoline Quévrain."
    )
    first, second = cast_of(text, REGISTRY)
    assert isinstance(first, Stranger)
    assert (first.name, words(text, first)) == ("Clotilde Vermorin", "Clotilde Vermorin")
    assert isinstance(second, Ranked)


def test_capitalised_words_that_nobody_speaks_are_no_strangers():
    assert called("Le Pont Neuf et la Grande Ourse brillaient dans la nuit.") == []


def test_all_who_bear_one_name_are_offered():
    people = [KnownPerson("Ivain Brumaire", key=1), KnownPerson("Ivain Brumaire", key=2)]
    cast = cast_of("« Non », a dit Ivain Brumaire.", people)
    assert [one.person.key for one in cast] == [1, 2]


def test_people_who_speak_together_are_counted_each():
    text = "« Nous partirons », ont déclaré Aubin Lestrange et Gaspard Villedon."
    assert called(text) == ["Aubin Lestrange", "Gaspard Villedon"]


def test_english_is_read_too():
    text = "“We shall rebuild the pier,” said Rosalind Thackwell. Edmund Varley-Stroud disagreed."
    assert called(text, language="en") == ["Rosalind Thackwell", "Edmund Varley-Stroud"]


def test_the_order_is_the_same_each_time():
    text = ordinary(10_000)
    assert cast_of(text, REGISTRY) == cast_of(text, Registry(PEOPLE))


def test_nobody_has_two_keys_and_counts_are_true():
    for case in golden_quotes.cases():
        text = case.read_bytes().decode()
        cast = cast_of(text, REGISTRY, language=case.parent.name)
        names = [one.person.name if isinstance(one, Ranked) else one.name for one in cast]
        assert len(names) == len(set(names))
        for one in cast:
            assert one.count > 0
            assert text[one.first.start : one.first.end].strip()


def test_a_text_without_anybody_has_no_cast():
    assert cast_of("", REGISTRY) == ()
    assert cast_of("Il pleut sur la jetée.", REGISTRY) == ()


def test_a_language_without_a_table_is_refused():
    with pytest.raises(ValueError, match="xx"):
        cast_of("Oui.", REGISTRY, language="xx")


@pytest.mark.parametrize("kind", ["ordinary", "many names", "pronouns of one name"])
def test_twice_the_text_takes_twice_the_time(kind):
    def seconds(text):
        begun = time.process_time()
        cast_of(text, REGISTRY)
        return time.process_time() - begun

    short, long = MAKERS[kind](12_500), MAKERS[kind](100_000)
    little, much = seconds(short), seconds(long)
    for _ in range(5):
        if much <= 2.3**3 * little:
            break
        little, much = min(little, seconds(short)), min(much, seconds(long))
    assert much <= 2.3**3 * little
