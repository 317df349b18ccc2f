"""Why something cannot be done with a suggestion; each is a sentence for the editor."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from archive.models import Suggestion

CONTRIBUTE = "archive.add_statement"


class SuggestionRefused(Exception):
    """What was asked of a suggestion cannot be; ``str()`` is a sentence for the editor."""


class NotAllowed(SuggestionRefused):
    """This user may not decide on suggestions."""


class NothingToRead(SuggestionRefused):
    """The article has no text, or one in a language without a table."""


class AlreadyDecided(SuggestionRefused):
    """Somebody decided first; ``suggestion`` tells what, who and when."""

    def __init__(self, suggestion: Suggestion) -> None:
        super().__init__(decision_words(suggestion))
        self.suggestion = suggestion


class SuggestionGone(SuggestionRefused):
    """The suggestion was replaced when the article was read again."""


class TextCorrected(SuggestionRefused):
    """The text of the article has another version by now."""


class PersonToChoose(SuggestionRefused):
    """The speaker is nobody of the archive yet: an editor chooses or creates the person."""


class NotCorrect(SuggestionRefused):
    """What the editor changed makes no statement."""


def check_contributor(user: Any) -> None:
    if not user.is_active or not user.has_perm(CONTRIBUTE):
        raise NotAllowed(_("You do not have the right to do this."))


def decision_words(suggestion: Suggestion) -> str:
    """What became of a suggestion, who decided it and when."""
    sentences = {
        Suggestion.State.PENDING: _("Nobody has decided on this suggestion yet."),
        Suggestion.State.ACCEPTED: _("%(name)s accepted this suggestion (%(when)s)."),
        Suggestion.State.CORRECTED: _("%(name)s corrected this suggestion (%(when)s)."),
        Suggestion.State.DISMISSED: _("%(name)s dismissed this suggestion (%(when)s)."),
    }
    when = suggestion.decided_at
    return sentences[suggestion.state] % {
        "name": suggestion.decided_by,
        "when": date_format(timezone.localtime(when), "SHORT_DATETIME_FORMAT") if when else "",
    }
