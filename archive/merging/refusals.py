"""Why two records cannot become one, and why a statement cannot go on with a merged one."""

from typing import Any

from django.utils.translation import gettext as _

from archive.models import Identifier, Person, PersonDistinction, Statement

MERGE = "archive.merge_person"


class MergeRefused(Exception):
    """A merge, or its undoing, that cannot be; ``str()`` is a sentence for the editor."""


def not_a_merger(user: Any) -> str | None:
    """Why this user merges nobody, or None."""
    if not user.is_active or not user.has_perm(MERGE):
        return _("Only a reviewer may merge people or undo it.")
    return None


def merge_refusals(person: Person, into: Person) -> list[str]:
    """Every reason why the first record cannot be merged into the second; none when it can."""
    if person.pk == into.pk:
        return [_("A person cannot be merged into themselves.")]
    merged = [one for one in (person, into) if one.merged_into_id]
    if merged:
        return [
            _("“%(name)s” is already merged into “%(into)s”: choose that record.")
            % {"name": one, "into": one.merged_into}
            for one in merged
        ]
    return [
        *told_apart(person, into),
        *different_numbers(person, into),
        *different_sorts(person, into),
    ]


def told_apart(person: Person, into: Person) -> list[str]:
    return [
        _("“%(one)s” and “%(other)s” are told apart (%(reason)s). If that was wrong, take it back "
          "first.")
        % {"one": pair.first, "other": pair.second, "reason": pair.reason}
        for pair in PersonDistinction.objects.between(person, into).select_related(
            "first", "second"
        )
    ]  # fmt: skip


def different_numbers(person: Person, into: Person) -> list[str]:
    """Wikidata has one number a person; other files do have two records of one person."""
    ours, theirs = (
        set(
            Identifier.objects.filter(
                person__in=one.identities(), scheme=Identifier.Scheme.WIKIDATA
            ).values_list("value", flat=True)
        )
        for one in (person, into)
    )
    if not ours or not theirs or ours & theirs:
        return []
    return [
        _("Wikidata has two people here: %(ours)s and %(theirs)s. Take away the number that is "
          "wrong, or tell these two apart.")
        % {"ours": ", ".join(sorted(ours)), "theirs": ", ".join(sorted(theirs))}
    ]  # fmt: skip


def different_sorts(person: Person, into: Person) -> list[str]:
    found = []
    if person.kind != into.kind:
        found.append(_("One of these records is a person, the other a body: correct that first."))
    if person.is_fictional != into.is_fictional:
        found.append(_("One of these records is fictional, the other not: correct that first."))
    return found


def objection_of_merged(statement: Statement) -> str | None:
    """The sentence that asks for the record that stays, or None when the statement names it."""
    named = [statement.speaker] if statement.speaker else []
    named += [target.person for target in statement.targets.select_related("person__merged_into")]
    for person in named:
        if person.merged_into_id:
            return _(
                "“%(name)s” is merged into “%(into)s”. Open the statement and save it: it then "
                "names the record that stays."
            ) % {"name": person, "into": person.merged_into}
    return None
