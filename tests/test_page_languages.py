"""Each page speaks one language: nothing in English on a French one, nor the other way round.

The records have words of no language, so that every other word of a page is the archive's own.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser
from typing import Any

import polib
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from archive.admin.articles import NewArticleForm
from archive.models import Annotation, Topic
from tests import makers
from tests.history_desk import as_rows
from tests.reading import pages_of, revised
from tests.test_translations import catalogue_entries, english_of, french_of

pytestmark = pytest.mark.once

WORDY = re.compile(r"[^\W\d_]{4,}")
ADDRESS = re.compile(r"https?://\S+")  # the same in every language
SHORTEST_INSIDE = 13  # characters; shorter messages are compared with whole pieces only
SPOKEN_ATTRIBUTES = {"title", "aria-label", "placeholder", "alt"}
BUTTONS = {"submit", "button", "reset"}
SILENT = {"script", "style"}
NAMES = {"propos"}  # the archive's own name, in any language


class Pieces(HTMLParser):
    """What a page says to its reader, piece by piece: text, labels, titles, buttons."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.silent = tag if tag in SILENT else ""
        self.said += [value for name, value in given.items() if name in SPOKEN_ATTRIBUTES]
        if tag == "input" and given.get("type") in BUTTONS:
            self.said.append(given.get("value", ""))
        if tag == "meta" and given.get("name") == "description":
            self.said.append(given.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.said.append(data)


def pieces_of(page: str) -> list[str]:
    parser = Pieces()
    parser.feed(page)
    spoken = (ADDRESS.sub(" ", piece) for piece in parser.said)
    folded = (re.sub(r"\s+", " ", piece).strip() for piece in spoken)
    return [piece for piece in folded if piece]


def plain(message: str) -> list[str]:
    """The runs of a message as a page shows them: without tags and values."""
    runs = re.split(r"%\(\w+\)[sd]|</?[a-z][^>]*>", message)
    folded = (re.sub(r"\s+", " ", run).strip() for run in runs)
    return [run for run in folded if WORDY.search(run)]


def foreign(entries: list[polib.POEntry], theirs: Any, ours: Any) -> set[str]:
    """Messages that only the other language says, as they stand on a page."""
    home = {run.casefold() for entry in entries for text in ours(entry) for run in plain(text)}
    away = {run.casefold() for entry in entries for text in theirs(entry) for run in plain(text)}
    return away - home - NAMES


def leaks(page: str, messages: set[str]) -> list[str]:
    """The messages found on a page: whole pieces, and long messages inside longer pieces."""
    found = []
    long_ones = [message for message in messages if len(message) >= SHORTEST_INSIDE]
    for piece in map(str.casefold, pieces_of(page)):
        bare = piece.strip(" :·,.→←()")
        if piece in messages or bare in messages:
            found.append(piece)
        found += [message for message in long_ones if message in piece]
    return found


NONSENSE = "Zorblik vanu trépouche gluzine, marboulaf ostrivel quenadou."


def nonsense(number: int) -> str:
    return f"Zorblik{number} vanu trépouche {number}"


@pytest.fixture
def record(db) -> Any:
    """An edition with every part a page can show, in words of no language."""
    body = "".join(f"{NONSENSE} « {nonsense(n)} » trufile Oxane Vrilt. " for n in range(9))
    outlet = makers.outlet("Vlimbor", notice="Ouzbil krane.")
    article = makers.article(
        f"{body}\n", title="Prufonk drélat", outlet=outlet, byline="Jastrel", agency="Wurk"
    )
    topic = Topic.objects.create(name="Frolune")
    oxane, ubald = makers.person("Oxane Vrilt"), makers.person("Ubald Trémiq", is_fictional=True)
    ubald.identifiers.create(scheme="viaf", value="42")
    first = makers.published(
        nonsense(0), in_article=article, speaker=oxane, speaker_role="glimeur", place="Zurn",
        attribution="trufile", via="Krolm", said_on="2019-03-12", setting="meeting",
        certainty="disputed", certainty_reason="Vlok.", topics=[topic],
        targets=[makers.target(ubald, role="sprole"),
                 makers.target(makers.person("Ymir Closk"), relation="to", mention="vanu")],
        notes=[Annotation(body="Grolt.", kind=kind) for kind in Annotation.Kind.values],
    )  # fmt: skip
    revised(first, place="Zurnel")
    kinds = [("indirect", "anonymous"), ("mixed", "collective"), ("direct", "unknown")]
    for number, (kind, speaker_type) in enumerate(kinds, start=1):
        makers.published(nonsense(number), in_article=article, kind=kind, speaker=None,
                         speaker_type=speaker_type)  # fmt: skip
    return first.editions.current().get()


def public_pages(edition: Any) -> list[str]:
    article = edition.article
    gone = makers.published(nonsense(4), in_article=article, speaker=edition.speaker)
    makers.retracted(gone, public_note="Vlok.")
    others = article.editions.current().exclude(pk=edition.pk)
    return [
        *(path.partition("?")[0] for path in pages_of(edition)),
        "/statements/?kind=direct&speaker=oxane-vrilt",
        "/statements/?kind=zorblik&speaker=zorblik&topic=zorblik&outlet=0&since=zorblik",
        "/statements/?year=1850",
        edition.get_pinned_url().replace("v2", "v1"),
        reverse("archive:person-detail", args=["ubald-tremiq"]),
        reverse("archive:pair", args=["ubald-tremiq", "oxane-vrilt"]),
        "/people/?q=vrilt",
        "/people/?q=vrilq",
        "/people/?q=zorblik",
        "/people/?letter=z",
        reverse("archive:statement-detail", args=[gone.pk]),
        *(other.get_absolute_url() for other in others),
        "/zorblik/",
    ]


def desk_pages(edition: Any) -> list[str]:
    """Each page of the desk, and the pages that refuse."""
    article, statement = edition.article, edition.statement
    words = {"in_article": article, "speaker": edition.speaker}
    draft = makers.statement(nonsense(5), **words)
    waiting = makers.in_review(nonsense(6), **words)
    returned = makers.in_review(nonsense(7), **words)
    makers.move(returned, "return", makers.rui(), category="words", reason="Vlok.")
    makers.move(statement, "retract", makers.rui(), reason="Vlok.", public_note="Vlok.")

    def page(name: str, *args: Any) -> str:
        return reverse(f"admin:{name}", args=args)

    models = ("article", "person", "statement", "topic", "outlet", "edition", "importrun")
    changed = {"article": article.pk, "person": edition.speaker_id, "edition": edition.pk,
               "outlet": article.outlet_id, "topic": Topic.objects.get().pk}  # fmt: skip
    return [
        page("index"),
        *(page(f"archive_{model}_changelist") for model in models),
        *(page(f"archive_{model}_add") for model in ("article", "person", "topic", "outlet")),
        *(page(f"archive_{model}_change", pk) for model, pk in changed.items()),
        *(page(f"archive_{model}_history", pk) for model, pk in changed.items()),
        f"{page('archive_statement_add')}?article={article.pk}",
        *(page("archive_statement_change", s.pk) for s in (draft, waiting, returned, statement)),
        *(page("archive_statement_history", s.pk) for s in (returned, statement)),
        page("archive_statement_move", draft.pk, "submit"),
        page("archive_statement_move", draft.pk, "reject"),
        page("archive_statement_move", waiting.pk, "approve"),
        page("archive_statement_move", waiting.pk, "return"),
        page("archive_statement_move", statement.pk, "retract"),
    ]


def assert_speaks(client: Client, paths: Iterable[str], messages: set[str]) -> None:
    found = {}
    for path in paths:
        response = client.get(path)
        assert response.status_code in (200, 404, 410), path
        leaked = leaks(response.content.decode(), messages)
        if leaked:
            found[path] = leaked
    assert found == {}


def in_english(paths: Iterable[str]) -> list[str]:
    return [f"/en{path}" for path in paths]


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return catalogue_entries()


class TestPages:
    def test_a_leak_is_noticed(self):
        page = '<p>Propos</p><a title="Remove all">x</a><p>Zo: The latest statement →</p>'
        assert leaks(page, {"remove all", "the latest statement", "x y"}) == [
            "remove all",
            "the latest statement",
        ]

    def test_french_public_pages_say_nothing_in_english(self, entries, record):
        assert_speaks(Client(), public_pages(record), foreign(entries, english_of, french_of))

    def test_english_public_pages_say_nothing_in_french(self, entries, record):
        paths = in_english(public_pages(record))
        assert_speaks(Client(), paths, foreign(entries, french_of, english_of))

    def test_the_french_desk_says_nothing_in_english(self, entries, record, chloe):
        paths = desk_pages(record)
        client = Client()
        assert_speaks(client, ["/admin/login/"], foreign(entries, english_of, french_of))
        client.force_login(chloe)
        assert_speaks(client, paths, foreign(entries, english_of, french_of))

    def test_the_english_desk_says_nothing_in_french(self, entries, record, chloe):
        paths = in_english(desk_pages(record))
        client = Client()
        assert_speaks(client, ["/en/admin/login/"], foreign(entries, french_of, english_of))
        client.force_login(chloe)
        assert_speaks(client, paths, foreign(entries, french_of, english_of))


class TestHistory:
    def test_it_names_fields_and_choices_as_the_forms_do(self):
        changes = {"status": ["draft", "in_review"], "targets": [[], [{"relation": "to"}]]}
        with translation.override("fr"):
            assert as_rows(changes) == [
                ("statut", "brouillon", "en relecture"),
                ("personnes visées", "", "lien\u00a0: adressé à"),
            ]

    def test_what_no_form_has_keeps_its_name(self):
        assert as_rows({"zorblik_vanu": [1, None]}) == [("zorblik vanu", "1", "")]


class TestRefusals:
    @pytest.mark.parametrize(
        ("pasted", "told"),
        [
            ("\u200b", "Ce texte ne contient rien"),
            ("%PDF-1.4 Zorblik", "Ce texte contient des caract"),
        ],
    )
    def test_a_text_that_cannot_be_kept_is_refused_in_french(self, db, pasted, told):
        with translation.override("fr"):
            [error] = NewArticleForm({"pasted": pasted}).errors["pasted"]
        assert error.startswith(told)
