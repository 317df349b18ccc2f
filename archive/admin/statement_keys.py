"""Which article a new statement is taken from, and whether its form came in before."""

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from archive.admin.statement_forms import StatementForm
from archive.models import Article, Statement
from archive.quotes import anchoring


def number_in(written: str) -> int | None:
    """The number of a record in an address, or None where no record can have it."""
    is_number = written.isascii() and written.isdigit() and len(written) < 19
    return int(written) if is_number else None


def article_named_in(request: HttpRequest) -> Article | None:
    """The article the address names, when it has a text to quote from."""
    number = number_in(request.GET.get("article", ""))
    if number is None:
        return None
    return Article.objects.filter(pk=number, texts__isnull=False).first()


def saved_with_key(request: HttpRequest) -> Statement | None:
    """The statement that was made, by anybody, of a form with this key."""
    try:
        sent = StatementForm.base_fields["form_key"].clean(request.POST.get("form_key", ""))
    except ValidationError:
        return None
    return Statement.objects.filter(client_key=sent).select_related("text").first()


def is_sent_again(request: HttpRequest, saved: Statement) -> bool:
    """Whether the same editor sends the same words of the same article: nothing new."""
    article = article_named_in(request)
    if saved.created_by_id != request.user.pk or article is None or article != saved.article:
        return False
    spans = anchoring.find(saved.text.body, request.POST.get("words", ""))
    chosen = request.POST.get("occurrence") or (str(spans[0].start) if len(spans) == 1 else "")
    return anchoring.Span(saved.start, saved.end) in spans and chosen == str(saved.start)
