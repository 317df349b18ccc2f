"""No search finds, counts or proposes what is not in print: drafts, private text, what was taken
back."""

import pytest
from django.test import Client

from archive.finding.answers import answer
from archive.finding.asked import Asked
from archive.models import Annotation, Lexeme, SearchEntry, Topic
from archive.search.analysis import folded
from archive.search.query import parse
from tests import makers, tallying
from tests.people import merged, undone
from tests.reading import read, revised, statements_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Client:
    return Client()


def is_found(word: str) -> bool:
    """Whether a search tells anything of a word: finds it, marks it, or proposes it."""
    found = answer(Asked(parse(word)), {})
    nearly = answer(Asked(parse(f"{word}x")), {})
    page = read(Client(), f"/en/statements/?q={word}x")
    return bool(
        found.total.number
        or found.people()
        or found.articles
        or nearly.spelled
        or f">{word}<" in page
        or Lexeme.objects.filter(word=folded(word)).exists()
    )


def test_a_draft_and_what_waits_for_review_are_not_found():
    makers.statement("Un brouillon nommé philibertine")
    makers.in_review("Une relecture nommée philibertine")
    assert not is_found("philibertine")


def test_internal_notes_are_not_found():
    internal = makers.note("Rappeler philibertine", visibility=Annotation.Visibility.INTERNAL)
    makers.edition(notes=[internal, makers.note("Une note publique")])
    assert is_found("publique")
    assert not is_found("philibertine")


def test_the_text_of_an_article_is_found_only_beside_the_words():
    words = "Nous ouvrirons la halle"
    far = "Bien avant, philibertine parlait d’autre chose, longuement et sans fin. "
    body = f"{far}Près, « {words} », dit-elle. {far[::-1]}\n" + "Et encore la suite du texte. " * 40
    makers.edition(words, in_article=makers.article(body, licence="private"))
    assert is_found("Près")
    assert not is_found("philibertine")
    assert not is_found("suite")


def test_what_no_page_shows_is_not_found():
    edition = makers.edition("Rien que cela", speaker_role="maire")
    speaker = edition.speaker
    speaker.disambiguation = "philibertine"
    assert not is_found("philibertine")
    assert is_found("cela")


def test_an_earlier_edition_is_not_found_any_more(sam):
    made = makers.published("Nous ouvrirons la halle au printemps", speaker_role="philibertine")
    assert is_found("philibertine")
    revised(made, speaker_role="mairesse")
    assert not is_found("philibertine")
    assert statements_at(sam, "q=mairesse") == {made.pk}


def test_a_retraction_takes_every_word_out_at_once(sam):
    made = makers.published("Un mot comme philibertine", notes=[makers.note("Et marguerite")])
    kept = makers.published("Un autre mot que rien")
    assert is_found("philibertine")
    makers.retracted(made)
    assert not is_found("philibertine")
    assert not is_found("marguerite")
    assert statements_at(sam, "q=mot") == {kept.pk}
    assert SearchEntry.objects.count() == 1
    tallying.assert_true()


def test_who_was_merged_is_counted_and_filtered_as_who_stays(sam):
    one, other = makers.person("Y. Quévrain"), makers.person("Ysoline Quévrain")
    denis = makers.person("Denis Marchetout")
    mine = [
        makers.published(f"Propos numéro {n}", speaker=who, targets=[makers.target(denis)])
        for n, who in enumerate((one, other, other))
    ]
    both = makers.published(
        "Des deux à la fois", speaker=denis, targets=[makers.target(one), makers.target(other)]
    )
    made = merged(one, other)
    expected = {statement.pk for statement in mine}
    assert statements_at(sam, f"speaker={other.slug}") == expected
    assert statements_at(sam, f"speaker={one.slug}") == expected
    assert statements_at(sam, f"about={other.slug}") == {both.pk}
    page = read(sam, "/en/statements/?since=1900")
    refine = page.partition('class="refine"')[2]
    assert (
        f'?since=1900&amp;speaker={other.slug}">Ysoline Quévrain</a> <span class="count">3<'
        in refine
    )
    assert (
        f'?since=1900&amp;about={other.slug}">Ysoline Quévrain</a> <span class="count">1<' in refine
    )
    assert "Y. Quévrain</a> <span" not in refine
    undone(made)
    assert statements_at(sam, f"speaker={other.slug}") == {mine[1].pk, mine[2].pk}


def test_a_person_with_more_records_than_a_facet_shows_is_counted_whole(sam):
    stays = makers.person("Ysoline Quévrain")
    records = [makers.person(f"Y{chr(97 + n)} Quévrain") for n in range(10)]
    for n, record in enumerate(records):
        makers.edition(f"Propos numéro {n}", speaker=record)
    for n in range(2):
        makers.edition(f"Autre propos {n}", speaker=makers.person("Denis Marchetout"))
    for record in records:
        merged(record, stays)
    page = read(sam, "/en/statements/?since=1900").partition('class="refine"')[2]
    assert 'Ysoline Quévrain</a> <span class="count">10<' in page


@pytest.mark.parametrize(
    "field",
    ["exact", "attribution", "speaker_role", "place", "title", "outlet", "note", "topic", "name",
     "target_role"],
)  # fmt: skip
def test_markup_in_any_field_is_text(sam, field):
    nasty = "zork<script>x</script><mark>y</mark>&lt;b&gt;"
    given = {
        "exact": {"words": nasty},
        "attribution": {"attribution": nasty, "speaker": None, "speaker_type": "anonymous"},
        "speaker_role": {"speaker_role": nasty},
        "place": {"place": nasty},
        "title": {"in_article": makers.article(title=nasty)},
        "outlet": {"in_article": makers.article(outlet=makers.outlet(nasty))},
        "note": {"notes": [makers.note(nasty)]},
        "topic": {"topics": [Topic.objects.create(name=nasty)]},
        "name": {"speaker": makers.person(nasty)},
        "target_role": {"targets": [makers.target(role=nasty)]},
    }[field]
    makers.edition(**given)
    makers.edition("Elle n’a rien ouvert du tout")
    for query in ("", "q=zork", "q=script+y", "q=rien", "q=zork&sort=relevance"):
        page = read(sam, f"/en/statements/?{query}")
        assert "<script>x" not in page
        assert "<mark>y</mark>&lt;/mark" in page or "<mark>y</mark>" not in page
        assert "&lt;b&gt;" not in page.replace("&amp;lt;b&amp;gt;", "")
