"""Place, date and agency are copied from where an article prints them, and from nowhere else."""

import pytest

from archive.importers.plain_text import parse

pytestmark = pytest.mark.once


def draft(text):
    return parse(text.encode())


# Dateline


@pytest.mark.parametrize(
    ("text", "place", "published", "agency"),
    [
        ("VALMONT (AFP) – Le maire part.", "VALMONT", "", "AFP"),
        ("Saint-Denis de la Réunion (AFP) - Le maire.", "Saint-Denis de la Réunion", "", "AFP"),
        ("(AFP) - Le maire part.", "", "", "AFP"),
        ("EXCLUSIF (Reuters) - Le maire part.", "", "", "Reuters"),
        ("Lille, France — Le maire part.", "Lille, France", "", ""),
        ("Abidjan, Côte d’Ivoire\nLe maire part.", "Abidjan, Côte d’Ivoire", "", ""),
        ("Londres (Royaume-Uni) - Le maire part.", "Londres (Royaume-Uni)", "", ""),
        ("Lille (Nord), 12 janvier. Le maire.", "Lille (Nord)", "", ""),
        ("Lille, le 3 mai 2016 – Le maire.", "Lille", "2016-05-03", ""),
        ("PARIS, Jan 12, 2017 (Reuters) - The mayor.", "PARIS", "2017-01-12", "Reuters"),
        ("22 janvier 2017. – Le maire part.", "", "2017-01-22", ""),
        ("1er août 2016, Normandie . –\nLe maire.", "Normandie", "2016-08-01", ""),
        ("31 mars 2016, 15:37 (UTC) . –\nLe maire.", "", "2016-03-31", ""),
        ("Mercredi 12 mai 2017\n\nLe maire part.", "", "2017-05-12", ""),
        ("Publié le 22 janvier 2017 à 18h04 | Mis à jour hier\nLe maire.", "", "2017-01-22", ""),
    ],
)
def test_dateline_is_copied_and_stays_in_the_body(text, place, published, agency):
    found = draft(text)
    assert (found.place, found.published, found.agency) == (place, published, agency)
    assert found.body == text


@pytest.mark.parametrize(
    "text",
    [
        "COULISSES DU PORT - Le maire part.",
        "VIDÉO, 12 janvier 2017. Le maire part.",
        "Lille, capitale des Flandres, dort.",
        "Le 12 janvier 2017, le maire est parti.",
        "22 janvier 2017 : le maire part.",
        "30 février 2017. – Le maire part.",
        "Publié le 3 mai 2016, le décret a changé la vie des riverains.",
        "Ada Morvan (Parti du lac) - Le maire part.",
        "Lille, France, où le maire vit, dort.",
    ],
)
def test_words_that_only_look_like_a_dateline_say_nothing(text):
    assert (draft(text).place, draft(text).published) == ("", "")


def test_a_date_deep_in_the_article_is_not_its_own():
    text = "Le maire part. " * 20 + "\n\n12 mai 2015 – Le maire arrive."
    assert draft(text).published == ""


# Credit


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("Le maire part. (AFP)", "AFP"),
        ("« Je pars » (avec AFP)", "AFP"),
        ("Le maire part. Avec Reuters.", "Reuters"),
        ("Le maire part.\n\nAFP", "AFP"),
        ("Le maire part.\n(avec l’AFP)\n", "AFP"),
        ("Le maire part.\n\nSource : ATS-Keystone", "Keystone-ATS"),
        ("Le maire part.\n\nPar La Presse canadienne", "Presse canadienne"),
        ("Le maire part.\n\nLe Courrier avec Associated Press", "AP"),
        ("Le maire part.\n\nLa rédaction (avec AFP, dpa)", "AFP, dpa"),
        ("Le port ferme\n\nLe Courrier avec AFP\n\n" + "Le maire part. " * 40, "AFP"),
    ],
)
def test_credit_names_the_agency(text, agency):
    assert draft(text).agency == agency


@pytest.mark.parametrize(
    "text",
    [
        "Le maire l’a dit à Reuters.",
        "Le maire l’a dit lors d’un entretien avec Reuters.",
        "Elle dirige l’Agence France-Presse (AFP).",
        "Le maire part.\n\nEntretien avec Reuters",
        "Le maire part.\n\nAPERÇU",
        "Le maire part.\n\nAFPA",
    ],
)
def test_an_agency_that_is_mentioned_is_not_credited(text):
    assert draft(text).agency == ""
