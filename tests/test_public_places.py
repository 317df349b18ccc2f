"""The pages of outlets, topics and articles: what each lists, counts, and leads to."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from archive.models import Article, Edition, Outlet, Topic
from tests import makers
from tests.reading import edition_of, full_edition, pages_of, read, revised, words_of

pytestmark = pytest.mark.django_db

MOST_QUERIES = 12
PLACES = ("/articles/", "/outlets/", "/topics/", "/coverage/", "/about/")


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


def articles_at(client: Client, path: str) -> list[int]:
    return [int(pk) for pk in re.findall(r'<h2><a href="/articles/(\d+)/">', read(client, path))]


def articles_of(outlet: Outlet | None = None, **fields: str) -> Article:
    """An article in print."""
    given = {"outlet": outlet} if outlet else {}
    return makers.edition(in_article=makers.article(**given, **fields)).article


def address_in(page: str, rel: str) -> str:
    link = re.search(rf'rel="{rel}" href="([^"]+)"', page)
    return link[1].replace("&amp;", "&") if link else ""


# --- Every one of these pages ---------------------------------------------------------------------


def test_none_of_these_pages_asks_more_than_twelve_questions(sam):
    editions = [full_edition()] + [
        edition_of(n, targets=[makers.target()], topics=list(Topic.objects.all())) for n in range(9)
    ]
    for path in ["/", *(path for path in pages_of(editions[0]) if path.startswith(PLACES))]:
        with CaptureQueriesContext(connection) as captured:
            read(sam, path)
        assert len(captured) <= MOST_QUERIES, path


def test_a_private_article_shows_nothing_but_its_statements_here(sam):
    private = makers.article(licence="private", body=makers.BODY * 8, title="La séance")
    edition = full_edition(in_article=private)
    makers.article(licence="private", title="Titre inédit", reading="read")
    for path in pages_of(edition):
        page = read(sam, path)
        assert "Titre inédit" not in page
        assert "Le public a applaudi" not in page


# --- Articles -------------------------------------------------------------------------------------


def test_articles_are_paged_once_each_and_what_is_not_dated_stands_last(sam, settings):
    settings.PAGE_SIZE = 2
    made = [
        articles_of(published=written).pk
        for written in ["2019-03", "", "2019-03", "2017", "", "../2019", "2019-03-04"]
    ]
    days = {article.pk: article.published_from for article in Article.objects.filter(pk__in=made)}
    path, pages = "/articles/", []
    while path:
        pages.append(articles_at(sam, path))
        last, path = path, address_in(read(sam, path), "next")
        path = f"/articles/{path}" if path else ""
    shown = [pk for page in pages for pk in page]
    assert sorted(shown) == sorted(made)
    known = [days[pk] for pk in shown if days[pk]]
    assert known == sorted(known, reverse=True)
    assert not any(days[pk] for pk in shown[len(known) :])
    back = address_in(read(sam, last), "prev")
    assert articles_at(sam, f"/articles/{back}") == pages[-2]


def test_articles_are_narrowed_by_outlet_year_and_month(sam):
    radio = makers.outlet("Radio Deûle")
    january = articles_of(radio, published="2017-01-22").pk
    year = articles_of(radio, published="2017").pk
    march = articles_of(radio, published="2017-03").pk
    other = articles_of(published="2017-01").pk
    undated = articles_of(published="").pk
    for query, expected in {
        f"outlet={radio.pk}": {january, year, march},
        "year=2017": {january, year, march, other},
        "month=2017-01": {january, year, other},
        f"month=2017-03&outlet={radio.pk}": {march},
        "year=1850": set(),
        "": {january, year, march, other, undated},
    }.items():
        assert set(articles_at(sam, f"/articles/?{query}")) == expected, query


def test_an_article_says_how_many_statements_it_holds_and_which_outlet_printed_it(sam):
    article = makers.article(
        "\n".join(f"Il dit : « Propos numéro {n} de la série »." for n in (1, 2))
    )
    for number in (1, 2):
        edition_of(number, in_article=article)
    page = read(sam, "/en/articles/")
    assert "2 statements" in page
    assert f'href="/en/outlets/{article.outlet_id}/"' in page


def test_a_list_of_articles_narrowed_to_nothing_says_so(sam):
    articles_of()
    assert "No article in print answers this." in read(sam, "/en/articles/?year=1850")


# --- Outlets --------------------------------------------------------------------------------------


def test_the_outlets_in_print_and_those_read_in_vain_are_listed_apart(sam):
    makers.edition()
    vain = makers.outlet("Le Phare d’Étaples")
    makers.article(outlet=vain, reading="read")
    makers.article(outlet=makers.outlet("La Feuille non lue"), reading="unread")
    page = words_of(read(sam, "/en/outlets/"))
    first, _heading, second = page.partition("Read, without a statement in print")
    assert "La Gazette du Beffroi newspaper 1 statement" in first
    assert "Le Phare d’Étaples newspaper 1 article read" in second
    assert "La Feuille non lue" not in page


def test_an_outlet_shows_its_kind_its_site_its_notice_and_its_articles(sam):
    outlet = makers.outlet(
        "Radio Deûle", kind="radio", url="https://radio.example/", notice="Fictive."
    )
    newer, older = (
        articles_of(outlet, published="2019").pk,
        articles_of(outlet, published="2017").pk,
    )
    articles_of(published="2018")
    page = read(sam, f"/en/outlets/{outlet.pk}/")
    assert articles_at(sam, f"/outlets/{outlet.pk}/") == [newer, older]
    assert 'href="https://radio.example/"' in page
    for words in ("radio", "Fictive.", "2 statements", "Ysoline Quévrain"):
        assert words in page
    assert f"?outlet={outlet.pk}&amp;year=2017" in page


def test_the_site_of_an_outlet_is_a_link_only_where_it_is_one_of_the_web(sam):
    outlet = makers.outlet("Radio Deûle", url="javascript:alert(1)")
    articles_of(outlet)
    assert "javascript:" not in read(sam, f"/outlets/{outlet.pk}/")


def test_an_outlet_read_in_vain_has_a_page_and_one_not_read_has_none(sam):
    outlet = makers.outlet("Le Phare d’Étaples")
    article = makers.article(outlet=outlet, reading="unread")
    read(sam, f"/outlets/{outlet.pk}/", status=404)
    Article.objects.filter(pk=article.pk).update(reading="read")
    page = read(sam, f"/en/outlets/{outlet.pk}/")
    assert 'class="empty"' in page
    assert article.title not in page
    read(sam, "/outlets/99999999/", status=404)


# --- Topics ---------------------------------------------------------------------------------------


def test_topics_stand_from_a_to_z_with_their_numbers(sam):
    halle, ecole = Topic.objects.create(name="Halle"), Topic.objects.create(name="École")
    Topic.objects.create(name="Sans propos")
    edition_of(1, topics=[halle, ecole])
    edition_of(2, topics=[halle])
    page = words_of(read(sam, "/topics/"))
    assert re.search(r"École 1\s*Halle 2", page)
    assert "Sans propos" not in page


def test_many_topics_stand_under_their_letters(sam):
    topics = [
        Topic.objects.create(name=f"{letter}bstrait {n}") for n in range(21) for letter in "ÉA"
    ]
    edition_of(1, topics=topics)
    page = read(sam, "/topics/")
    assert re.findall(r'<h2 id="letter-(.)">', page) == ["A", "E"]


def test_a_topic_keeps_the_name_its_newest_edition_froze(sam):
    topic = Topic.objects.create(name="Halle")
    made = edition_of(1, topics=[topic]).statement
    Topic.objects.filter(pk=topic.pk).update(name="Nom du bureau")
    for path in ("/topics/", "/topics/halle/", "/"):
        page = read(sam, path)
        assert "Halle" in page
        assert "Nom du bureau" not in page
    revised(made, place="Lille")
    assert "Nom du bureau" in read(sam, "/topics/halle/")


def test_the_statements_of_a_topic_are_paged_newest_first(sam, settings):
    settings.PAGE_SIZE = 2
    topic = Topic.objects.create(name="Halle")
    for number in range(5):
        edition_of(number, said_on=f"201{number}", topics=[topic] if number else [])
    gone = edition_of(9, said_on="2019", topics=[topic]).statement
    makers.retracted(gone)
    expected = [
        edition.statement_id
        for edition in Edition.objects.current().filter(topic_links__topic=topic).newest_first()
    ]
    shown, path = [], "/topics/halle/"
    while path:
        page = read(sam, path)
        shown += [int(pk) for pk in re.findall(r'<p><a href="/statements/(\d+)/">', page)]
        following = address_in(page, "next")
        path = f"/topics/halle/{following}" if following else ""
    assert shown == expected
    assert "4 propos" in words_of(read(sam, "/topics/halle/"))


def test_a_topic_says_who_speaks_about_it_most(sam):
    topic = Topic.objects.create(name="Halle")
    theodule = makers.person("Théodule Marquenterre")
    for number, speaker in enumerate([theodule, theodule, makers.person()]):
        edition_of(number, topics=[topic], speaker=speaker)
    aside = words_of("<body>" + read(sam, "/topics/halle/").partition("<aside")[2])
    assert re.search(r"Théodule Marquenterre 2\s*Ysoline Quévrain 1", aside)


def test_a_topic_that_no_edition_names_has_no_page(sam):
    topic = Topic.objects.create(name="Halle")
    makers.statement(topics=[topic])
    read(sam, "/topics/halle/", status=404)
    read(sam, f"/topics/{'x' * 300}/", status=404)


# --- The front page -------------------------------------------------------------------------------


def test_the_front_page_leads_to_people_pairs_and_topics(sam):
    full_edition()
    page = read(sam, "/en/")
    for address in (
        "/en/people/ysoline-quevrain/", "/en/people/ysoline-quevrain/about/theodule-marquenterre/",
        "/en/topics/halle/", "/en/coverage/", "/en/outlets/",
    ):  # fmt: skip
        assert f'href="{address}"' in page
    assert "All of 2019." in page


def test_nobody_is_offered_as_speaking_about_themselves(sam):
    makers.edition(targets=[makers.target(makers.person())])
    assert "/about/ysoline-quevrain/" not in read(sam, "/")


def test_the_figures_of_the_front_page_are_those_in_print(sam):
    full_edition()
    makers.statement("Elle n’a rien ouvert du tout")
    gone = edition_of(1).statement
    assert re.search(
        r"2 statements\s*2 people\s*2 articles\s*1 outlet", words_of(read(sam, "/en/"))
    )
    makers.retracted(gone)
    assert re.search(r"1 statement\s*2 people\s*1 article\s*1 outlet", words_of(read(sam, "/en/")))


def test_the_years_of_a_list_are_those_of_the_editions(sam):
    radio = makers.outlet("Radio Deûle")
    article = articles_of(radio, published="2017-01")
    articles_of(published="2019")
    articles_of(radio, published="2018")
    Article.objects.filter(pk=article.pk).update(published="1999", published_from="1999-01-01")
    assert re.findall(r">(\d{4})</a></li>", read(sam, "/articles/")) == ["2019", "2018", "2017"]
    assert re.findall(r">(\d{4})</a></li>", read(sam, f"/outlets/{radio.pk}/")) == ["2018", "2017"]


def test_an_outlet_keeps_what_it_printed_when_the_desk_moves_the_article(sam):
    outlet = makers.edition().outlet
    Article.objects.update(outlet=makers.outlet("Radio Deûle"))
    assert len(articles_at(sam, f"/outlets/{outlet.pk}/")) == 1
    assert f'href="/outlets/{outlet.pk}/"' in read(sam, "/outlets/")
