"""What readers are told of a statement beside its editions: that a change of it is under review,
and the editors who chose to be named. Nothing else of the desk is read for them."""

from collections.abc import Iterable

from archive.models import Edition, EditorProfile, Statement


def is_under_review(statement_id: int) -> bool:
    """Whether the desk is changing this statement; whether, and nothing of how or by whom."""
    return Statement.objects.filter(pk=statement_id, status__in=Statement.EDITABLE).exists()


def credited_names(user_ids: Iterable[int]) -> dict[int, str]:
    """The names under which these editors chose to be known to readers, as they are today."""
    chosen = EditorProfile.objects.filter(user__in=set(user_ids)).exclude(credited_as="")
    return dict(chosen.order_by("user").values_list("user_id", "credited_as"))


def credits_of(editions: Iterable[Edition]) -> dict[int, str]:
    """The same, of all who submitted or approved these editions."""
    listed = [(edition.submitted_by_id, edition.approved_by_id) for edition in editions]
    return credited_names(pk for pair in listed for pk in pair)
