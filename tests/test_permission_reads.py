"""What cannot be read by asking cleverly: lists answer only what they show, suggestions only what
may be viewed, a refusal never tells whether there is something to refuse."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.db import models
from django.urls import NoReverseMatch, reverse

from tests.permission_requests import word_for
from tests.permission_world import World

pytest_plugins = ["tests.permission_fixtures"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def page_of(model: type[models.Model], page: str, *args: Any) -> str | None:
    """The address of a page of the desk; None where records of this kind have no such page."""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
    except NoReverseMatch:
        return None


MODELS = sorted(site._registry, key=str)
LISTED = [model for model in MODELS if page_of(model, "changelist")]
STAFF = ("newcomer", "contributor", "reviewer", "chief", "superuser")
# Lookups that would tell a part of a value, asked of a record's own columns.
QUERIES = [
    {"_to_field": "password"}, {"_to_field": "client_key"}, {"_popup": "1", "_to_field": "status"},
    {"e": "1"}, {"all": ""}, {"p": "-1"}, {"p": "99999"}, {"p": "abc"}, {"q": "x" * 5000},
    {"q": "\x00"}, {"q": "'\"\\"}, {"_facets": "True"}, {"_connector": "OR"}, {"id__in": "1,2"},
    {"pk": "1"}, {"x__y__z": "1"}, {"status__exact": "?"},
]  # fmt: skip
PARTS = ("startswith", "regex", "contains", "iexact", "gt", "lte", "range", "in", "year", "isnull")


def named(model: type[models.Model]) -> str:
    return model._meta.label


def list_of(model: type[models.Model], **query: Any) -> str:
    return f"{page_of(model, 'changelist')}?{urlencode(query)}"


def least_of(world: World, model: type[models.Model]) -> str:
    """The least role that may see the list: what it cannot ask, nobody can."""
    permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
    return next(role for role in STAFF if world.users[role].has_perm(permission))


def columns(model: type[models.Model], hops: int, before: str = "") -> Iterator[str]:
    """Every column that can be named from a record, through so many other records."""
    for column in model._meta.get_fields():
        path = f"{before}{column.name}"
        if not column.is_relation:
            yield path
        elif hops and column.related_model and column.related_model is not model:
            yield from columns(column.related_model, hops - 1, f"{path}__")


def shown_in(world: World, role: str, address: str) -> Any:
    """What a list answers: the rows of all its pages, else a word."""
    response = world.client(role).get(address)
    assert response.status_code < 500, address
    if response.status_code == 200 and "cl" in response.context:
        return sorted(response.context["cl"].queryset.values_list("pk", flat=True))
    return word_for(response)


@pytest.mark.parametrize("model", LISTED, ids=named)
class TestLists:
    """Filters, orders and searches of a list, by whoever may see it."""

    def test_no_column_is_probed_through_the_address(self, world, model):
        role = least_of(world, model)
        asked = [f"{path}__startswith" for path in columns(model, hops=1)]
        asked += [f"{path}__{part}" for path in columns(model, hops=0) for part in PARTS]
        shown = site._registry[model].get_list_filter(None)
        taken = [
            lookup for lookup in asked
            if lookup.removesuffix("__isnull") not in shown
            and shown_in(world, role, list_of(model, **{lookup: "1"})) != "400"
        ]  # fmt: skip
        assert not taken, f"{role} may ask {len(taken)} of {len(asked)}: {taken}"

    def test_nor_through_other_records(self, world, model):
        """As the test above, without asking: there are a thousand columns two records away."""
        of = site._registry[model]
        asked = [f"{path}__{part}" for path in columns(model, hops=2) for part in PARTS[:4]]
        assert asked
        assert not [lookup for lookup in asked if of.lookup_allowed(lookup, "1", None)]

    def test_an_order_shows_the_same_rows(self, world, model):
        role = least_of(world, model)
        usual = shown_in(world, role, list_of(model))
        orders = ("0", "99", "-99", "abc", "1.2.3.4.5.6.7.8.9", "9" * 50, "٣")
        other = [o for o in orders if shown_in(world, role, list_of(model, o=o)) != usual]
        assert not other

    def test_a_search_knows_no_signs(self, world, model):
        if not site._registry[model].search_fields:
            return
        role = least_of(world, model)
        terms = [f"{sign}{letter}" for sign in "^=@$%*" for letter in ("L", "c")]
        found = [term for term in terms if shown_in(world, role, list_of(model, q=term))]
        assert not found

    def test_nothing_asked_of_a_list_shows_more_or_breaks_it(self, world, model):
        role = least_of(world, model)
        usual = set(shown_in(world, role, list_of(model)))
        shown = {str(query): shown_in(world, role, list_of(model, **query)) for query in QUERIES}
        more = {
            query: rows for query, rows in shown.items()
            if rows not in ("400", "other") and not set(rows) <= usual
        }  # fmt: skip
        assert not more

    def test_who_may_not_see_a_list_is_told_nothing_by_it(self, world, model):
        permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
        for role in STAFF:
            if world.users[role].has_perm(permission):
                continue
            for query in ({}, {"q": "a"}, {"id__exact": "1"}, {"o": "1"}, {"_popup": "1"}):
                assert shown_in(world, role, list_of(model, **query)) == "403"


RELATIONS = [
    (model._meta.app_label, model._meta.model_name, field.name)
    for model in apps.get_models()
    for field in model._meta.get_fields()
]


class TestSuggestions:
    """The search behind the fields that take a record."""

    def ask(self, world: World, role: str, names: tuple[str, str, str], term: str = "") -> Any:
        asked = dict(zip(("app_label", "model_name", "field_name"), names, strict=True))
        query = urlencode({**asked, "term": term})
        return world.client(role).get(f"{reverse('admin:autocomplete')}?{query}")

    @pytest.mark.parametrize("role", STAFF)
    def test_only_records_that_may_be_viewed_are_suggested(self, world, role):
        user, answered = world.users[role], 0
        for names in RELATIONS:
            response = self.ask(world, role, names)
            assert response.status_code in (200, 403, 404), names
            if response.status_code == 200:
                field = apps.get_model(*names[:2])._meta.get_field(names[2])
                suggested = field.remote_field.model._meta
                assert user.has_perm(f"{suggested.app_label}.view_{suggested.model_name}"), names
                answered += 1
        assert bool(answered) == (role != "newcomer")

    @pytest.mark.parametrize(
        "names",
        [("archive", "statement", "nothing"), ("archive", "nothing", "speaker"),
         ("nothing", "statement", "speaker"), ("archive", "statement", "status"),
         ("archive", "statement", "speaker__name"), ("", "", ""),
         ("archive", "statement", "__class__"), ("sessions", "session", "session_key")],
    )  # fmt: skip
    def test_what_is_no_such_field_is_refused(self, world, names):
        for role in STAFF:
            assert self.ask(world, role, names).status_code == 403

    @pytest.mark.parametrize("term", ["^P", "%", "_", "pbkdf2", "md5$"])
    def test_a_term_is_no_pattern(self, world, term):
        for names in (("archive", "statement", "speaker"), ("archive", "statement", "created_by")):
            assert self.ask(world, "superuser", names, term).json()["results"] == []


PAGES = ("change", "delete", "history", "compare", "statements", "merge", "allow", "note")


@pytest.mark.parametrize("model", MODELS, ids=named)
def test_a_refusal_does_not_tell_whether_there_is_a_record(world, model):
    permission = f"{model._meta.app_label}.view_{model._meta.model_name}"
    there, missing = model._base_manager.values_list("pk", flat=True).first(), 987_654
    told = []
    for role in (role for role in STAFF if not world.users[role].has_perm(permission)):
        for page in PAGES:
            places = [page_of(model, page, pk) for pk in (there, missing)]
            for ask in (world.client(role).get, world.client(role).post) if places[0] else ():
                one, other = (word_for(ask(place)) for place in places)
                if one != other:
                    told.append(f"{page} as {role}: “{one}” where there is one, else “{other}”")
    assert not told


class TestDeletion:
    """The page that asks whether a record is to be deleted names what would go with it."""

    @pytest.mark.parametrize("role", ["chief", "superuser"])
    def test_it_names_nothing_that_may_not_be_viewed(self, world, ledger, role):
        person, user = world.record("free person", role), world.users[role]
        with ledger.undone():
            parts = [person.names.create(name="nom-canari"), person.roles.create(title="le canari"),
                     person.identifiers.create(scheme="viaf", value="c4n4r1"),
                     person.former_slugs.create(slug="ancien-canari")]  # fmt: skip
            page = world.client(role).get(reverse("admin:archive_person_delete", args=[person.pk]))
            assert page.status_code == 200
            named = [part for part in parts if str(part) in page.content.decode()]
        hidden = [p for p in named if not user.has_perm(f"archive.view_{p._meta.model_name}")]
        assert str(person) in page.content.decode()
        assert not hidden

    @pytest.mark.parametrize("role", ["newcomer", "contributor", "reviewer"])
    @pytest.mark.parametrize("name", ["free person", "free topic", "contributor's account"])
    def test_it_is_not_shown_to_who_may_not_delete(self, world, role, name):
        record = world.record(name, role)
        meta = record._meta
        address = reverse(f"admin:{meta.app_label}_{meta.model_name}_delete", args=[record.pk])
        page = world.client(role).get(address)
        assert page.status_code == 403
        assert str(record) not in page.content.decode()
