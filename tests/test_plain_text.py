"""A plain-text file becomes an article, or is refused with the byte to blame."""

import time
import unicodedata
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importers.decoding import MAX_BYTES
from archive.importers.draft import ArticleDraft, UnreadableFile
from archive.importers.plain_text import parse
from tests import rewrite_golden

pytestmark = pytest.mark.once


def rendered(data):
    """What the golden file beside an input holds."""
    try:
        return asdict(parse(data))
    except UnreadableFile as refusal:
        return {"refused": refusal.code, "offset": refusal.offset, "sentence": str(refusal)}


def draft(text):
    return parse(text.encode())


@pytest.mark.parametrize("case", rewrite_golden.cases("plain_text"), ids=lambda case: case.stem)
def test_golden_file(case):
    assert rendered(case.read_bytes()) == rewrite_golden.expected(case)


def test_every_expected_file_has_its_input():
    inputs = {case.stem for case in rewrite_golden.cases("plain_text")}
    outputs = {path.stem for path in (rewrite_golden.GOLDEN / "plain_text").glob("*.json")}
    assert outputs == inputs


# Any bytes at all

HEADS = ["date 2017-01 ", "Lille, France\n", "VALMONT (AFP) — ", "12 janvier 2017", "Publié le "]
WORDS = ["« Non »", "M. ", "Oui. ", "(avec Reuters)", " – ", "?", "é", "👩‍👧"]
BLANKS = ["\r\n", "\r", "\n\n", "\ufeff", "\u202f", "\u00a0", "\x0c", "\u2028", "\u200b"]
MARKS = ["e\u0301", "\u0323", "\u0344"]
fragments = st.sampled_from([*HEADS, *WORDS, *BLANKS, *MARKS])
texts = st.lists(fragments | st.text(max_size=8), max_size=30).map("".join)
encoded = st.builds(
    lambda text, codec: text.encode(codec, "replace"),
    texts,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"]),
)
anything = st.binary(max_size=200) | encoded | st.builds(bytes.__add__, encoded, st.binary())


def parsed_or_none(data):
    try:
        return parse(data)
    except UnreadableFile:
        return None


@given(anything)
def test_any_bytes_give_a_draft_or_a_refusal(data):
    assert isinstance(parsed_or_none(data), ArticleDraft | None)


@given(anything)
def test_body_is_composed_and_has_one_kind_of_line_end(data):
    if found := parsed_or_none(data):
        assert unicodedata.is_normalized("NFC", found.body)
        assert "\r" not in found.body
        assert not found.body.startswith("\ufeff")


@given(anything)
def test_title_is_one_line_and_never_empty(data):
    if found := parsed_or_none(data):
        assert found.title.strip()
        assert len(found.title.splitlines()) == 1
        assert len(found.title) <= 200


@given(anything)
def test_parsing_a_body_again_changes_nothing(data):
    found = parsed_or_none(data)
    if found and not found.body.lstrip().lower().startswith("date"):
        again = parse(found.body.encode())
        assert (again.body, again.sha256) == (found.body, found.sha256)
        assert (again.title, again.place, again.agency) == (found.title, found.place, found.agency)


FRENCH = [
    "« LIBERTÉ\u00a0»",
    "l’œuvre",
    "12\u00a0€",
    "déjà",
    "“oui”",
    "À…",
    "–",
    "Noël",
    "ça,",
    "NOËL",
]


@given(st.lists(st.sampled_from(FRENCH)).map(" ".join))
def test_windows_1252_and_utf8_give_the_same_draft(words):
    text = f"L’été s’achève : {words}"
    legacy, modern = parse(text.encode("cp1252")), parse(text.encode())
    assert legacy == replace(modern, encoding="windows-1252")


HOSTILE = {
    "prose": "« Non », dit Ada. ",
    "blank lines": "\n \n",
    "blanks after date": "date ",
    "spaces": " ",
    "full stops": ".",
    "opening marks": "«",
    "parentheses": "(AFP",
    "capitals": "Ab de ",
    "question marks": "? ",
    "marks over letters": "e\u0301",
    "ideographs": "文",
    "carriage returns": "\r",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE.keys())
def test_five_megabytes_take_less_than_two_seconds(unit):
    data = (unit * (5_000_000 // len(unit.encode()))).encode() + b" x"
    start = time.process_time()
    parse(data)
    assert time.process_time() - start < 2


def test_piled_combining_marks_are_refused_before_they_cost_anything():
    data = ("e" + "\u0301\u0323" * 500_000).encode()
    start = time.process_time()
    with pytest.raises(UnreadableFile, match="combining marks"):
        parse(data)
    assert time.process_time() - start < 2


# Encodings


@pytest.mark.parametrize("byte", [0x81, 0x8D, 0x8F, 0x90, 0x9D])
def test_a_byte_windows_1252_leaves_undefined_refuses_the_file(byte):
    with pytest.raises(UnreadableFile) as refusal:
        parse(b"d\xe9j\xe0 " + bytes([byte]) + b" vu")
    assert (refusal.value.code, refusal.value.offset) == ("not-text", 5)


def test_one_broken_byte_in_utf8_is_never_read_as_windows_1252():
    text = "Déjà, l’été s’achève à Kerlouan. ".encode() * 40
    with pytest.raises(UnreadableFile) as refusal:
        parse(text + b"caf\xe9")
    assert (refusal.value.code, refusal.value.offset) == ("mixed-encodings", len(text) + 3)


def test_offset_in_utf16_counts_bytes():
    with pytest.raises(UnreadableFile) as refusal:
        parse("\ufeffaé\0b".encode("utf-16-le"))
    assert refusal.value.offset == 6


def test_a_refusal_names_the_file():
    with pytest.raises(UnreadableFile, match=r"^lettre\.txt: The file holds no text\.$"):
        parse(b"", name="lettre.txt")


def test_a_file_name_gives_no_date():
    assert parse(b"Le maire part.", name="2017-01-22.txt").published == ""


def test_a_file_too_large_is_refused_unread():
    with pytest.raises(UnreadableFile) as refusal:
        parse(b"\0" * (MAX_BYTES + 1))
    assert refusal.value.code == "too-large"


def test_a_stray_control_character_is_kept():
    assert draft("Le maire\x02 part.\x0c\nFin.").body == "Le maire\x02 part.\x0c\nFin."


# Header


@pytest.mark.parametrize(
    ("text", "published", "body"),
    [
        ("date 2017 Fin.", "2017", "Fin."),
        (" \n date 2017-01 Fin.", "2017-01", "Fin."),
        ("date:2017-01-22 Fin.", "2017-01-22", "Fin."),
        ("Date : 2017-01-22\nFin.", "2017-01-22", "Fin."),
    ],
)
def test_header_leaves_the_body(text, published, body):
    assert (draft(text).published, draft(text).body) == (published, body)


@pytest.mark.parametrize(
    "text",
    [
        "Date 2017 des marées.",
        "date 2017-13 Fin.",
        "date 2017-02-30 Fin.",
        "date 2017-1 Fin.",
        "date 2017-01. Fin.",
        "date2017 Fin.",
        "update 2017-01 Fin.",
        "La date 2017-01 Fin.",
        "date ２０１７ Fin.",
    ],
)
def test_words_that_only_look_like_a_header_stay_printed(text):
    assert (draft(text).published, draft(text).body) == ("", text)


def test_leading_blanks_without_a_header_stay():
    assert draft("\n  Le maire part.").body == "\n  Le maire part."


# Title


@pytest.mark.parametrize(
    "title",
    [
        "Le port ferme",
        "Le port ferme-t-il ?",
        "Le port ferme !",
        "« Je pars », dit le maire du port",
    ],
)
def test_a_short_first_line_is_the_title_and_stays_in_the_body(title):
    text = f"{title}\n\nLe maire a quitté ses fonctions jeudi, au terme de douze ans."
    found = draft(text)
    assert (found.title, found.title_is_derived, found.body) == (title, False, text)


@pytest.mark.parametrize(
    "first",
    [
        "Le port ferme.",
        "Le port ferme…",
        "Le port ferme,",
        "« Je pars. »",
        "« Je pars », a-t-il répondu",
        "— Vous partez",
        "Le port ferme " * 15,
    ],
)
def test_a_first_line_that_reads_as_text_is_no_title(first):
    assert draft(f"{first}\n\n{'Le maire a quitté ses fonctions. ' * 10}").title_is_derived


def test_a_line_continued_in_lower_case_is_no_title():
    assert draft("Le maire a dit jeudi que\nle port fermerait cette année encore.").title_is_derived


def test_the_last_line_is_no_title():
    assert draft("Le port ferme\n").title_is_derived


def test_derived_title_starts_after_the_dateline():
    assert draft("VALMONT (AFP) — Le maire part. Fin.").title == "Le maire part."


@pytest.mark.parametrize("sentence", ["M. Roy part.", "Mme B. Roy part.", "J.-P. Roy dit « non. »"])
def test_an_abbreviation_does_not_end_the_derived_title(sentence):
    assert draft(f"{sentence} La suite demain.").title == sentence


def test_a_long_derived_title_ends_at_a_word():
    title = draft("Ada marche " * 40).title
    assert title.endswith(("Ada…", "marche…"))
    assert len(title) <= 121


def test_a_derived_title_never_splits_a_character():
    family = "👩‍👩‍👧‍👦"
    assert draft(family * 40).title.removesuffix("…").replace(family, "") == ""


def test_a_no_break_space_survives_in_the_title():
    assert (
        draft(
            "Budget\u00a0:\tla majorité  tient\n\nLe vote a eu lieu jeudi soir, à huis clos."
        ).title
        == "Budget\u00a0: la majorité tient"
    )
