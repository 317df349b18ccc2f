"""Why an act of the annotation desk is not done; each is a sentence for the editor."""

from django.utils.translation import gettext as _

from archive.models import ArticleText, Statement


class ActRefused(Exception):
    """What was asked cannot be done, and nothing was written; ``str()`` is a sentence."""


class NotAllowed(ActRefused):
    """This user may not do this."""


class NotCorrect(ActRefused):
    """What was asked makes no statement."""


class QuoteMismatch(ActRefused):
    """The words are not at their place of the text; ``found`` is what stands there."""

    def __init__(self, found: str) -> None:
        super().__init__(_("The words are not at that place of the text."))
        self.found = found


class TextChanged(ActRefused):
    """The text has another version by now; ``text`` is the newest."""

    def __init__(self, text: ArticleText) -> None:
        super().__init__(_("The text of the article has been corrected: load the page again."))
        self.text = text


class Stale(ActRefused):
    """Somebody else changed the same of a statement; ``fields`` says what."""

    def __init__(self, statement: Statement, fields: list[str], sentence: str = "") -> None:
        told = _("%(name)s changed this statement meanwhile.") % {"name": statement.modified_by}
        super().__init__(sentence or told)
        self.statement, self.fields = statement, fields


class NothingLeft(ActRefused):
    """There is nothing to undo, or nothing to do again."""
