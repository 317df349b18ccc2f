"""French and English typography, as readers see it."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.quotes.text import fold
from archive.typography import english, french, set_quotation

pytestmark = pytest.mark.once

# Narrow and ordinary no-break spaces are written ¬ and ~ below, to be seen.
FRENCH = {
    "Vraiment ? Oui !": "Vraiment¬? Oui¬!",
    "un ; deux : trois": "un¬; deux~: trois",
    "un  ; deux": "un¬; deux",
    "un~; deux¬: trois": "un¬; deux~: trois",
    "Quoi ?!": "Quoi¬?!",
    "Quoi?": "Quoi?",
    "«Oui»": "«¬Oui¬»",
    "« Oui »": "«¬Oui¬»",
    "«~Oui~»": "«¬Oui¬»",
    'Il dit "oui" hier.': "Il dit «¬oui¬» hier.",
    'Il dit " oui " hier.': "Il dit «¬oui¬» hier.",
    'Il dit "oui".': "Il dit «¬oui¬».",
    '« Il dit "oui" hier »': "«¬Il dit “oui” hier¬»",
    'Un "mot" et un " seul': 'Un "mot" et un " seul',
    'Un écran de 5" ou 6"': 'Un écran de 5" ou 6"',
    'Un écran de 5 " ou 6 "': 'Un écran de 5 " ou 6 "',
    'Un "début\net une fin"': 'Un "début\net une fin"',
    '« "Croisé » mal"': '«¬"Croisé¬» mal"',
    'qu\'"elle"': "qu’«¬elle¬»",
    "“Oui”": "“Oui”",
    "l'été d'Ada": "l’été d’Ada",
    "l'e\u0301te\u0301": "l’e\u0301te\u0301",
    "l'«été»": "l’«¬été¬»",
    "le 1er, 12:30 précises": "le 1er, 12:30 précises",
    "Attends...": "Attends…",
    "[...] puis rien": "[…] puis rien",
    "Longtemps.....": "Longtemps.....",
    "voir https://exemple.fr/l'an?q=a...b ; puis": "voir https://exemple.fr/l'an?q=a...b¬; puis",
    'voir "www.exemple.fr/l\'an" ici': "voir «¬www.exemple.fr/l'an¬» ici",
    "Merci :-) ou ;) ou :'(": "Merci :-) ou ;) ou :'(",
    "le port ://": "le port ://",
    "« \nOui": "« \nOui",
    "\n ; oui": "\n ; oui",
    "» Suite": "» Suite",
    "": "",
}
ENGLISH = {
    'He said "yes".': "He said “yes”.",
    "It's Ada's": "It’s Ada’s",
    "the '90s": "the ’90s",
    "Wait...": "Wait…",
    'A 5" screen': 'A 5" screen',
    "Really ? Yes !": "Really ? Yes !",
    "see https://example.org/it's": "see https://example.org/it's",
    "“He said 'yes'”": "“He said 'yes'”",
}
QUOTATIONS = {
    "« Oui. »": ("Oui.", "Oui."),
    '"Oui !"': ("Oui¬!", "Oui !"),
    "« Je dis « non » ! »": ("Je dis “non”¬!", "Je dis ‘non’ !"),
    'Je dis "non"': ("Je dis “non”", "Je dis ‘non’"),
    "Je dis “non”": ("Je dis “non”", "Je dis ‘non’"),
    "A « b “c” d » e": ("A “b ‘c’ d” e", "A ‘b “c” d’ e"),
    "« oui » et « non »": ("“oui” et “non”", "‘oui’ et ‘non’"),
    "oui », dit-il, « non": ("oui¬», dit-il, «¬non", "oui”, dit-il, “non"),
    "a » b » c « d": ("a¬» b¬» c «¬d", "a” b” c “d"),
    "l'été...": ("l’été…", "l’été…"),
    " « » ": ("", ""),
    "": ("", ""),
}

PIECES = st.sampled_from(
    [
        *("oui", "l", "été", "e\u0301", "12", "5", "'", "’", '"', '"', "«", "»", "“", "”", "‘"),
        *(" ", " ", "\u00a0", "\u202f", "\u2009", "\n", "\r\n", "\t", "\u2028", "\u00ad"),
        *(";", ":", "!", "?", ".", "..", "...", "…", "(", ")", "-", "—", "/", ":-)", "://"),
        *("https://exemple.fr/l'an", "www.", "👩\u200d👧", "\u200d", "\u0301", "❤\ufe0f"),
    ]
)
texts = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=60))


def seen(text: str) -> str:
    return text.replace("\u202f", "¬").replace("\u00a0", "~")


def printed(text: str) -> str:
    return text.replace("¬", "\u202f").replace("~", "\u00a0")


@pytest.mark.parametrize(("text", "expected"), FRENCH.items())
def test_french_is_set_as_in_france(text, expected):
    assert seen(french(printed(text))) == expected


@pytest.mark.parametrize(("text", "expected"), ENGLISH.items())
def test_english_is_set_with_curly_marks(text, expected):
    assert seen(english(text)) == expected


@pytest.mark.parametrize(("exact", "expected"), QUOTATIONS.items())
def test_a_quotation_stands_inside_the_marks_of_the_page(exact, expected):
    assert (seen(set_quotation(exact, "fr")), seen(set_quotation(exact, "en"))) == expected


def test_a_regional_french_is_set_in_french():
    assert set_quotation("Oui !", "fr-CA") == "Oui\u202f!"


@settings(max_examples=600, deadline=None)
@given(texts)
@example("«»")
@example("«\u0301a»")
@example('"«a»"')
@example("a\u200d»")
@example("a\u200d \u00a0!")
@example("« \u00a0\u200d")
def test_french_changes_nothing_that_is_read(text):
    assert fold(french(text)) == fold(text)


@settings(max_examples=600, deadline=None)
@given(texts)
def test_english_changes_nothing_that_is_read(text):
    assert fold(english(text)) == fold(text)


@settings(max_examples=600, deadline=None)
@given(texts)
@example('"a" "b"')
@example("«'90")
@example("'\"a\"'")
def test_setting_french_twice_changes_nothing_more(text):
    assert french(french(text)) == french(text)


@settings(max_examples=500, deadline=None)
@given(texts)
def test_setting_english_twice_changes_nothing_more(text):
    assert english(english(text)) == english(text)


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet="aé .,;:!?«»\"'\u00a0\u202f", max_size=40))
def test_no_line_can_break_before_high_punctuation_or_inside_guillemets(text):
    shown = french(text).strip()
    assert "« " not in shown
    assert not any(f"{letter} {mark}" in shown for letter in "aé" for mark in ";!?»")


@settings(max_examples=400, deadline=None)
@given(texts, st.sampled_from(["fr", "en"]))
def test_a_quotation_keeps_its_words(exact, language):
    shown = set_quotation(exact, language)
    assert [c for c in shown if c.isalnum()] == [c for c in exact if c.isalnum()]


@pytest.mark.parametrize(
    "piece", ['"', "«", '"a" ', "« ", " ", ".", "a'", "a://", "www.", '«"', "»"]
)
@pytest.mark.parametrize("function", [french, english, lambda text: set_quotation(text, "fr")])
def test_a_hostile_text_is_set_in_linear_time(function, piece):
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    function(text)
    assert time.process_time() - began < 2
