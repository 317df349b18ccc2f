"""Merging two records, in three steps: choose, read every consequence, decide."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from archive import merging
from archive.admin.merge_forms import ChooseForm, MergeForm
from archive.admin.person_field import offered
from archive.merging.consequences import Consequences, Holdings
from archive.models import Edition, Identifier, Person, Statement

CONFLICT = 409
MOST_LISTED = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the comparison: what each record has, and what there will be."""

    label: str
    going: int
    staying: int
    afterwards: int
    query: str = ""


def merge_view(pages: Any, request: HttpRequest, person: Person) -> HttpResponse:
    """GET asks whom to merge into, then shows what that would do; POST does it."""
    if request.method == "POST":
        return decide(pages, request, person)
    choice = ChooseForm(request.GET if "into" in request.GET else None, person=person)
    if choice.is_bound and choice.is_valid():
        return preview(pages, request, person, choice.cleaned_data["into"])
    return ask(pages, request, person, choice)


def ask(pages: Any, request: HttpRequest, person: Person, form: ChooseForm) -> HttpResponse:
    return pages.person_page(
        request, "merge_choose", person, title_of(person), form=form, people_offered=offered("")
    )


def title_of(person: Person) -> str:
    return _("Merge %(name)s into another record") % {"name": person}


def decide(pages: Any, request: HttpRequest, person: Person) -> HttpResponse:
    form = MergeForm(request.POST, person=person)
    into = form.cleaned_data.get("into") if form.is_valid() else chosen(form)
    if into is None:
        return ask(pages, request, person, ChooseForm(request.POST, person=person))
    if form.errors:
        return preview(pages, request, person, into, form=form)
    try:
        merging.merge(
            person,
            into,
            by=request.user,
            rationale=form.cleaned_data["rationale"],
            digest=form.cleaned_data["digest"],
        )
    except merging.MergeRefused as refusal:
        messages.error(request, str(refusal))
        return preview(pages, request, person, into, typed=form, status=CONFLICT)
    told = _("“%(name)s” is merged into this record. The merge can be undone at any time.")
    messages.success(request, told % {"name": person})
    return redirect("admin:archive_person_change", into.pk)


def chosen(form: MergeForm) -> Person | None:
    return getattr(form, "cleaned_data", {}).get("into")


def preview(
    pages: Any,
    request: HttpRequest,
    person: Person,
    into: Person,
    *,
    form: MergeForm | None = None,
    typed: MergeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Everything the merge would change. ``typed`` keeps a rationale when the page had to be read
    again."""
    person = Person.objects.select_related("merged_into").get(pk=person.pk)
    found = merging.consequences(person, into)
    both, again = found.with_both(), found.to_save_again()
    rationale = typed.cleaned_data["rationale"] if typed else ""
    form = form or MergeForm(
        initial={"into": f"{into} (#{into.pk})", "digest": found.digest, "rationale": rationale},
        person=person,
    )
    return pages.person_page(
        request,
        "merge",
        person,
        _("Merge %(name)s (#%(number)d) into %(into)s (#%(stays)d)")
        % {"name": person, "number": person.pk, "into": into, "stays": into.pk},
        into=into,
        form=form,
        found=found,
        refusals=merging.merge_refusals(person, into),
        statements=statement_lines(found),
        editions=edition_lines(found),
        redirected=found.going.addresses,
        other_numbers=other_numbers(found),
        both_count=both.count(),
        both=both.with_names()[:MOST_LISTED],
        again_count=again.count(),
        again=again.with_names()[:MOST_LISTED],
        status=status,
    )


def statement_lines(found: Consequences) -> list[Line]:
    parts = {
        "said": ("speaker", _("%(status)s, as the speaker")),
        "aimed": ("target", _("%(status)s, as a target")),
    }
    return [
        Line(
            label % {"status": name},
            *counts,
            query=f"?part={part}&status={status}",
        )
        for status, name in Statement.Status.choices
        for column, (part, label) in parts.items()
        if any(counts := three(found, column, status))
    ]


def edition_lines(found: Consequences) -> list[Line]:
    parts = {
        "editions_said": _("%(state)s, as the speaker"),
        "editions_aimed": _("%(state)s, as a target"),
    }
    return [
        Line(label % {"state": name}, *counts)
        for state, name in Edition.State.choices
        for column, label in parts.items()
        if any(counts := three(found, column, state))
    ]


def three(found: Consequences, column: str, key: str) -> list[int]:
    """How many the one has, how many the other, how many there will be."""
    of_each = (found.going.counts, found.staying.counts, found.afterwards)
    return [getattr(counts, column).get(key, 0) for counts in of_each]


def other_numbers(found: Consequences) -> list[tuple[str, str, str]]:
    """Files in which the two have different numbers: two records there, or two people here."""
    return [
        (str(label), ", ".join(ours), ", ".join(theirs))
        for scheme, label in Identifier.Scheme.choices
        if scheme != Identifier.Scheme.WIKIDATA
        and (ours := numbers_in(found.going, scheme))
        and (theirs := numbers_in(found.staying, scheme))
    ]


def numbers_in(held: Holdings, scheme: str) -> list[str]:
    return [one.value for one in held.identifiers if one.scheme == scheme]
