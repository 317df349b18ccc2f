"""What the annotation desk's page asks while it is open: who else is there, what they changed, whom
a name may be, and what the archive knows of words that were just chosen."""

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Q
from django.http import HttpRequest, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from archive.admin.json_acts import Problem, check_who, tells_problems
from archive.admin.workbench_json import article_at, reversible, touched
from archive.annotating.inferred import language_applied
from archive.annotating.records import named
from archive.models import Article, Person, PersonName, Presence, Statement, Suggestion
from archive.quotes import inferring
from archive.quotes.text import fold_bare, words_key

OVERLAP: Final = timedelta(seconds=30)  # a change is written some time before it can be seen
MOST_CHANGES: Final = 500
MOST_PEOPLE: Final = 12
MOST_ELSEWHERE: Final = 3
LONGEST_QUERY: Final = 200
SHORTEST_SAME: Final = 12  # characters: shorter words are the same by chance


def check_reader(request: HttpRequest, site: Any) -> None:
    check_who(request, site, permission="archive.view_statement")
    if request.method not in ("GET", "HEAD"):
        raise Problem(405, "get-only", _("This is only read."))


# --- Who is there, and what they changed --------------------------------------------------------


@tells_problems
def state_view(request: HttpRequest, object_id: int, *, site: Any) -> JsonResponse:
    check_reader(request, site)
    article = article_at(request, object_id)
    since = moment_in(request)
    now = timezone.now()
    appear(article, request.user, now)
    text = article.newest_text
    told = {
        "now": now.isoformat(),
        "user": request.user.pk,
        "token": get_token(request),  # another one since whoever was logged out came back
        "present": present(article, request.user, now),
        "text": text.pk if text else None,
        "pending": Suggestion.objects.of(article).pending().filter(text=text).count(),
        **(changed_since(article, since) if text else {}),
        **reversible(article, request.user),
    }
    return JsonResponse(told)


def moment_in(request: HttpRequest) -> datetime:
    try:
        since = parse_datetime(request.GET.get("since", ""))
    except ValueError:
        since = None
    if since is None or since.tzinfo is None:
        raise Problem(400, "bad-request", _("Say since when, as the last answer did."))
    return since


def appear(article: Article, user: Any, now: datetime) -> None:
    if not Presence.objects.filter(article=article, user=user).update(seen_at=now):
        Presence.objects.get_or_create(article=article, user=user, defaults={"seen_at": now})


def present(article: Article, user: Any, now: datetime) -> list[str]:
    """The names of the others who have the article open."""
    others = Presence.objects.filter(article=article, seen_at__gte=now - Presence.LASTS)
    rows = others.exclude(user=user).select_related("user").order_by("user__username")
    return [one.user.get_full_name() or one.user.get_username() for one in rows]


def changed_since(article: Article, since: datetime) -> dict[str, Any]:
    after = since - OVERLAP
    statements = article.statements.with_names().filter(modified_at__gte=after)
    decided = Suggestion.objects.filter(article=article, decided_at__gte=after)
    return touched(
        statements.select_related("suggestion").order_by("-modified_at")[:MOST_CHANGES],
        decided[:MOST_CHANGES],
        article,
    )


# --- Whom a name may be ----------------------------------------------------------------------


@tells_problems
def people_view(request: HttpRequest, object_id: int, *, site: Any) -> JsonResponse:
    check_reader(request, site)
    article = article_at(request, object_id)
    found = people_like(request.GET.get("q", "")[:LONGEST_QUERY], article)
    people = [{**named(one), "who": one.description or role_of(one)} for one in found]
    return JsonResponse({"people": people})


def people_like(typed: str, article: Article) -> list[Person]:
    """Who has all these words, or the beginnings of them, in a name: those of the article first."""
    words = fold_bare(typed).split()
    if not words:
        return []
    own, variants = Q(), Q()
    for word in words:
        own &= Q(folded_name__contains=word)
        variants &= Q(folded__contains=word)
    called = PersonName.objects.filter(variants).values("person")
    matching = Person.objects.standing().filter(own | Q(pk__in=called)).prefetch_related("roles")
    here = matching.filter(pk__in=people_here(article))[:MOST_PEOPLE]
    others = matching.exclude(pk__in=people_here(article)).order_by("sort_name", "pk")
    return [*here, *others[: MOST_PEOPLE - len(here)]]


def people_here(article: Article) -> set[int]:
    spoke = article.statements.values_list("speaker", flat=True)
    meant = article.statements.values_list("targets__person", flat=True)
    proposed = article.suggestions.values_list("speaker", flat=True)
    return {pk for pk in {*spoke, *meant, *proposed} if pk}


def role_of(person: Person) -> str:
    return next((str(role) for role in person.roles.all()), "")


# --- What is known of words just chosen ------------------------------------------------------


@tells_problems
def look_view(request: HttpRequest, object_id: int, *, site: Any) -> JsonResponse:
    """The kind of the words at start to end, and where the archive has the same words."""

    check_reader(request, site)
    article = article_at(request, object_id)
    text = article.newest_text
    start, end = positions_in(request)
    if text is None or not start < end <= len(text.body):
        raise Problem(422, "bad-span", _("The words must be a stretch of the article."))
    language = language_applied(article.language)
    words = text.body[start:end]
    return JsonResponse(
        {
            "kind": inferring.kind_of(text.body, start, end, language=language),
            "elsewhere": elsewhere(words, article),
        }
    )


def positions_in(request: HttpRequest) -> tuple[int, int]:
    given = [request.GET.get(name, "") for name in ("start", "end")]
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in given):
        raise Problem(400, "bad-request", _("Say where the words stand, as whole numbers."))
    return int(given[0]), int(given[1])


def elsewhere(words: str, article: Article) -> list[dict[str, Any]]:
    """Statements of other articles with the same words: an agency's copy, words printed again."""
    if len(words) < SHORTEST_SAME:
        return []
    rows = (
        Statement.objects.filter(words_key=words_key(words))
        .exclude(article=article)
        .exclude(status__in=("rejected", "retracted"))
        .select_related("article__outlet", "speaker")
        .prefetch_related("targets__person")
        .order_by("-pk")[:MOST_ELSEWHERE]
    )
    return [found_elsewhere(row) for row in rows]


def found_elsewhere(statement: Statement) -> dict[str, Any]:
    article = statement.article
    return {
        "id": statement.pk,
        "article": article.title,
        "outlet": article.outlet.name if article.outlet else "",
        "status": statement.status,
        "speaker": named(statement.speaker),
        "speaker_type": statement.speaker_type,
        "targets": [named(target.person) for target in statement.targets.all()],
    }
