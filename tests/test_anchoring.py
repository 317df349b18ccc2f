"""Finding the words of a quotation in the printed text, and holding them there."""

import hashlib
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from archive.quotes.anchoring import (
    CONTEXT,
    BadSpan,
    Span,
    anchor,
    context,
    find,
    nearest,
    sha256_of,
    trim,
)
from archive.quotes.text import (
    cuts_cluster,
    cuts_word,
    fold,
    fold_bare,
    folded,
    folded_bare,
    occurrences,
)

pytestmark = pytest.mark.once

ARTICLE = (
    "Réunie à Bray-les-Eaux, Ada Quenneville n’a pas mâché ses mots\u202f: «\u00a0Il faudra bien "
    'qu’elle fasse un geste\u00a0!\u00a0»\n\nLe maire, lui, répond\u00a0: "Rien n\'est acté… "Rien'
    ' du tout."\n\nAu cœur du port, elle relit sa lettre.'
)

# Pieces of French pages: blanks of all kinds, both apostrophes, NFD accents, emoji, CR.
PIECES = st.sampled_from(
    [
        *("elle", "qu’elle", "qu'", "été", "e\u0301te\u0301", "Cœur", "ÇA", "1er", "l’", "à"),
        *(" ", " ", " ", "\u00a0", "\u202f", "\r\n", "\r", "\n\n", "\u00ad", "\u200b"),
        *("«", "»", "“", "”", '"', "‘", "…", "...", "—", "-", "!", "?", ":", ".", ","),
        *("👩\u200d👩\u200d👧", "👍🏽", "🇫🇷", "❤\ufe0f", "1\ufe0f\u20e3", "a\u0323\u0302"),
    ]
)
texts = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))


def found(text: str, words: str) -> list[str]:
    return [text[span.start : span.end] for span in find(text, words)]


def seconds(work: Callable[[], object]) -> float:
    """The shortest of five runs: the one that was disturbed the least."""
    times = []
    for _ in range(5):
        began = time.process_time()
        work()
        times.append(time.process_time() - began)
    return min(times)


# --- anchors ---


def test_an_anchor_holds_the_words_their_place_and_what_stands_around():
    text = "x" * 50 + "les mots" + "y" * 10
    made = anchor(text, 50, 58)
    assert (made.start, made.end, made.exact) == (50, 58, "les mots")
    assert (made.prefix, made.suffix) == ("x" * CONTEXT, "y" * 10)


def test_an_anchor_counts_code_points_not_utf16_units():
    assert anchor("😀😀 oui", 3, 6).exact == "oui"


def test_an_anchor_names_the_text_by_its_sha256():
    assert anchor("été", 0, 3).text_sha256 == hashlib.sha256("été".encode()).hexdigest()


def test_a_text_changed_by_one_blank_has_another_sha256():
    assert sha256_of("oui !") != sha256_of("oui\u202f!")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 9), (2, 2), (3, 1), (8, 9)])
def test_a_stretch_that_is_not_of_the_text_is_refused(start, end):
    with pytest.raises(BadSpan, match="is not a stretch of a text of 8 code points"):
        anchor("les mots", start, end)


@pytest.mark.parametrize("blank", [" ", "\u00a0\n", "\u200b\u202f", "\ufeff"])
def test_a_stretch_of_blanks_is_refused(blank):
    with pytest.raises(BadSpan, match="holds no words"):
        anchor(f"a{blank}b", 1, 1 + len(blank))


@settings(deadline=None)
@given(texts, st.data())
def test_an_anchor_is_exactly_what_is_printed(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(not text[start:end].strip("\u00ad\u200b\u2060\ufeff").isspace())
    assume(text[start:end].strip(" \u00ad\u200b\u2060\ufeff"))
    try:
        made = anchor(text, start, end)
    except BadSpan:
        assert fold(text[start:end]).strip() == ""
    else:
        assert made.exact == text[start:end]
        whole = made.prefix + made.exact + made.suffix
        assert text[start - len(made.prefix) :].startswith(whole)


# --- finding ---


def test_words_are_found_wherever_they_are_printed():
    assert find("oui, non, oui", "oui") == [Span(0, 3), Span(10, 13)]


def test_exact_words_are_preferred_to_folded_ones():
    assert found("Été, été", "été") == ["été"]


def test_overlapping_places_are_counted_from_the_left():
    assert find("ha ha ha ha ha", "ha ha") == [Span(0, 5), Span(6, 11)]


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("qu'elle fasse un geste !", "qu’elle fasse un geste\u00a0!"),
        ("QU’ELLE FASSE", "qu’elle fasse"),
        ("un geste ! »\nLe maire", "un geste\u00a0!\u00a0»\n\nLe maire"),
        ("au coeur du port", "Au cœur du port"),
        ("rien n’est acte...", "Rien n'est acté…"),
        ("a pas mache ses mots", "a pas mâché ses mots"),
        ("re\u0301unie", "Réunie"),
        ("Bray–les–Eaux", "Bray-les-Eaux"),
        ("Quen\u00adneville", "Quenneville"),
    ],
)
def test_the_editor_need_not_type_the_typography_of_the_page(typed, printed):
    assert found(ARTICLE, typed) == [printed]


def test_accents_count_while_they_can():
    assert found("Il PÊCHE, il péché, il peche.", "pêche") == ["PÊCHE"]


@pytest.mark.parametrize(
    "typed", ["« {} »", "“{}”", '"{}"', "  {}\n", "«\u00a0{}\u202f»", "„{}“", '"{}']
)
def test_marks_and_blanks_typed_around_the_words_are_dropped(typed):
    assert found(ARTICLE, typed.format("Il faudra bien")) == ["Il faudra bien"]


def test_marks_inside_the_words_are_kept():
    assert found("Il dit « oui » et « non ».", "« oui » et « non »") == ["« oui » et « non »"]


def test_blanks_beside_guillemets_do_not_count():
    assert found("Il dit «oui» et part.", "dit « oui » et") == ["dit «oui» et"]


@pytest.mark.parametrize("typed", ["ell", "lle", "fass", "uenneville", "qu", "n"])
def test_a_place_never_begins_or_ends_inside_a_word(typed):
    assert find(ARTICLE, typed) == []


def test_a_word_may_begin_after_an_elision():
    assert found("qu’elle, l'été, aujourd’hui", "elle") == ["elle"]


def test_an_elided_word_keeps_its_apostrophe():
    assert found("Parce qu’il dort", "qu’") == ["qu’"]
    assert found("Parce qu’il dort", "Parce qu") == []


def test_an_english_possessive_may_be_left_out():
    assert found("Labour’s plan", "Labour") == ["Labour"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("e\u0301te\u0301", "e"),
        ("👩\u200d👩\u200d👧", "👩"),
        ("👍🏽", "👍"),
        ("❤\ufe0f", "❤"),
        ("🇫🇷", "🇫"),
        ("1\ufe0f\u20e3", "1"),
        ("oui…", "oui."),
        ("½", "1"),
    ],
)
def test_a_place_never_cuts_what_is_read_as_one_character(text, typed):
    assert find(text, typed) == []


@pytest.mark.parametrize("typed", ["", " ", "\u00a0\n", "«  »", '"', "\u00ad", "“”"])
def test_nothing_typed_is_found_nowhere(typed):
    assert find(ARTICLE, typed) == []
    assert nearest(ARTICLE, typed) is None


def test_nothing_is_found_in_an_empty_text():
    assert find("", "oui") == []
    assert nearest("", "oui") is None


@settings(max_examples=400, deadline=None)
@given(texts, texts)
@example("e\u0301", "e")
@example("« a »", '"a"')
def test_what_is_found_reads_as_what_was_typed(text, words):
    places = find(text, words)
    if places:
        span = trim(words, 0, len(words))
        typed = words[span.start : span.end]
    for place in places:
        printed = text[place.start : place.end]
        assert fold_bare(printed).strip() == fold_bare(typed).strip()
        assert not cuts_cluster(text, place.start) and not cuts_cluster(text, place.end)
        assert not cuts_word(text, place.start) and not cuts_word(text, place.end)
    assert all(one.end <= other.start for one, other in pairwise(places))


def is_trimmed(words: str) -> bool:
    try:
        return trim(words, 0, len(words)) == Span(0, len(words))
    except BadSpan:
        return False


@settings(max_examples=400, deadline=None)
@given(texts, st.data())
def test_any_whole_words_of_a_text_are_found_in_it(text, data):
    cuts = [
        position
        for position in range(len(text) + 1)
        if not cuts_word(text, position) and not cuts_cluster(text, position)
    ]
    start, end = sorted((data.draw(st.sampled_from(cuts)), data.draw(st.sampled_from(cuts))))
    words = text[start:end]
    assume(is_trimmed(words))
    assert words in found(text, words)


@settings(max_examples=500, deadline=None)
@given(texts)
def test_the_map_of_a_folded_text_covers_it_in_order(text):
    for made in (folded(text), folded_bare(text)):
        assert len(made.text) == len(made.starts) == len(made.ends)
        assert list(made.starts) == sorted(made.starts)
        assert all(0 <= s < e <= len(text) for s, e in zip(made.starts, made.ends, strict=True))


@settings(max_examples=500, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join))
def test_folding_is_the_same_whether_accents_are_composed_or_not(text):
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@settings(deadline=None)
@given(st.text(alphabet="ab", max_size=40), st.text(alphabet="ab", min_size=1, max_size=6))
def test_every_occurrence_is_listed(text, needle):
    expected = [at for at in range(len(text)) if text.startswith(needle, at)]
    assert list(occurrences(text, needle)) == expected


# --- trimming ---


@pytest.mark.parametrize(
    ("stretch", "words"),
    [
        ("« Oui. »", "Oui."),
        ("\u00a0“Oui”\n", "Oui"),
        ('"Oui"', "Oui"),
        ("« Oui", "Oui"),
        ("Oui »", "Oui"),
        ("« oui » et « non »", "« oui » et « non »"),
        ("« il a dit « oui » hier »", "il a dit « oui » hier"),
        ('"a" et "b"', '"a" et "b"'),
        ("‘yes’", "yes"),
        ("« “ oui ” »", "“ oui ”"),
        ("\ufeffOui", "Oui"),
        (" \u0301a", " \u0301a"),
    ],
)
def test_outer_blanks_and_marks_are_trimmed(stretch, words):
    text = f"x{stretch}x"
    span = trim(text, 1, 1 + len(stretch))
    assert text[span.start : span.end] == words


def test_trimming_a_stretch_without_words_is_refused():
    with pytest.raises(BadSpan, match="holds no words"):
        trim("dit « » hier", 3, 8)


# --- the nearest words ---


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Il faudra qu'elle fasse un petit geste", "Il faudra bien qu’elle fasse un geste"),
        ("Ada Quenevile n'a pas maché ces mots", "Ada Quenneville n’a pas mâché ses mots"),
        ("elle relie sa letre", "elle relit sa lettre"),
    ],
)
def test_the_nearest_words_are_offered_whole(typed, printed):
    span = nearest(ARTICLE, typed)
    assert ARTICLE[span.start : span.end].startswith(printed.split()[0])
    assert printed in ARTICLE[span.start : span.end]
    assert len(ARTICLE[span.start : span.end]) <= len(printed) + 2


def test_nothing_is_offered_that_is_not_alike():
    assert nearest(ARTICLE, "Wolfram kaufte gestern zwölf Boxhandschuhe") is None


def test_one_common_letter_is_not_alike():
    assert nearest("a", "a" + "z" * 20) is None


@settings(deadline=None)
@given(texts, texts)
def test_what_is_nearest_cuts_no_word(text, words):
    span = nearest(text, words)
    if span:
        assert 0 <= span.start < span.end <= len(text)
        assert not cuts_cluster(text, span.start) and not cuts_cluster(text, span.end)


@settings(max_examples=20, deadline=None)
@given(st.sampled_from([2_000, 200_000]), st.integers(0, 100))
def test_words_with_a_slip_are_found_again_in_a_long_text(length, seed):
    sentence = (
        "Nous ouvrirons trois classes au hameau des Tilleuls, quoi qu’il en coûte à la commune"
    )
    filler = " ".join(f"La séance numéro {number} est levée." for number in range(length // 30))
    cut = seed * len(filler) // 100
    cut = filler.find(" ", cut) + 1
    text = f"{filler[:cut]}{sentence}. {filler[cut:]}"
    span = nearest(text, sentence.replace("trois", "quatre").replace("hameau", "hamau"))
    assert sentence in text[span.start : span.end]
    assert span.end - span.start <= len(sentence) + 20


# --- context ---

PARAGRAPHS = "Un.\n\nDeux.\n\nTrois a. Trois b. Trois c.\n \nQuatre.\n\nCinq."


@pytest.mark.parametrize(
    ("paragraphs", "before", "after"),
    [
        (0, "Trois a. ", " Trois c."),
        (1, "Deux.\n\nTrois a. ", " Trois c.\n \nQuatre."),
        (2, "Un.\n\nDeux.\n\nTrois a. ", " Trois c.\n \nQuatre.\n\nCinq."),
        (9, "Un.\n\nDeux.\n\nTrois a. ", " Trois c.\n \nQuatre.\n\nCinq."),
    ],
)
def test_the_context_reaches_whole_paragraphs(paragraphs, before, after):
    start = PARAGRAPHS.index("Trois b.")
    assert context(PARAGRAPHS, start, start + 8, paragraphs=paragraphs) == (before, after)


def test_the_context_of_a_stretch_outside_the_text_is_refused():
    with pytest.raises(BadSpan):
        context("abc", 1, 4)


@settings(deadline=None)
@given(texts, st.data(), st.integers(0, 3))
def test_the_context_touches_the_quotation(text, data, paragraphs):
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = context(text, start, end, paragraphs=paragraphs)
    assert text[:start].endswith(before)
    assert text[end:].startswith(after)


# --- time ---

HOSTILE = {
    "blanks": " ",
    "one letter": "a ",
    "guillemets": "«",
    "straight marks": '"',
    "combining marks": "\u0301",
    "alternating marks": "\u0301\u0323",
    "flags": "🇫",
    "joiners": "a\u200d",
    "soft hyphens": "\u00ad",
    "carriage returns": "\r",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("words", ["a a a", "zut et flûte", "\u0301", "a " * 500 + "b"])
def test_time_grows_with_the_length_of_a_hostile_text(piece, words):
    def work(length: int) -> Callable[[], object]:
        text = "e" + piece * (length // len(piece)) + "e"
        return lambda: (find(text, words), nearest(text, words), trim(text, 0, len(text)))

    def growth() -> float:
        return seconds(work(40_000)) / seconds(work(20_000))

    # A machine at work may disturb a measure; what is not linear fails all five.
    assert any(growth() <= 2.6 for _ in range(5))


def test_a_long_article_is_searched_in_less_than_a_second():
    text = " ".join(f"Séance {number}, l’été : «\u00a0on verra\u00a0»." for number in range(6_000))
    assert len(text) > 200_000
    words = "Séance 5999, l'ete : on y verra bien, et " * 20
    assert seconds(lambda: (find(text, words), nearest(text, words))) < 1
