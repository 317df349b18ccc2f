"""The list of statements, the page of each one, and the pages of its editions."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive import dates
from archive.models import Edition
from archive.models.edition import EditionQuerySet
from archive.public_record import credits_of, is_under_review
from archive.templatetags.history import Told
from archive.templatetags.propos import closing_mark, opening_mark, quoted_words, set_title
from archive.views.changes import changes_between, words_between
from archive.views.notices import notices_of
from archive.views.public import PublicPage

WITHDRAWN = (Edition.State.RETRACTED, Edition.State.REMOVED)


class StatementPage(PublicPage):
    """The current edition of a statement; once it is withdrawn, a page that says so (410)."""

    template_name = "archive/statement.html"

    def all_states(self) -> EditionQuerySet:
        """Every edition there ever was of the statement: only for what is not content."""
        editions = Edition.objects.readable() | Edition.objects.withdrawn()
        return editions.filter(statement=self.kwargs["pk"])

    def is_wanted(self, number: int, state: str) -> bool:
        """Whether this page shows the edition of this number and state, if it may be read."""
        return state == Edition.State.CURRENT

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        withdrawn = self.last_withdrawn()
        readable = self.readable_editions(withdrawn)
        edition = self.chosen(readable)
        if edition is not None:
            context = self.get_context_data(edition=edition, readable=readable, withdrawn=withdrawn)
            return self.render_to_response(context)
        if self.is_gone(withdrawn):
            return self.tombstone(withdrawn)
        raise Http404(_("The archive has no such statement."))

    def last_withdrawn(self) -> Edition | None:
        """The last withdrawn edition, without a word of its content."""
        return (
            Edition.objects.withdrawn()
            .filter(statement=self.kwargs["pk"])
            .only("number", "state", "closed_at", "public_note", "statement_id")
            .order_by("-number")
            .first()
        )

    def readable_editions(self, withdrawn: Edition | None) -> list[Edition]:
        """The editions a reader may still see, the last first.

        A withdrawal takes the earlier editions with it: they may hold the same fault.
        """
        return list(
            Edition.objects.readable()
            .filter(statement=self.kwargs["pk"], number__gt=withdrawn.number if withdrawn else 0)
            .order_by("-number")
            .for_lists()
            .prefetch_related("topic_links__topic")
        )

    def chosen(self, readable: list[Edition]) -> Edition | None:
        return next((one for one in readable if self.is_wanted(one.number, one.state)), None)

    def is_gone(self, withdrawn: Edition | None) -> bool:
        return withdrawn is not None

    def tombstone(self, withdrawn: Edition) -> HttpResponse:
        context = super().get_context_data(withdrawn=withdrawn)
        return self.response_class(
            self.request, "archive/withdrawn.html", context, status=410, using=self.template_engine
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        edition, readable = kwargs["edition"], kwargs.pop("readable")
        current = next((other for other in readable if other.is_current), None)
        pinned = self.request.build_absolute_uri(edition.get_pinned_url())
        return super().get_context_data(
            current=current,
            is_under_review=current is not None and is_under_review(self.kwargs["pk"]),
            history=history_of(readable),
            changed=self.changed_words(edition, readable),
            about=[target for target in edition.targets.all() if target.relation == "about"],
            addressed=[target for target in edition.targets.all() if target.relation == "to"],
            notes=[(note_kind(note["kind"]), note["body"]) for note in edition.notes],
            notices=notices_of([edition]),
            citation=citation_of(edition, pinned),
            is_pinned=isinstance(self, EditionPage),
            **kwargs,
        )

    def changed_words(self, edition: Edition, readable: list[Edition]) -> list[Told]:
        """What this edition changed, word by word: only told on the page of one edition."""
        return []


class EditionPage(StatementPage):
    """One edition for ever: the address a citation gives. It says when it was superseded."""

    def is_wanted(self, number: int, state: str) -> bool:
        return number == self.kwargs["number"]

    def is_gone(self, withdrawn: Edition | None) -> bool:
        return withdrawn is not None and self.kwargs["number"] <= withdrawn.number

    def changed_words(self, edition: Edition, readable: list[Edition]) -> list[Told]:
        before = next((other for other in readable if other.number < edition.number), None)
        return words_between(before, edition) if before else []


@dataclass(frozen=True, slots=True)
class Issue:
    """One edition in the history of a statement, as readers are told of it."""

    edition: Edition
    changes: list[str]
    submitted_by: str  # "" for an editor who did not choose to be named
    approved_by: str


def history_of(readable: list[Edition]) -> list[Issue]:
    """Each edition, the last first, with what it changed of the one before and who may be named."""
    names = credits_of(readable)
    earlier = [*readable[1:], None]
    return [
        Issue(
            edition,
            changes_between(before, edition) if before else [],
            names.get(edition.submitted_by_id, ""),
            names.get(edition.approved_by_id, ""),
        )
        for edition, before in zip(readable, earlier, strict=True)
    ]


def note_kind(kind: str) -> str:
    """The kind of a public note, as a reader calls it."""
    names = {
        "context": _("Context"),
        "identification": _("Identification"),
        "correction": _("Correction"),
        "translation": _("Translation"),
        "cross_reference": _("See also"),
    }
    return names.get(kind, _("Note"))


def citation_of(edition: Edition, address: str) -> str:
    """The statement as plain text to be copied: words, speaker, date, source, pinned address."""
    language = get_language() or "fr"
    words = f"{opening_mark(edition)}{quoted_words(edition)}{closing_mark(edition)}"
    said = [edition.speaker_words, edition.speaker_role]
    if edition.said_on:
        said.append(dates.display(edition.said_on, language))
    title = set_title(edition.title, edition.title_is_derived)
    printed = [edition.outlet_name, title]
    if edition.published:
        printed.append(dates.display(edition.published, language))
    return _("%(words)s — %(said)s. In: %(printed)s. Propos, no. %(id)d, edition %(edition)d, "
             "%(address)s") % {
        "words": words,
        "said": ", ".join(part for part in said if part),
        "printed": ", ".join(part for part in printed if part),
        "id": edition.statement_id,
        "edition": edition.number,
        "address": address,
    }  # fmt: skip
