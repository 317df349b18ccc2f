"""The demonstration archive keeps its own rules: anchored words, known keys, no invented fact.

Pure: the files are read with tomllib and the importer's parser, and no database is opened. Each
test lists what breaks its rule, so that a failure names the file or the statement to correct.
"""

import re
import tomllib
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from archive import dates
from archive.importers.plain_text import parse

DEMO = Path(__file__).parents[1] / "archive" / "demo"
DATA = tomllib.loads((DEMO / "archive.toml").read_text(encoding="utf-8"))
FILES = {path.name: path.read_bytes() for path in (DEMO / "articles").glob("*.txt")}
BODIES = {name: parse(raw).body for name, raw in FILES.items()}
ARTICLES = DATA["articles"]
PEOPLE = {person["key"]: person for person in DATA["people"]}
STATEMENTS = {s["key"]: s for article in ARTICLES for s in article.get("statements", [])}
BODY_OF = {s["key"]: BODIES[a["file"]] for a in ARTICLES for s in a.get("statements", [])}
TARGETS = [(key, t) for key, s in STATEMENTS.items() for t in s.get("targets", [])]
NOTES = [(key, n) for key, s in STATEMENTS.items() for n in s.get("notes", [])]

KEYS = {
    "key", "words", "occurrence", "kind", "speaker", "speaker_type", "attribution", "speaker_role",
    "via", "said_on", "place", "setting", "certainty", "certainty_reason", "topics", "state",
    "category", "comment", "public_note",
}  # fmt: skip
VOCABULARY = {
    "kind": {"direct", "indirect", "mixed"},
    "setting": {
        "interview", "meeting", "assembly", "press_release", "network", "reported", "other",
    },
    "certainty": {"certain", "probable", "disputed"},
}  # fmt: skip
NOTE_KINDS = {"context", "identification", "correction", "translation", "cross_reference"}
RETURN_CATEGORIES = {"words", "speaker", "target", "role_or_date", "context", "rights", "other"}
# How many statements the demonstration shows at each step of the desk, at least.
LEAST = {
    "published": 30, "draft": 3, "in_review": 3, "returned": 2, "rejected": 1, "retracted": 1,
    "republished": 2, "under_revision": 1,
}  # fmt: skip
IN_PRINT = {"published", "republished", "under_revision"}
# A mention that is not within the words stands this near them, in code points.
NEAR = 300
# Words of a real person in quotation marks, at most.
FRAGMENT = 5
# The short context a reader is shown round a quotation, both sides, in code points.
CONTEXT = 64
MARKS = [re.compile(shape) for shape in ("«([^«»]*)»", "“([^“”]*)”", '"([^"]*)"')]


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def position(key: str) -> int:
    """Where the chosen occurrence of the words begins, in code points; -1 when there is none."""
    statement, found = STATEMENTS[key], -1
    for _ in range(statement["occurrence"]):
        found = BODY_OF[key].find(statement["words"], found + 1)
        if found == -1:
            break
    return found


def folded(words: str) -> str:
    return re.sub(r"\s+", " ", words.replace("’", "'")).strip()


def quoted(body: str) -> set[str]:
    """Everything in quotation marks, of the three shapes, nested quotations included."""
    return {folded(found) for shape in MARKS for found in shape.findall(body)}


def fragments() -> dict[str, str]:
    """The README's table of what real people really said: folded fragment -> who said it."""
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$", readme, re.MULTILINE)
    return {folded(words): speaker for words, speaker in rows[2:]}


def is_real(person: str) -> bool:
    return person != "" and not PEOPLE[person]["fictional"]


def quotes_real_people(article: dict[str, Any]) -> bool:
    return any(is_real(s["speaker"]) for s in article.get("statements", []))


REAL = [article for article in ARTICLES if quotes_real_people(article)]
INVENTED = [article for article in ARTICLES if not quotes_real_people(article)]


# The files


def test_every_text_is_listed_once_and_every_listed_text_exists() -> None:
    assert sorted(article["file"] for article in ARTICLES) == sorted(FILES)


def test_texts_are_nfc_with_plain_line_ends_and_no_byte_order_mark() -> None:
    texts = {name: raw.decode("utf-8") for name, raw in FILES.items()}
    composed = {name: unicodedata.normalize("NFC", text) for name, text in texts.items()}
    assert composed == texts
    assert [name for name, text in texts.items() if "\r" in text or "\ufeff" in text] == []


def test_articles_are_short_reads() -> None:
    lengths = {name: len(body.split()) for name, body in BODIES.items()}
    assert {name: n for name, n in lengths.items() if not 90 <= n <= 1000} == {}


# Keys and vocabularies


def test_keys_are_unique() -> None:
    assert (
        repeated([f"{t} {r['key']}" for t in ("outlets", "topics", "people") for r in DATA[t]])
        == []
    )
    assert repeated([s["key"] for a in ARTICLES for s in a.get("statements", [])]) == []


def test_urls_are_unique_and_under_the_reserved_domain() -> None:
    urls = [row["url"] for row in DATA["outlets"] + ARTICLES if row["url"]]
    assert repeated(urls) == []
    assert [url for url in urls if not re.match(r"https://[a-z-]+\.example/", url)] == []


def test_articles_name_known_outlets_licences_and_readings() -> None:
    assert {a["outlet"] for a in ARTICLES} == {outlet["key"] for outlet in DATA["outlets"]}
    assert {a["licence"] for a in ARTICLES} == {"open", "private"}
    assert {a["reading"] for a in ARTICLES} == {"unread", "in_progress", "read"}


def test_topics_are_known_and_all_of_them_serve() -> None:
    used = {topic for row in [*ARTICLES, *STATEMENTS.values()] for topic in row["topics"]}
    assert used == {topic["key"] for topic in DATA["topics"]}


def test_statements_have_every_field_and_nothing_unknown() -> None:
    optional = {"targets", "notes", "revision"}
    assert {key for key, s in STATEMENTS.items() if set(s) - optional != KEYS} == set()


@pytest.mark.parametrize("field", VOCABULARY)
def test_statements_use_every_word_of_the_vocabulary_and_no_other(field: str) -> None:
    assert {s[field] for s in STATEMENTS.values()} == VOCABULARY[field]


def test_every_known_person_speaks_or_is_spoken_about_and_nobody_else() -> None:
    seen = {s["speaker"] for s in STATEMENTS.values()} | {t["person"] for _, t in TARGETS}
    assert seen - {""} == set(PEOPLE)


def test_nobody_is_twice_the_target_of_one_statement() -> None:
    assert repeated([f"{key} {target['person']}" for key, target in TARGETS]) == []


def test_targets_are_spoken_about_or_to() -> None:
    assert {target["relation"] for _, target in TARGETS} == {"about", "to"}


def test_a_speaker_agrees_with_the_kind_of_speaker() -> None:
    agreed = {"": {"anonymous", "unknown"}, "person": {"named"}, "body": {"collective"}}
    kinds = {key: person["kind"] for key, person in PEOPLE.items()} | {"": ""}
    wrong = [
        k for k, s in STATEMENTS.items() if s["speaker_type"] not in agreed[kinds[s["speaker"]]]
    ]
    assert wrong == []


# Words and dates


def test_words_stand_in_the_article() -> None:
    assert [key for key in STATEMENTS if position(key) == -1] == []


def test_words_leave_their_outer_marks_to_the_article() -> None:
    outer = re.compile(r'\s|[«“"].*[»”"]|.*\s$', re.DOTALL)
    assert [key for key, s in STATEMENTS.items() if outer.fullmatch(s["words"])] == []


def test_attributions_stand_in_the_article() -> None:
    printed = {k for k, s in STATEMENTS.items() if s["attribution"] in BODY_OF[k]}
    assert {key for key in printed if STATEMENTS[key]["attribution"]} == set(STATEMENTS)


def test_mentions_stand_in_the_words_or_near_them() -> None:
    missing = []
    for key, target in TARGETS:
        start, words = position(key), STATEMENTS[key]["words"]
        around = BODY_OF[key][max(0, start - NEAR) : start + len(words) + NEAR]
        if not target["mention"] or target["mention"] not in around:
            missing.append((key, target["mention"]))
    assert missing == []


def test_every_date_is_edtf() -> None:
    rows = [*STATEMENTS.values(), *(s.get("revision", {}) for s in STATEMENTS.values()), *ARTICLES]
    rows += [role for person in DATA["people"] for role in person.get("roles", [])]
    found = {row.get(field) for row in rows for field in ("said_on", "published", "start", "end")}
    printed = found - {None, ""}
    assert {str(dates.parse(edtf)) for edtf in printed} == printed


# Workflow and rights


def test_every_step_of_the_desk_is_shown() -> None:
    states = Counter(statement["state"] for statement in STATEMENTS.values())
    assert set(states) == set(LEAST)
    assert {state: states[state] for state, least in LEAST.items() if states[state] < least} == {}


def test_moves_carry_the_reasons_the_desk_asks_for() -> None:
    for key, s in STATEMENTS.items():
        reasoned = s["state"] in {"returned", "rejected", "retracted", "republished"}
        assert s["comment"] or not reasoned, key
        assert (s["category"] in RETURN_CATEGORIES) == (s["state"] == "returned"), key
        assert bool(s["public_note"]) == (s["state"] == "retracted"), key


def test_a_doubtful_attribution_says_why() -> None:
    wrong = [
        key
        for key, s in STATEMENTS.items()
        if (s["certainty"] == "certain") != (s["certainty_reason"] == "")
    ]
    assert wrong == []


def test_a_second_edition_changes_something() -> None:
    revised = {key: s["revision"] for key, s in STATEMENTS.items() if "revision" in s}
    states = {"republished", "under_revision"}
    assert set(revised) == {key for key, s in STATEMENTS.items() if s["state"] in states}
    assert all(STATEMENTS[k][name] != new for k, r in revised.items() for name, new in r.items())


def test_private_articles_stay_within_the_excerpt_budget() -> None:
    for article in ARTICLES:
        statements = article.get("statements", []) if article["licence"] == "private" else []
        shown = [len(s["words"]) for s in statements if s["state"] in IN_PRINT]
        allowed = min(2500, len(BODIES[article["file"]]) // 4)
        assert max(shown, default=0) <= 1000, article["file"]
        assert sum(shown) + CONTEXT * len(shown) <= allowed, article["file"]


# Fact and fiction


def test_every_outlet_tells_readers_that_it_is_fictional() -> None:
    said = [o["key"] for o in DATA["outlets"] if o["notice"].startswith("Titre fictif")]
    assert said == [outlet["key"] for outlet in DATA["outlets"]]


def test_fragments_of_real_people_have_five_words_at_most() -> None:
    assert [words for words in fragments() if len(re.findall(r"\w+", words)) > FRAGMENT] == []


def test_articles_where_real_people_speak_quote_documented_fragments_only() -> None:
    assert set().union(*(quoted(BODIES[a["file"]]) for a in REAL)) == set(fragments())


def test_direct_words_of_a_real_person_are_a_fragment_of_theirs() -> None:
    direct = {
        k: s for k, s in STATEMENTS.items() if s["kind"] == "direct" and is_real(s["speaker"])
    }
    said = {key: fragments().get(folded(s["words"])) for key, s in direct.items()}
    assert said == {key: PEOPLE[s["speaker"]]["name"] for key, s in direct.items()}


def test_invented_people_only_address_real_ones() -> None:
    invented = {s["key"] for article in INVENTED for s in article.get("statements", [])}
    real = [t for key, t in TARGETS if key in invented and is_real(t["person"])]
    assert {target["relation"] for target in real} == {"to"}


def test_invented_scenes_name_no_real_person_but_an_addressee() -> None:
    for article in INVENTED:
        body, statements = BODIES[article["file"]], article.get("statements", [])
        addressed = {t["person"] for s in statements for t in s.get("targets", [])}
        named = {key for key in PEOPLE if is_real(key) and PEOPLE[key]["name"] in body}
        assert named <= addressed or not quoted(body), article["file"]


# What the demonstration promises to show


def test_people_speak_about_each_other_in_both_directions() -> None:
    pairs = {(STATEMENTS[k]["speaker"], t["person"]) for k, t in TARGETS}
    both = {frozenset(pair) for pair in pairs if pair[::-1] in pairs}
    assert both >= {frozenset({"hamon", "melenchon"}), frozenset({"nguyen", "desrousselles"})}


def test_a_quotation_is_printed_in_two_outlets_and_another_twice_in_one_article() -> None:
    places = {(s["words"], a["outlet"]) for a in ARTICLES for s in a.get("statements", [])}
    assert repeated([words for words, _ in places]) == ["un bug, rien de plus"]
    assert {s["occurrence"] for s in STATEMENTS.values()} == {1, 2}


def test_one_article_is_read_without_a_quotation_and_one_is_unread() -> None:
    assert [a["reading"] for a in ARTICLES if not a.get("statements")] == ["read", "unread"]


def test_dates_of_every_precision_are_shown() -> None:
    shown = {row["said_on"] for row in STATEMENTS.values()} | {a["published"] for a in ARTICLES}
    assert {"2017-01", "2017-01-22", "2019", "2019-11~", "2019-21", "1886"} <= shown


def test_notes_of_every_kind_are_public_and_some_stay_internal() -> None:
    assert {note["kind"] for _, note in NOTES if note["public"]} == NOTE_KINDS
    assert any(not note["public"] for _, note in NOTES)
