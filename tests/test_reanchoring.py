"""Quotations follow their article's corrections, or wait for a person: none is ever guessed."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.quotes.anchoring import BadSpan, Span
from archive.quotes.reanchoring import Fate, Outcome, Reanchoring, outcomes
from archive.quotes.text import cuts_cluster, cuts_word
from tests.reanchoring_cases import ARTICLE, EDITS, QUOTED, SPANS, Edit, random_words

pytestmark = pytest.mark.once

LEAST_RIGHT = 358


def judged(edit: Edit) -> list[tuple[Outcome, Span | None]]:
    return list(zip(outcomes(ARTICLE, edit.new, SPANS), edit.due, strict=True))


def wrongly_placed(edit: Edit) -> list[str]:
    """What is said to be somewhere and is elsewhere: kept, it would be wrong in silence."""
    return [
        f"{edit.name}: {one.was!r} is not {one.now!r}"
        for one, due in judged(edit)
        if one.new is not None and one.new != due
    ]


def test_there_are_forty_quotations_and_nine_corrections():
    assert 3_300 < len(ARTICLE) < 3_600
    assert len(SPANS) == len(set(SPANS)) == 40
    assert len(EDITS) == 9
    assert [ARTICLE[span.start : span.end] for span in SPANS] == [words for words, _n in QUOTED]


def test_of_360_cases_at_least_358_are_right():
    right = sum(one.new == due for edit in EDITS for one, due in judged(edit))
    assert right >= LEAST_RIGHT


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_none_is_wrong(edit):
    assert not wrongly_placed(edit)


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.name)
def test_kept_words_are_the_very_words(edit):
    for one, _due in judged(edit):
        assert one.is_kept == (one.new is not None and one.was == one.now)


@pytest.mark.parametrize("seed", range(30))
def test_no_choice_of_random_words_leads_anybody_astray(seed):
    assert not wrongly_placed(random_words(seed=seed))


def fates(name: str) -> list[Fate]:
    edit = next(one for one in EDITS if one.name == name)
    return [one.fate for one, _due in judged(edit)]


@pytest.mark.parametrize("name", ["none", "paragraph on top", "paragraph moved"])
def test_words_that_nobody_touched_are_kept(name):
    assert set(fates(name)) == {Fate.KEPT}


def test_words_that_were_corrected_are_moved_and_told():
    edit = next(one for one in EDITS if one.name == "5 corrections")
    moved = [one for one, _due in judged(edit) if one.is_moved]
    assert len(moved) == 5
    assert (
        "Chez nous, la halle a ouvert en six mois",
        "Chez nous, la halle a ouvert en huit mois",
    ) in [(one.was, one.now) for one in moved]


@pytest.mark.parametrize("name", ["no-break spaces", "apostrophes", "composed"])
def test_typography_is_a_change_of_words_and_says_that_it_is_no_more(name):
    edit = next(one for one in EDITS if one.name == name)
    moved = [one for one, _due in judged(edit) if one.is_moved]
    assert moved
    assert all(one.is_typography for one in moved)


def test_words_that_went_with_their_paragraph_are_not_given_to_their_likes():
    edit = next(one for one in EDITS if one.name == "paragraph deleted")
    gone = [one for one, due in judged(edit) if due is None]
    assert len(gone) >= 3
    assert all(one.is_orphan for one in gone)
    # They stand twice more: no place is proposed.
    assert next(one for one in gone if one.was == "C’est un mensonge").proposed is None


# --- Traps ------------------------------------------------------------------------------------


def became(old: str, new: str, words: str, number: int = 0) -> Outcome:
    start = -1
    for _ in range(number + 1):
        start = old.index(words, start + 1)
    return Reanchoring(old, new).outcome(Span(start, start + len(words)))


NEIGHBOURS = (
    "La maire a parlé la première. « Nous verrons bien », a-t-elle dit au conseil.\n\n"
    "Son opposant a parlé après elle. « Nous verrons bien », a-t-il dit aux journalistes.\n"
)


def test_a_lone_occurrence_elsewhere_is_proposed_and_not_taken():
    new = NEIGHBOURS.split("\n\n")[1]
    one = became(NEIGHBOURS, new, "Nous verrons bien")
    assert one.is_orphan
    assert new[one.proposed.start : one.proposed.end] == "Nous verrons bien"


def test_the_neighbour_keeps_its_words_when_both_paragraphs_are_edited():
    new = "L’opposant a parlé après elle. « Nous verrons bien », a-t-il dit aux journalistes.\n"
    assert became(NEIGHBOURS, new, "Nous verrons bien", 0).is_orphan
    kept = became(NEIGHBOURS, new, "Nous verrons bien", 1)
    assert kept.is_kept
    assert kept.new.start == new.index("Nous")


def test_one_of_two_words_alike_goes_and_the_other_stays():
    old = "Oui, dit Paul. Non, dit Anne. Oui, dit Luce. Peut-être, dit Jean."
    new = "Non, dit Anne. Oui, dit Luce. Peut-être, dit Jean."
    assert became(old, new, "Oui", 0).is_orphan
    assert became(old, new, "Oui", 1).new == Span(15, 18)


def test_a_paragraph_cut_in_two_keeps_its_quotations():
    old = "Il a plu. « Nous partons », dit Ysoline. Le vent se lève. « Restons », dit Aglaé.\n"
    new = old.replace(" Le vent", "\n\nLe vent")
    assert [became(old, new, words).fate for words in ("Nous partons", "Restons")] == ["kept"] * 2


def test_two_paragraphs_made_one_keep_their_quotations():
    old = "Il a plu. « Nous partons », dit Ysoline.\n\nLe vent se lève. « Restons », dit Aglaé.\n"
    new = old.replace("\n\n", " ")
    assert [became(old, new, words).fate for words in ("Nous partons", "Restons")] == ["kept"] * 2


@pytest.mark.parametrize(
    ("was", "now", "words", "due"),
    [
        ("« Nous partons demain »", "“On partira demain”", "Nous partons demain",
         "On partira demain"),
        ("« Nous partons demain »", "“Nous partirons demain”", "Nous partons demain",
         "Nous partirons demain"),
        ("« Nous partons demain »", "« On part demain »", "Nous partons demain", "On part demain"),
        ("« La halle ouvre »", "« La halle rouvre »", "La halle ouvre", "La halle rouvre"),
        ("« La halle »", "« La halles »", "La halle", "La halles"),
        ("« Bravo 👩 »", "« Bravo 👩‍🚒 »", "Bravo 👩", "Bravo 👩‍🚒"),
        ("« Je dis qu »", "« Je dis qu’elle »", "Je dis qu", "Je dis qu’elle"),
        ("« Le cafe\u0301 ferme »", "« Le café ferme »", "Le cafe\u0301 ferme", "Le café ferme"),
    ],
)  # fmt: skip
def test_the_ends_of_corrected_words_are_those_of_the_quotation(was, now, words, due):
    frame = "Ce jour-là, devant tout le monde, elle déclare : {}, et le public applaudit debout.\n"
    old, new = frame.format(was), frame.format(now)
    one = became(old, new, words)
    assert one.now == due


def test_words_rewritten_from_end_to_end_are_an_orphan():
    old = "Elle l’a dit hier à la mairie : « Nous ouvrirons la halle au printemps », devant tous."
    new = old.replace("Nous ouvrirons la halle au printemps", "Rien ne se décidera cette année")
    assert became(old, new, "Nous ouvrirons la halle au printemps").is_orphan


@pytest.mark.parametrize("ends", [(-1, 3), (3, 3), (5, 2), (0, 99)])
def test_a_stretch_that_is_none_is_refused(ends):
    with pytest.raises(BadSpan):
        Reanchoring("Un texte.", "Un texte.").outcome(Span(*ends))


# --- Whatever the texts -----------------------------------------------------------------------

LETTERS = "ab é’'«» \n\u00a0\u0301\u200d👩🚒🇫🇷\u00ad."
ANY_TEXT = st.text(alphabet=LETTERS, min_size=1, max_size=60) | st.text(min_size=1, max_size=60)


def is_whole(text: str, span: Span) -> bool:
    ends = (span.start, span.end)
    return not any(cuts_cluster(text, end) or cuts_word(text, end) for end in ends)


@settings(max_examples=400, deadline=None)
@given(old=ANY_TEXT, new=ANY_TEXT, ends=st.tuples(st.integers(0, 59), st.integers(1, 60)))
def test_no_text_breaks_the_promises(old, new, ends):
    start = min(ends[0], len(old) - 1)
    span = Span(start, max(start + 1, min(ends[1], len(old))))
    one = Reanchoring(old, new).outcome(span)
    assert one.was == old[span.start : span.end]
    assert (one.new is None) == one.is_orphan
    for place in (one.new, one.proposed):
        if place is not None:
            assert 0 <= place.start < place.end <= len(new)
            assert is_whole(new, place)
    if one.new is not None:
        assert one.now == new[one.new.start : one.new.end]
        assert one.is_kept == (one.now == one.was)
    if one.proposed is not None:
        assert new[one.proposed.start : one.proposed.end] == one.was


@st.composite
def edited_texts(draw):
    """A text whose words are all different, edits of single words, and what they leave alone."""
    paragraphs = draw(st.lists(st.integers(3, 12), min_size=1, max_size=6))
    words = iter(range(10_000))
    old = [[f"mot{next(words)}" for _ in range(length)] for length in paragraphs]
    new = [
        [draw(st.sampled_from([word] * 5 + ["", "neuf", f"{word}s"])) for word in line]
        for line in old
    ]
    on_top = draw(st.sampled_from([[], [["préambule"]]]))
    return old, [*on_top, *new]


@settings(max_examples=200, deadline=None)
@given(edited_texts())
def test_words_outside_all_edits_are_kept_where_they_are(texts):
    old, new = ("\n\n".join(" ".join(line) for line in lines) for lines in texts)
    change = Reanchoring(old, new)
    for line in texts[0]:
        for word in line:
            start = f" {old} ".replace("\n", " ").index(f" {word} ")
            one = change.outcome(Span(start, start + len(word)))
            at = f" {new} ".replace("\n", " ").find(f" {word} ")
            if at >= 0:
                assert one.is_kept, word
                assert one.new == Span(at, at + len(word))
            else:
                assert not one.is_kept


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(1, 60))
def test_the_article_survives_any_number_of_random_words(chance, number):
    assert not wrongly_placed(random_words(number, chance.randrange(10**9)))


# --- Time -------------------------------------------------------------------------------------


def seconds(old: str, new: str, spans: list[Span]) -> float:
    began = time.perf_counter()
    outcomes(old, new, spans)
    return time.perf_counter() - began


def long_text(length: int) -> str:
    chance = random.Random(7)
    words = [
        "halle",
        "maire",
        "marché",
        "conseil",
        "budget",
        "dit",
        "que",
        "la",
        "le",
        "et",
        "«",
        "»",
    ]
    made: list[str] = []
    size = 0
    while size < length:
        made.append(
            chance.choice(words) if chance.random() < 0.8 else f"mot{chance.randrange(5000)}"
        )
        if chance.random() < 0.02:
            made[-1] += ".\n\n"
        size += len(made[-1]) + 1
    return " ".join(made)


def spread(text: str, number: int) -> list[Span]:
    step = len(text) // number
    return [Span(at, min(at + 80, len(text))) for at in range(0, step * number, step)]


def corrected(text: str, number: int) -> str:
    chance = random.Random(11)
    words = text.split(" ")
    for at in chance.sample(range(len(words)), number):
        words[at] = f"corrigé{at}"
    return " ".join(words)


def test_183_quotations_in_20_kilobytes_take_no_time():
    old = long_text(20_000)
    assert min(seconds(old, corrected(old, 60), spread(old, 183)) for _ in range(3)) < 0.3


def test_200_kilobytes_corrected_everywhere_are_compared_in_seconds():
    old = long_text(200_000)
    assert seconds(old, corrected(old, 2_000), spread(old, 183)) < 6


HOSTILE = {
    "one letter": ("a" * 200_000, "a" * 199_999 + "b"),
    "blank lines": ("\n" * 200_000, "\n" * 199_000 + "a"),
    "the same line": ("oui\n" * 50_000, "x\n" + "oui\n" * 49_000 + "y"),
    "two lines that alternate": ("a\nb\n" * 50_000, "b\na\n" * 50_000 + "c"),
    "two words that alternate": ("a b " * 50_000 + "x", "y" + "b a " * 50_000),
    "nothing in common": ("a b " * 50_000, "c d " * 50_000),
    "marks": ("e" + "\u0301" * 200_000 + " a", "e" + "\u0301" * 199_000 + " b"),
    "nothing printed": ("a\u00ad" * 100_000, "\u00ada" * 100_000),
    "marks and nothing": ("\u0301\u00ad" * 100_000, "\u00ad\u0301" * 100_000),
    "turned round": (
        "\n".join(f"ligne {n}" for n in range(20_000)),
        "\n".join(f"ligne {n}" for n in reversed(range(20_000))),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_compared_in_seconds(name):
    old, new = HOSTILE[name]
    assert seconds(old, new, spread(old, 40)) < 15
