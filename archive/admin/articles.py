"""Articles at the desk: metadata in a form, the text to read beside it, never rewritten."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from archive.admin.conflicts import GuardedAdmin, GuardedForm
from archive.admin.history import check_all_constraints
from archive.admin.suggestion_groups import rules_folded
from archive.admin.text_panel import text_panel
from archive.admin.workbench import may_open
from archive.correcting import NEEDED, NOT_A_TEXT
from archive.detector_record import folded_away, to_decide_on
from archive.importers.draft import UnreadableFile
from archive.importers.plain_text import parse
from archive.models import Article, ArticleText, Statement
from archive.models.budget import closing_problem, meter_of
from archive.templatetags.partial_dates import partial_date

LICENCE_FIELDS = ("licence", "licence_name", "licence_url")


class NewArticleForm(forms.ModelForm):
    """An article typed or pasted in; an imported one comes through ``import_articles``."""

    pasted = forms.CharField(
        label=gettext_lazy("Text"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 20, "cols": 80, "class": "vLargeTextField"}),
        help_text=gettext_lazy(
            "As printed. It is kept as it is: a correction is another version beside it."
        ),
    )

    class Meta:
        model = Article
        fields = ["title", "outlet", "byline", "published", "url", "archived_url", "place",
                  "agency", "language", "topics"]  # fmt: skip
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Left empty, it is made from the first sentence.")

    def clean_pasted(self) -> str:
        try:
            self.draft = parse(self.cleaned_data["pasted"].encode())
        except UnreadableFile as problem:
            sentence = NOT_A_TEXT.get(problem.code, NOT_A_TEXT["not-text"])
            raise ValidationError(sentence, code=problem.code) from None
        return self.draft.body

    def _post_clean(self) -> None:
        """What the text says of itself fills what the editor left empty."""
        draft = getattr(self, "draft", None)
        if draft is not None:
            self.instance.source_sha256 = draft.sha256
            if not self.cleaned_data.get("title"):
                self.cleaned_data["title"] = draft.title
                self.instance.title_is_derived = draft.title_is_derived
            for name in ("published", "place", "agency"):
                self.cleaned_data[name] = self.cleaned_data.get(name) or getattr(draft, name)
        super()._post_clean()
        check_all_constraints(self)


class ArticleForm(GuardedForm):
    """The metadata of an article; its text is not in it."""

    class Meta:
        model = Article
        fields = ["title", "title_is_derived", "outlet", "byline", "published", "url",
                  "archived_url", "place", "agency", "language", "reading", "topics",
                  "licence", "licence_name", "licence_url"]  # fmt: skip
        widgets = {"topics": forms.CheckboxSelectMultiple}

    def _post_clean(self) -> None:
        super()._post_clean()
        check_all_constraints(self)
        closes = "licence" in self.changed_data and not self.instance.is_open
        problem = closing_problem(self.instance) if closes and not self.errors else None
        if problem:
            self.add_error("licence", problem)


class SuggestedFilter(admin.SimpleListFilter):
    """Articles in which the detector found what nobody has decided on."""

    title = gettext_lazy("suggestions")
    parameter_name = "suggestions"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("waiting", _("To decide on")), ("folded", _("Folded only"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in ("waiting", "folded"):
            return queryset
        folded = rules_folded(request)
        waits = Exists(to_decide_on(folded).filter(article=OuterRef("pk")))
        if self.value() == "waiting":
            return queryset.filter(waits)
        return queryset.filter(~waits, Exists(folded_away(folded).filter(article=OuterRef("pk"))))


def how_many(rows: QuerySet) -> Coalesce:
    """The number of these rows that belong to the article of an outer query; counted for the
    articles that are shown alone."""
    own = rows.order_by().filter(article=OuterRef("pk")).values("article")
    return Coalesce(Subquery(own.annotate(number=Count("pk")).values("number")), 0)


def folded_in_words(number: int) -> str:
    sentence = ngettext("%(number)d folded", "%(number)d folded", number)
    return sentence % {"number": number}


@admin.register(Article)
class ArticleAdmin(GuardedAdmin):
    """An article's page is where it is read and where its statements begin."""

    list_display = ["title", "outlet", "published_shown", "licence", "reading",
                    "number_of_statements", "number_of_suggestions", "desk"]  # fmt: skip
    list_filter = ["reading", SuggestedFilter, "licence", "outlet"]
    search_fields = ["title", "byline", "outlet__name"]
    list_select_related = ["outlet"]
    ordering = ["-published_from", "-pk"]
    change_form_template = "admin/archive/article/change_form.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        folded = rules_folded(request)
        return (
            super()
            .get_queryset(request)
            .annotate(
                statement_count=how_many(Statement.objects.all()),
                suggestion_count=how_many(to_decide_on(folded)),
                folded_count=how_many(folded_away(folded)),
            )
        )

    @admin.display(description=gettext_lazy("printed on"), ordering="published_from")
    def published_shown(self, article: Article) -> str:
        return partial_date(article.published)

    @admin.display(description=gettext_lazy("statements"), ordering="statement_count")
    def number_of_statements(self, article: Article) -> int:
        return article.statement_count

    @admin.display(description=gettext_lazy("suggestions"), ordering="suggestion_count")
    def number_of_suggestions(self, article: Article) -> Any:
        """Those to decide on, else those that are folded, leading to their page."""
        told = str(article.suggestion_count)
        if not article.suggestion_count:
            if not article.folded_count:
                return told
            told = folded_in_words(article.folded_count)
        page = reverse("admin:article-suggestions", args=[article.pk])
        return format_html('<a href="{}">{}</a>', page, told)

    @admin.display(description=gettext_lazy("annotation desk"))
    def desk(self, article: Article) -> Any:
        page = reverse("admin:article-annotate", args=[article.pk])
        return format_html(
            '<a href="{}">{}<span class="visually-hidden"> {}</span></a>',
            page, pgettext("verb", "Annotate"), article,
        )  # fmt: skip

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        kwargs["form"] = ArticleForm if obj else NewArticleForm
        return super().get_form(request, obj, change, **kwargs)

    def shown_fieldsets(self, request: HttpRequest, obj: Article | None = None) -> Any:
        if obj is None:
            return [(None, {"fields": [*NewArticleForm.Meta.fields, "pasted"]})]
        described = [name for name in ArticleForm.Meta.fields if name not in LICENCE_FIELDS]
        return [
            (None, {"fields": described}),
            (gettext_lazy("Licence"), {"fields": list(LICENCE_FIELDS)}),
        ]

    def get_readonly_fields(
        self, request: HttpRequest, obj: Article | None = None
    ) -> tuple[str, ...]:
        may_open = request.user.has_perm("archive.open_licence")
        return () if obj is None or may_open else LICENCE_FIELDS

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False  # the text of an article is part of the record

    def save_model(self, request: HttpRequest, obj: Article, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if not change:
            ArticleText.objects.create(article=obj, body=form.cleaned_data["pasted"])

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        article = context.get("original")
        if article is not None:
            context.update(beside_the_form(article, request.user))
        return super().render_change_form(request, context, *args, **kwargs)


def beside_the_form(article: Article, user: Any) -> dict[str, Any]:
    """What an article's page shows with its form. An article that a program made may have no
    text yet: there is then nothing to quote, and nothing to count."""
    text = article.newest_text
    sees = text is not None and user.has_perm("archive.view_suggestion")
    return {
        "text": text,
        "panel": text_panel(text, user) if text else None,
        "statements": article.statements.with_names().order_by("start"),
        "meter": meter_of(article),
        "suggested": to_decide_on().filter(article=article).count() if sees else None,
        "may_correct": text is not None and user.has_perms(NEEDED),
        "may_annotate": text is not None and user.has_perm("archive.add_statement"),
        "may_open_desk": text is not None and may_open(user),
    }
