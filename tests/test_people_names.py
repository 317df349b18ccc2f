"""Names typed and offered where a form of the desk takes a person."""

import pytest
from django.core.exceptions import ValidationError

from archive.admin.person_field import PersonField, names_in, numbered, offered
from archive.models import Person
from tests import makers
from tests.people import merged, two

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("Hier, Ysoline Quévrain a parlé.", "ysoline quevrain"),
        ("« Ysoline Quévrain », dit-on", "ysoline quevrain"),
        ("le projet d’Ysoline Quévrain, déposé", "ysoline quevrain"),
        ("avec L'Union des riverains du quai.", "l'union des riverains du quai"),
        ("selon Jean-Yves Le Drian (PS)", "jean-yves le drian"),
        ("Bakary\nTesselier-Konaté", "bakary tesselier-konate"),
    ],
)
def test_a_name_is_found_as_the_text_prints_it(body, name):
    assert name in names_in(body)


def test_a_run_of_words_without_a_capital_is_no_name():
    assert not names_in("la séance est levée, dit-on, sans débat")


def test_words_longer_than_a_name_are_nobody_and_are_not_looked_for(django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(ValidationError, match="100000"):
        PersonField().clean("x" * 100_000)


def test_the_longest_name_with_its_number_is_found():
    longest = Person.objects.create(name="é" * 200)
    assert PersonField().clean(f"{longest.name} (#{longest.pk})") == longest
    assert PersonField().clean(longest.name) == longest


def test_people_whom_the_article_names_are_offered_first():
    for name in ("Anne Absente", "Ysoline Quévrain", "Zoé Dernière"):
        makers.person(name)
    makers.person("Théodule Marquenterre").names.create(name="le maire Marquenterre")
    makers.person("Basile Autre").names.create(name="M. Autre")
    names = offered("« Rien », a dit Ysoline Quévrain à Zoé Dernière et à M. Autre.")
    assert set(names[:3]) == {"Ysoline Quévrain", "Zoé Dernière", "Basile Autre"}
    assert set(names[3:]) == {"Anne Absente", "Théodule Marquenterre"}


def test_a_name_that_several_bear_is_offered_with_its_number():
    first, second = (Person.objects.create(name="Jean Martin") for _ in range(2))
    other = makers.person("Paul Martin")
    other.names.create(name="Ysoline Quévrain")
    ysoline = makers.person("Ysoline Quévrain")
    assert set(offered("")) == {
        f"Jean Martin (#{first.pk})", f"Jean Martin (#{second.pk})", "Paul Martin",
        f"Ysoline Quévrain (#{ysoline.pk})",
    }  # fmt: skip


def test_a_merged_record_is_not_offered_and_its_name_offers_who_stays():
    one, other = two()
    makers.person("Anne Absente")
    merged(one, other)
    assert offered("Hier, Y. Quévrain se taisait.")[0] == other.name
    assert one.name not in offered("")


def test_a_long_article_is_searched_in_a_few_queries(django_assert_max_num_queries):
    names = [f"Prénom{number} Nom{number}" for number in range(150)]
    makers.person(names[140])
    with django_assert_max_num_queries(10):
        assert offered(" puis ".join(names))[0] == names[140]


@pytest.mark.parametrize(
    ("typed", "number"),
    [("Jean Martin (#12)", 12), ("#12", 12), ("12", None), ("Jean #12", None), ("#", None),
     ("(#)", None), ("#" + "9" * 30, None), ("(#\u0661)", None)],
)  # fmt: skip
def test_a_number_is_told_from_a_name(typed, number):
    assert numbered(typed) == number


def test_what_the_box_showed_of_a_merged_record_is_a_change():
    one, other = two()
    merged(one, other)
    field = PersonField()
    assert field.prepare_value(one.pk) == other.name
    assert field.has_changed(one.pk, other.name)
    assert not field.has_changed(other.pk, other.name)
    assert field.clean(one.name) == other


def test_a_name_that_two_bear_is_refused_with_who_they_are():
    makers.person("Jean Martin", description="maire")
    Person.objects.create(name="Jean Martin", description="notaire")
    with pytest.raises(ValidationError, match=r"#\d+\) maire.*#\d+\) notaire"):
        PersonField().clean("jean martin")
