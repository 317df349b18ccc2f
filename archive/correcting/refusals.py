"""Why a text is not corrected, or a quotation not anchored anew; each is a sentence for editors."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Why a text that was typed or pasted is refused, by the code of the parser's refusal.
NOT_A_TEXT = {
    "empty": gettext_lazy("This text holds nothing to read."),
    "too-large": gettext_lazy("This text is too long for an article."),
    "not-text": gettext_lazy(
        "This text holds characters that are not those of a text. Paste it from a plain-text "
        "editor."
    ),
}
# Who corrects a text reads it, and edits what is quoted from it.
NEEDED = ("archive.change_article", "archive.read_articletext", "archive.change_statement")


class CorrectionRefused(Exception):
    """What was asked cannot be done, and nothing was written; ``str()`` says why."""


class NotAllowed(CorrectionRefused):
    """This user may not do this."""


class NotAText(CorrectionRefused):
    """What was typed is empty, too long, or holds what no text holds."""


class Unchanged(CorrectionRefused):
    """What was typed is the text as it is."""


class NoReason(CorrectionRefused):
    """Nothing says why the text is corrected."""


class StaleText(CorrectionRefused):
    """The text was corrected after it was read."""


class StaleReport(CorrectionRefused):
    """A statement changed after it was read what would become of it."""


class NothingToRepair(CorrectionRefused):
    """The statement stands in the newest text, or nowhere that matters."""


class BadPlace(CorrectionRefused):
    """The place chosen holds no words, or cuts one."""


def check_allowed(user: Any) -> None:
    if not user.is_active or not user.has_perms(NEEDED):
        raise NotAllowed(_("You do not have the right to do this."))


def stale_text() -> StaleText:
    return StaleText(
        _("Somebody corrected this text after you opened it. What you typed is still here: compare "
          "it with the text as it is now before you go on.")
    )  # fmt: skip
