"""Those who spoke and those who were spoken about, from A to Z, and found by their names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import ngettext

from archive.finding.people import (
    letters_in_print,
    newest_roles,
    people_named,
    people_named_nearly,
)
from archive.models import PersonInPrint
from archive.models.keys import typed_key
from archive.pagination import page_of
from archive.quotes.text import fold_bare
from archive.views.public import PublicPage

PEOPLE_A_PAGE: Final = 100
PEOPLE_FOUND: Final = 50
PEOPLE_NEAR: Final = 5
NAMES_OFFERED: Final = 10  # to somebody who is typing
FEWEST_LETTERS: Final = 2  # under which as many names as there are would do
LONGEST_SHOWN: Final = 200  # characters of what was typed that the page repeats


@dataclass(slots=True)
class Letter:
    """The people filed under one initial."""

    initial: str
    people: list[PersonInPrint] = field(default_factory=list)


class PersonListPage(PublicPage):
    """Everybody who speaks or is spoken about: from A to Z, under a letter, or by name."""

    template_name = "archive/person_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        typed = self.request.GET.get("q", "").strip()
        shown = self.named(typed) if typed else self.filed()
        return super().get_context_data(
            typed=typed[:LONGEST_SHOWN], letters=letters_in_print(), **shown, **kwargs
        )

    def named(self, typed: str) -> dict[str, Any]:
        found = people_named(typed, PEOPLE_FOUND)
        near = [] if found else people_named_nearly(typed, PEOPLE_NEAR)
        return {"found": found, "near": near, "has_more": len(found) == PEOPLE_FOUND}

    def filed(self) -> dict[str, Any]:
        letter = fold_bare(self.request.GET.get("letter", "")[:1])[:1]
        people = PersonInPrint.objects.select_related("person")
        page = page_of(
            people.filter(initial=letter) if letter else people,
            self.request.GET,
            order=["initial", "sort_form", "pk"],
            size=PEOPLE_A_PAGE,
        )
        return {"page": page, "letter": letter, "filed": by_letter(page.rows)}


def by_letter(people: Iterable[PersonInPrint]) -> list[Letter]:
    letters: dict[str, Letter] = {}
    for person in people:
        letters.setdefault(person.initial, Letter(person.initial)).people.append(person)
    return list(letters.values())


class PersonNames(PublicPage):
    """The people whose names begin with what is being typed, as JSON, the most named first."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        typed = request.GET.get("q", "")
        is_enough = len(typed_key(typed[:LONGEST_SHOWN])) >= FEWEST_LETTERS
        found = people_named(typed, NAMES_OFFERED) if is_enough else []
        roles = newest_roles(one.pk for one in found)
        people = [
            {
                "name": one.person.name,
                "slug": one.person.slug,
                "url": one.person.get_absolute_url(),
                "role": roles.get(one.pk, ""),
                "statements": one.said + one.about + one.addressed,
            }
            for one in found
        ]
        told = ngettext("%(number)s name", "%(number)s names", len(people))
        return JsonResponse({"people": people, "told": told % {"number": len(people)}})
