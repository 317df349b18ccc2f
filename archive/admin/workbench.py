"""The annotation desk: an article on one side, its statements and suggestions on the other."""

from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive import workflow
from archive.admin.workbench_commands import commands_for_script, key_groups
from archive.admin.workbench_items import items_shown
from archive.admin.workbench_json import reversible
from archive.admin.workbench_words import words_of_page
from archive.annotating import cast
from archive.annotating.records import statements_shown, suggestions_shown
from archive.detector_record import folded_rules
from archive.models import Article, ArticleText, EditorProfile, Statement, Suggestion

TEMPLATE: Final = "admin/archive/workbench/annotate.html"
NEEDED: Final = ("archive.view_article", "archive.view_statement", "archive.read_articletext")


def may_open(user: Any) -> bool:
    return user.has_perms(NEEDED)


@require_safe
def annotate_view(request: HttpRequest, object_id: int, *, site: Any) -> HttpResponse:
    if not may_open(request.user):
        raise PermissionDenied
    article = get_object_or_404(Article.objects.select_related("outlet"), pk=object_id)
    text = article.newest_text
    context = {
        **site.each_context(request),
        "title": _("Annotate: %(title)s") % {"title": article.title},
        "opts": Article._meta,
        "article": article,
        "text": text,
        "is_nav_sidebar_enabled": False,
        "is_popup": False,
    }
    if text is not None:
        context |= desk_of(article, text, request.user)
    return TemplateResponse(request, TEMPLATE, context)


def desk_of(article: Article, text: ArticleText, user: Any) -> dict[str, Any]:
    text.article = article
    now = timezone.now()
    statements = statements_shown(article)
    sees = user.has_perm("archive.view_suggestion")
    proposed = suggestions_shown(article, text) if sees else []
    items = items_shown(statements, proposed, text, folded_rules() if proposed else frozenset())
    read = cast.read(text)
    people = cast.people_offered(read, everybody_in(statements, proposed), article)
    waiting = cast.unannotated(read, taken(items))
    may = rights_of(user)
    keys = keys_of(user)
    return {
        "lines": lines_of(text.body),
        "items": items,
        "may": may,
        "single_keys": keys["single_keys"],
        "key_groups": key_groups(keys["bindings"]),
        "counts": counts_of(items),
        "data": {
            "article": article.pk,
            "text": text.pk,
            "user": user.pk,
            "now": now.isoformat(),
            "may": may,
            "sees": sees,
            "items": items,
            "people": [{"id": one.id, "name": one.name, "role": one.role} for one in people],
            "quotations": [[one.start, one.end, one.kind] for one in waiting],
            "commands": commands_for_script(),
            "urls": urls_of(article),
            "categories": [
                [name, str(label)] for name, label in workflow.RETURN_CATEGORIES.items()
            ],
            "words": words_of_page(),
            **keys,
            **reversible(article, user),
        },
    }


def rights_of(user: Any) -> dict[str, bool]:
    """What the page offers; each act is checked again when it is asked for."""
    return {
        "annotate": user.has_perms(("archive.add_statement", "archive.change_statement")),
        "review": user.has_perm(workflow.REVIEW),
        "add_person": user.has_perm("archive.add_person"),
    }


def keys_of(user: Any) -> dict[str, Any]:
    profile = EditorProfile.objects.filter(user=user).first()
    return {
        "single_keys": profile.single_keys if profile else True,
        "bindings": profile.keys if profile else {},
    }


def lines_of(body: str) -> list[tuple[int, str]]:
    """(start, line) of each line of the text, in code points; an empty line is one too."""
    lines, start = [], 0
    for line in body.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def everybody_in(statements: list[Statement], proposed: list[Suggestion]) -> list[Any]:
    people = [statement.speaker for statement in statements]
    people += [one.speaker_now for one in proposed]
    people += [target.person for statement in statements for target in statement.targets.all()]
    people += [
        target.person.survivor for one in proposed for target in one.targets.all() if target.person
    ]
    return [person for person in people if person]


def taken(items: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [
        (item["span"]["start"], item["span"]["end"]) for item in items if not item.get("is_orphan")
    ]


def counts_of(items: list[dict[str, Any]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for item in items:
        found[item["status"]] = found.get(item["status"], 0) + 1
    return found


def urls_of(article: Article) -> dict[str, str]:
    def at(name: str) -> str:
        return reverse(f"admin:{name}", args=[article.pk])

    return {
        "acts": at("workbench-acts"),
        "state": at("workbench-state"),
        "people": at("workbench-people"),
        "look": at("workbench-look"),
        "login": f"{reverse('admin:login')}?next={at('article-annotate')}",
        "statement": reverse("admin:archive_statement_change", args=[0]),
        "retract": reverse("admin:archive_statement_move", args=[0, "retract"]),
    }
