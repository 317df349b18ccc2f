"""What the public reads is what two people vouched for: no record beside editions shows through."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Edition, FormerSlug, Outlet, Topic
from tests import makers
from tests.reading import full_edition, pages_of, read, revised, statements_at, words_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

FORGED = "Titre refait par une seule personne"


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


# --- Articles, as their newest edition gives them -------------------------------------------------


def forge(article: Article) -> None:
    """Changes, past every edition, all that a contributor may change of an article."""
    Article.objects.filter(pk=article.pk).update(
        title=FORGED, title_is_derived=True, byline=FORGED, place=FORGED, agency=FORGED,
        url="https://forged.example/", archived_url="https://forged.example/copy",
        published="1999", published_from="1999-01-01", published_to="1999-12-31", language="en",
    )  # fmt: skip


@pytest.mark.parametrize("licence", ["open", "private"])
def test_a_change_of_the_article_alone_changes_no_public_page(sam, licence):
    article = makers.article(
        makers.BODY * 8, licence=licence, byline="Maud Ferrand", place="Lille", agency="AFP",
        url="https://gazette.example/1", archived_url="https://copies.example/1",
    )  # fmt: skip
    edition = full_edition(in_article=article)
    # Coverage counts the articles themselves: it says nothing else of them.
    paths = [path for path in pages_of(edition) if path != "/coverage/"]
    before = [read(sam, path) for path in paths]
    forge(article)
    for path, page in zip(paths, before, strict=True):
        assert read(sam, path) == page, path


def test_an_outlet_is_called_as_the_edition_calls_it(sam):
    edition = makers.edition()
    Article.objects.update(outlet=makers.outlet(FORGED))
    for path in ("/articles/", edition.article.get_absolute_url(), edition.get_absolute_url()):
        page = read(sam, path)
        assert FORGED not in page
        assert "La Gazette du Beffroi" in page


def test_an_article_is_shown_as_its_newest_edition_gives_it(sam):
    article = makers.article(byline="Maud Ferrand")
    first = makers.edition(in_article=article)
    Article.objects.filter(pk=article.pk).update(
        title="La halle rouvre", byline="Maud Ferrand et Élie Sault", place="Roubaix"
    )
    makers.edition("Elle n’a rien ouvert du tout", in_article=Article.objects.get(pk=article.pk))
    for path in ("/articles/", article.get_absolute_url()):
        page = words_of(read(sam, path))
        assert "La halle rouvre" in page
        assert "Maud Ferrand et Élie Sault" in page
        assert "Une halle au printemps" not in page
    assert "Roubaix" in words_of(read(sam, article.get_absolute_url()))
    assert "Une halle au printemps" in words_of(read(sam, first.get_absolute_url()))


def test_an_article_falls_back_on_the_edition_that_is_left_after_a_retraction(sam):
    article = makers.article()
    makers.edition(in_article=article)
    Article.objects.filter(pk=article.pk).update(title="La halle rouvre")
    fresh = Article.objects.get(pk=article.pk)
    makers.retracted(makers.published("Elle n’a rien ouvert du tout", in_article=fresh))
    page = words_of(read(sam, "/articles/"))
    assert "Une halle au printemps" in page
    assert "La halle rouvre" not in page


def test_an_article_of_several_editions_is_listed_once(sam):
    article = makers.article()
    makers.edition(in_article=article)
    makers.edition("Elle n’a rien ouvert du tout", in_article=article)
    assert read(sam, "/articles/").count(f'href="{article.get_absolute_url()}"') == 1


def test_articles_are_listed_and_paged_by_the_dates_of_their_editions(sam, settings):
    settings.PAGE_SIZE = 2
    for published in ["2019-03", "", "2019-03", "2017", "", "2019-03-04"]:
        made = makers.edition(in_article=makers.article(published=published))
        Article.objects.filter(pk=made.article_id).update(published="", published_from=None)
    listed, path = [], "/articles/"
    while path:
        page = read(sam, path)
        listed += [int(pk) for pk in re.findall(r'<h2><a href="/articles/(\d+)/">', page)]
        link = re.search(r'rel="next" href="([^"]+)"', page)
        path = f"/articles/{link[1]}" if link else ""
    printed = dict(Edition.objects.current().values_list("article", "published_from"))
    days = [str(printed[pk] or "") for pk in listed]
    assert len(set(listed)) == 6
    assert days == sorted(days, reverse=True)


def test_the_list_of_articles_costs_the_same_whatever_the_number_of_editions(sam):
    article = makers.article()
    makers.edition(in_article=article)

    def cost() -> int:
        with CaptureQueriesContext(connection) as captured:
            read(sam, "/articles/")
        return len(captured)

    before = cost()
    makers.edition("Elle n’a rien ouvert du tout", in_article=article)
    for _ in range(5):
        makers.edition()
    assert cost() == before


def test_a_new_source_is_named_among_what_an_edition_changed(sam):
    first = makers.edition()
    Article.objects.filter(pk=first.article_id).update(archived_url="https://copies.example/1")
    revised(first.statement)
    page = words_of(read(sam, f"/en{first.get_absolute_url()}"))
    assert "Changed: the source" in page


def test_a_topic_is_called_as_the_editions_call_it(sam):
    full_edition()
    makers.edition("Elle n’a rien ouvert du tout")
    Topic.objects.update(name=FORGED)
    for path in ("/statements/", "/statements/?topic=halle"):
        page = read(sam, path)
        assert FORGED not in page
        assert "Halle" in words_of(page)


# --- Filters know what is in print, and nothing else ----------------------------------------------


def unprinted_records() -> list[str]:
    """Queries that name a person, a topic and an outlet of the archive that no edition names."""
    unprinted = makers.outlet("Le Journal inédit")
    makers.statement(
        speaker=makers.person("Basile Inédit"),
        targets=[makers.target(makers.person("Ode Inédit"))],
        topics=[Topic.objects.create(name="Thème inédit")],
        in_article=makers.article(outlet=unprinted),
    )  # fmt: skip
    return [
        "speaker=basile-inedit", "about=basile-inedit", "speaker=ode-inedit", "about=ode-inedit",
        "topic=theme-inedit", f"outlet={unprinted.pk}",
    ]  # fmt: skip


def test_a_record_that_is_not_in_print_is_unknown_to_every_filter(sam):
    makers.edition()
    for query in unprinted_records():
        name = query.partition("=")[0]
        never = "999999" if name == "outlet" else "personne-de-ce-nom"
        for path in ("/statements/", "/articles/")[: 2 if name == "outlet" else 1]:
            answer, unknown = read(sam, f"{path}?{query}"), read(sam, f"{path}?{name}={never}")
            assert 'role="alert"' in answer, (path, query)
            assert "inédit" not in answer.lower()
            assert answer.replace(query, f"{name}={never}") == unknown, (path, query)


def test_a_record_that_left_print_is_unknown_again(sam):
    edition = full_edition()
    makers.edition("Elle n’a rien ouvert du tout", speaker=makers.person("Rose Autre"))
    makers.retracted(edition.statement)
    for query in ("speaker=ysoline-quevrain", "about=theodule-marquenterre", "topic=halle"):
        assert 'role="alert"' in read(sam, f"/statements/?{query}"), query


def test_an_outlet_in_print_narrows_the_list_of_articles(sam):
    here = makers.edition(in_article=makers.article(outlet=makers.outlet("Radio Deûle")))
    there = makers.edition("Elle n’a rien ouvert du tout")
    radio = Outlet.objects.get(name="Radio Deûle")
    page = read(sam, f"/articles/?outlet={radio.pk}")
    assert here.article.get_absolute_url() in page
    assert there.article.get_absolute_url() not in page


def test_a_filter_takes_the_former_address_of_somebody_in_print(sam):
    edition = makers.edition()
    FormerSlug.objects.create(person=edition.speaker, slug="ysoline-q")
    assert statements_at(sam, "speaker=ysoline-q") == {edition.statement_id}


# --- Former addresses -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/people/ancienne/", "/people/basile-avant/"])
def test_no_address_leads_to_somebody_who_is_not_in_print(sam, path):
    makers.edition()
    kept = makers.person("Basile Inédit")
    FormerSlug.objects.create(person=kept, slug="ancienne")
    makers.person("Basile Avant", merged_into=kept)
    answer = read(sam, path, status=404)
    slug = path.split("/")[2]
    assert answer.replace(slug, "personne-de-ce-nom") == read(
        sam, "/people/personne-de-ce-nom/", status=404
    )


# --- About and to ---------------------------------------------------------------------------------


def test_what_was_only_said_about_somebody_is_not_called_said_to_them(sam):
    makers.edition(targets=[makers.target()])
    page = words_of(read(sam, "/en/people/theodule-marquenterre/"))
    assert "What was said about them 1" in page
    assert "to them" not in page


def test_what_was_said_to_somebody_is_called_so_on_their_page(sam):
    makers.edition(targets=[makers.target(relation="to")])
    page = words_of(read(sam, "/en/people/theodule-marquenterre/"))
    assert "What was said about them or to them 1" in page
    page = words_of(read(sam, "/en/people/ysoline-quevrain/"))
    assert "About or to: Théodule Marquenterre" in page


def test_the_list_of_people_tells_said_about_from_said_to(sam):
    rose = makers.person("Rose Autre")
    makers.edition(targets=[makers.target(relation="to"), makers.target(rose)])
    page = words_of(read(sam, "/en/people/"))
    assert re.search(r"Marquenterre, Théodule\s+1 to them", page)
    assert re.search(r"Autre, Rose\s+1 about", page)


def test_the_filter_by_target_says_that_it_takes_those_spoken_to(sam):
    edition = makers.edition(targets=[makers.target(relation="to")])
    page = read(sam, "/en/statements/?about=theodule-marquenterre")
    assert "About or to Théodule Marquenterre" in words_of(page)
    assert edition.get_absolute_url() in page


# --- What the archive says of itself --------------------------------------------------------------


def test_a_withdrawn_statement_is_said_to_be_quoted_nowhere_and_is(sam):
    first = full_edition()
    makers.edition("Elle n’a rien ouvert du tout", in_article=first.article)
    revised(first.statement, place="Lille")
    paths = pages_of(first)
    makers.retracted(first.statement)
    assert "It is no longer quoted" in words_of(read(sam, f"/en{paths[3]}", status=410))
    for path in paths:
        page = sam.get(path).content.decode()
        assert f'href="{first.get_absolute_url()}' not in page.partition("<main")[2], path
        if path != first.article.get_absolute_url():  # whose text everybody may read as printed
            assert makers.WORDS not in page, path
