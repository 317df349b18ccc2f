"""The public pages of one statement, one edition, one article, one person."""

import re
from urllib.parse import quote

import pytest
from django.test import Client

from archive import drafting
from archive.models import ArticleText, FormerSlug, Identifier
from tests import makers
from tests.people import merged
from tests.reading import full_edition, pages_of, read, revised, statements_at, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sam() -> Client:
    """A visitor without a session."""
    return Client()


# --- A statement ----------------------------------------------------------------------------------


def test_a_statement_tells_who_said_what_about_whom_when_and_where(sam):
    edition = full_edition(
        speaker_role="maire d’Aubencheul", place="Lille", via="Radio Deûle", setting="interview",
        certainty="probable", certainty_reason="La voix n’est pas nommée.",
    )  # fmt: skip
    page = words_of(read(sam, f"/en{edition.get_absolute_url()}"))
    for expected in (
        "« Nous ouvrirons la halle au printemps »", "Ysoline Quévrain", "maire d’Aubencheul",
        "Théodule Marquenterre", "12 March 2019", "Lille", "Radio Deûle", "Probable attribution",
        "La voix n’est pas nommée.", "La halle est fermée depuis 2015.", "Une halle au printemps",
        "La Gazette du Beffroi", "Not signed", "tenue à la mairie.", "a promis", "Halle",
        f"http://testserver/en{edition.get_pinned_url()}",
    ):  # fmt: skip
        assert expected in page, expected


def test_the_speaker_is_linked_and_the_quotation_names_its_source(sam):
    article = makers.article(url="https://gazette.example/halle")
    edition = makers.edition(in_article=article)
    page = read(sam, edition.get_absolute_url())
    assert 'href="/people/ysoline-quevrain/"' in page
    assert '<blockquote class="said" lang="fr" cite="https://gazette.example/halle">' in page
    fragment = quote("Nous ouvrirons la halle au printemps")
    assert f'href="https://gazette.example/halle#:~:text={fragment}"' in page


def test_reported_speech_has_no_quotation_marks_and_says_what_it_is(sam):
    edition = makers.edition("Elle a ajouté que Théodule Marquenterre viendrait", kind="indirect")
    page = read(sam, f"/en{edition.get_absolute_url()}")
    assert "reported speech" in page
    assert "«" not in words_of(page.partition("<blockquote")[2].partition("</blockquote")[0])


def test_the_citation_is_plain_text_that_names_words_speaker_source_and_edition(sam):
    edition = makers.edition(said_on="2019-03-12", speaker_role="maire d’Aubencheul")
    page = words_of(read(sam, f"/en{edition.get_absolute_url()}"))
    assert (
        "« Nous ouvrirons la halle au printemps » — Ysoline Quévrain, maire d’Aubencheul, "
        "12 March 2019. In: La Gazette du Beffroi, Une halle au printemps, March 2019. "
        f"Propos, no. {edition.statement_id}, edition 1, "
        f"http://testserver/en{edition.get_pinned_url()}"
    ) in page


def test_an_anonymous_source_is_called_as_the_article_calls_it(sam):
    edition = makers.edition(speaker=None, speaker_type="anonymous", attribution="un ami du maire")
    page = read(sam, edition.get_absolute_url())
    assert "un ami du maire" in words_of(page)
    assert 'href="/people/"' in page
    assert "/people/un-ami" not in page


def test_a_month_is_shown_as_a_month(sam):
    page = read(sam, makers.edition(said_on="2017-01").get_absolute_url())
    assert '<time datetime="2017-01">janvier 2017</time>' in page


def test_a_date_html_cannot_say_is_shown_in_words_only(sam):
    page = read(sam, makers.edition(said_on="2017-01-20~").get_absolute_url())
    assert "vers le 20 janvier 2017" in page
    assert "2017-01-20~" not in page


def test_an_address_that_is_not_of_the_web_is_no_link(sam):
    article = makers.article(url="javascript:alert(1)", archived_url="data:text/html,x")
    edition = makers.edition(in_article=article)
    for path in pages_of(edition):
        page = read(sam, path)
        assert "javascript:" not in page
        assert "data:" not in page


# --- Editions -------------------------------------------------------------------------------------


def test_a_pinned_edition_says_that_it_was_superseded_and_by_which(sam):
    first = makers.edition(place="Roubaix")
    second = revised(first.statement, place="Lille")
    old = read(sam, f"/en{first.get_pinned_url()}")
    assert "superseded" in words_of(old)
    assert f'<a href="/en{second.get_absolute_url()}">read edition 2, the current one</a>' in old
    assert "Roubaix" in words_of(old)
    new = words_of(read(sam, f"/en{second.get_pinned_url()}"))
    assert "superseded" not in new
    assert "Changed: the circumstances" in new


def test_the_page_of_a_statement_shows_its_current_edition(sam):
    first = makers.edition(place="Roubaix")
    revised(first.statement, place="Lille")
    page = words_of(read(sam, first.get_absolute_url()))
    assert "Lille" in page
    assert "Roubaix" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/statements/{pk}/v9/", "/statements/{pk}/v0/", "/statements/{pk}/v01/", "/statements/0/",
        "/statements/999999999999/", "/statements/99999999999/", "/statements/0{pk}/",
        "/statements/{pk}/v9999999999/", "/statements/{pk}/v999999999/", "/articles/99999999999/",
        "/people/personne/", "/nulle-part/",
    ],
)  # fmt: skip
def test_what_was_never_published_is_not_found(sam, path):
    made = makers.edition()
    page = read(sam, path.format(pk=made.statement_id), status=404)
    assert "noindex" in page


def test_a_retracted_statement_says_so_and_keeps_none_of_its_words(sam):
    first = makers.edition()
    revised(first.statement, place="Lille")
    makers.retracted(first.statement, public_note="Ces propos étaient mal attribués.")
    for path in (
        first.get_absolute_url(),
        first.get_pinned_url(),
        f"/statements/{first.statement_id}/v2/",
    ):
        page = read(sam, path, status=410)
        assert "Ces propos étaient mal attribués." in page
        assert f"{first.statement_id}" in words_of(page)
        assert "noindex" in page
        for word in ("ouvrirons", "Quévrain", "Une halle au printemps", "Lille", "a promis"):
            assert word not in page


def test_a_retracted_statement_leaves_every_list(sam):
    edition = full_edition()
    article = edition.article.get_absolute_url()
    paths = [
        path for path in pages_of(edition) if "/statements/" + str(edition.statement_id) not in path
    ]
    makers.retracted(edition.statement)
    for path in paths:
        response = sam.get(path)
        assert "ouvrirons" not in response.content.decode()
        if path == article or path.startswith("/people/ysoline"):
            assert response.status_code == 404


def test_a_statement_published_again_after_a_retraction_has_a_page_again(sam):
    made = makers.published()
    makers.retracted(made)
    draft = makers.move(made, "reopen", makers.rui(), reason="Vérifié.")
    draft.place = "Lille"
    drafting.write_edit(draft, by=makers.ada(), version=draft.version)
    makers.move(draft, "submit", makers.ada())
    makers.move(draft, "approve", makers.rui())
    assert "Lille" in read(sam, f"/statements/{made.pk}/")
    assert sam.get(f"/statements/{made.pk}/v1/").status_code == 410
    assert sam.get(f"/statements/{made.pk}/v2/").status_code == 200


# --- Articles -------------------------------------------------------------------------------------


def test_an_open_article_is_shown_whole_with_its_quotations_marked(sam):
    edition = makers.edition()
    page = read(sam, edition.article.get_absolute_url())
    mark = (
        f'<mark id="e{edition.pk}"><a href="{edition.get_absolute_url()}">{makers.WORDS}</a></mark>'
    )
    assert mark in page
    assert "Le public a applaudi" in page
    assert 'href="https://creativecommons.org/publicdomain/zero/1.0/"' in page


def test_a_private_article_shows_its_statements_and_a_few_words_round_them(sam):
    article = makers.article(
        licence="private", body=makers.BODY * 8, url="https://gazette.example/1"
    )
    edition = makers.edition(in_article=article)
    page = read(sam, article.get_absolute_url())
    assert "Le public a applaudi" not in page
    assert words_of(page).count("[…]") == 2  # before and after
    assert "« Nous ouvrirons la halle au printemps », a promis Ysoline" in words_of(page)
    assert f'href="{edition.get_absolute_url()}"' in page
    assert "#:~:text=Nous%20ouvrirons" in page


def test_a_printed_title_is_the_heading_and_is_not_repeated(sam):
    article = makers.article("« Rien n’est fait »\n\nIl l’a dit.\n", title="« Rien n’est fait »")
    edition = makers.edition("Rien n’est fait", in_article=article)
    page = read(sam, article.get_absolute_url())
    heading = page.partition("<h1")[2].partition("</h1>")[0]
    assert f'<a href="{edition.get_absolute_url()}">Rien n’est fait</a>' in heading
    assert "Rien n’est fait" not in page.partition('class="full-text"')[2].partition("<aside")[0]


def test_a_title_the_archive_made_is_told_apart_and_the_text_stays_whole(sam):
    article = makers.article("Il l’a dit hier.\nAutre ligne.\n", title="Il l’a dit hier.",
                             title_is_derived=True)  # fmt: skip
    edition = makers.edition("l’a dit hier", in_article=article)
    page = read(sam, f"/en{article.get_absolute_url()}")
    assert "[Il l’a dit hier.]" in words_of(page)
    assert "title given by the archive" in page
    assert "hier" in page.partition('class="full-text"')[2].partition("<aside")[0]
    assert "[Il l’a dit hier.]" in words_of(read(sam, edition.get_absolute_url()))


def test_a_quotation_whose_words_were_corrected_is_not_marked_in_the_newer_text(sam):
    edition = makers.edition()
    body = makers.BODY.replace("au printemps", "au mois de mai")
    ArticleText.objects.create(article=edition.article, number=2, body=body)
    page = read(sam, edition.article.get_absolute_url())
    assert "<mark" not in page
    assert edition.get_absolute_url() in page


def test_the_notice_of_an_outlet_stands_on_every_page_of_what_it_printed(sam):
    edition = makers.edition(
        in_article=makers.article(outlet=makers.outlet("Le Faux", notice="Journal satirique."))
    )
    record = edition.get_absolute_url(), edition.get_pinned_url()
    for path in (*record, edition.article.get_absolute_url(), "/", "/statements/", "/articles/"):
        assert "Journal satirique." in read(sam, path), path


# --- People ---------------------------------------------------------------------------------------


def test_a_person_s_page_tells_what_they_said_from_what_was_said_about_them(sam):
    ysoline, theodule = makers.person(), makers.person("Théodule Marquenterre")
    makers.edition(targets=[makers.target(theodule)], speaker_role="maire d’Aubencheul")
    makers.edition("Elle n’a rien ouvert du tout", speaker=theodule,
                   targets=[makers.target(ysoline)])  # fmt: skip
    page = read(sam, "/people/ysoline-quevrain/")
    said, about = page.partition('class="side-about"')[::2]
    assert "Nous ouvrirons" in said
    assert "rien ouvert" not in said
    assert "rien ouvert" in about
    assert "maire d’Aubencheul" in words_of(said)


def test_a_role_the_editions_do_not_give_is_not_shown(sam):
    ysoline = makers.person()
    ysoline.roles.create(title="trésorière d’un parti")
    makers.edition(speaker_role="maire d’Aubencheul")
    assert "trésorière" not in read(sam, "/people/ysoline-quevrain/")


def test_identifiers_lead_to_other_authority_files(sam):
    edition = makers.edition()
    Identifier.objects.create(person=edition.speaker, scheme="wikidata", value="Q42?x")
    page = read(sam, "/people/ysoline-quevrain/")
    assert 'href="https://www.wikidata.org/wiki/Q42%3Fx"' in page


def test_a_former_address_redirects_for_ever(sam):
    edition = makers.edition()
    FormerSlug.objects.create(person=edition.speaker, slug="ysoline-q")
    response = sam.get("/people/ysoline-q/")
    assert (response.status_code, response["Location"]) == (301, "/people/ysoline-quevrain/")


def test_a_merged_person_redirects_and_brings_their_statements(sam):
    edition = makers.edition(speaker=makers.person("Y. Quévrain"))
    kept = makers.person("Ysoline Quévrain-Hautmont")
    merged(edition.speaker, kept)
    response = sam.get("/en/people/y-quevrain/")
    assert (response.status_code, response["Location"]) == (301, f"/en/people/{kept.slug}/")
    assert edition.get_absolute_url() in read(sam, f"/people/{kept.slug}/")
    assert statements_at(sam, f"speaker={kept.slug}") == {edition.statement_id}
    people = words_of(read(sam, "/people/"))
    assert "Quévrain-Hautmont, Ysoline" in people
    assert "Quévrain, Y." not in people


def test_people_stand_from_a_to_z_whatever_their_accents(sam):
    for name in ("Zélie Zola", "Anne Éluard", "Bob Eluard", "Luc Faure"):
        makers.edition(f"Il est dit par {name} ceci", speaker=makers.person(name))
    page = words_of(read(sam, "/people/"))
    listed = re.findall(r"(Éluard, Anne|Eluard, Bob|Faure, Luc|Zola, Zélie)", page)
    assert listed == ["Éluard, Anne", "Eluard, Bob", "Faure, Luc", "Zola, Zélie"]
