"""How the public pages set words, dates, numbers and addresses. Display only: nothing is stored."""

import re
from collections.abc import Mapping
from typing import Any, Final

from django import template
from django.core.exceptions import DisallowedHost
from django.urls import translate_url
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from archive import dates, marking, typography
from archive.models import Edition
from archive.pagination import Count
from archive.search.marks import Found, pieces

register = template.Library()

# The partial dates that HTML's <time datetime> takes: a year, a month, a day.
MACHINE_DATE: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")


@register.filter
def quoted_words(edition: Edition) -> str:
    """The words of an edition, set in the typography of their language, without outer marks.

    Only direct words lose their outer marks: reported ones are a sentence of the article, whose
    inner quotation marks belong to it.
    """
    if edition.kind == Edition.Kind.DIRECT:
        return typography.set_quotation(edition.exact, edition.language)
    return set_text(edition.exact, edition.language)


@register.filter
def opening_mark(edition: Edition) -> str:
    """The mark before direct words, in the usage of their language; "" before reported words."""
    if edition.kind != Edition.Kind.DIRECT:
        return ""
    return "«\u202f" if edition.language.startswith("fr") else "“"


@register.filter
def closing_mark(edition: Edition) -> str:
    if edition.kind != Edition.Kind.DIRECT:
        return ""
    return "\u202f»" if edition.language.startswith("fr") else "”"


@register.filter
def set_text(text: str, language: str = "fr") -> str:
    """Text of the archive in the typography of its language; the archive's own is French."""
    return typography.french(text) if language.startswith("fr") else typography.english(text)


@register.filter
def context_before(edition: Edition) -> str:
    """The printed words before the quotation, with […] where the article goes on before them."""
    words, is_cut = marking.context_before(edition.prefix)
    words = set_text(words, edition.language)
    return f"[…] {words}" if is_cut else words


@register.filter
def context_after(edition: Edition) -> str:
    """The printed words after the quotation, on a line of their own: no mark of pause begins it."""
    return running_after(edition).lstrip(" .,;:")


@register.filter
def running_after(edition: Edition) -> str:
    """The printed words after the quotation, to run on from its closing mark."""
    words, is_cut = marking.context_after(edition.suffix)
    words = set_text(words, edition.language)
    space = "" if words.startswith((".", ",", "…")) else " "
    return f"{space}{words} […]" if is_cut else f"{space}{words}"


@register.filter
def set_title(title: str, is_derived: bool) -> str:
    """The title of a printed piece, in brackets when the archive made it."""
    return f"[{set_text(title)}]" if is_derived else set_text(title)


@register.filter
def marked(text: str, found: Found | None) -> str | SafeString:
    """Words of the archive, escaped, with what a search found in them inside ``<mark>``."""
    return with_marks(text, "fr", found) if found else text


@register.filter
def marked_as_said(text: str, found: Found | None) -> str | SafeString:
    """The same, of words in the language of the statement."""
    return with_marks(text, found.language, found) if found else text


def with_marks(text: str, language: str, found: Found) -> str | SafeString:
    cut = pieces(text, language, found.sought)
    if not any(one.is_sought for one in cut):
        return text
    parts = [format_html("<mark>{}</mark>", one.text) if one.is_sought else one.text for one in cut]
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def dated(edtf: str) -> str | SafeString:
    """The date in the page's language, inside ``<time>`` when HTML can say it to a machine."""
    if not edtf:
        return ""
    shown = dates.display(edtf, get_language() or "fr")
    if MACHINE_DATE.fullmatch(edtf):
        return format_html('<time datetime="{}">{}</time>', edtf, shown)
    return shown


@register.filter
def figure(count: Count) -> str:
    """A number with its thousands set apart; "more than 10 000" when it was not counted further."""
    number = grouped(count.number)
    return _("more than %(number)s") % {"number": number} if count.is_capped else number


@register.filter
def grouped(number: int) -> str:
    """A number with its thousands set apart."""
    return number_format(number, force_grouping=True)


@register.filter
def publisher_address(edition: Edition) -> str:
    """The publisher's page of the article, scrolled to direct words; "" when it is no web page."""
    address = web_address(edition.url)
    if not address or edition.kind != Edition.Kind.DIRECT:
        return address
    return address.partition("#")[0] + marking.text_fragment(edition.exact)


@register.filter
def web_address(address: str) -> str:
    """The address if it is one of the web, else "": no other scheme ever becomes a link."""
    return address if address.lower().startswith(("https://", "http://")) else ""


@register.simple_tag(takes_context=True)
def absolute(context: template.Context, path: str) -> str:
    """The whole address of a path of ours; the path itself when the host is not one of ours."""
    try:
        return context["request"].build_absolute_uri(path)
    except DisallowedHost:
        return path


@register.simple_tag(takes_context=True)
def same_page_in(context: template.Context, language: str) -> str:
    """The path of the page being shown, in another language, with the same query."""
    return translate_url(context["request"].get_full_path(), language)


@register.simple_tag(takes_context=True)
def is_under(context: dict[str, Any], path: str) -> str:
    """``page`` for the very page at this path, ``true`` for one below it, as aria-current says."""
    here = context["request"].path if "request" in context else ""
    if here == path:
        return "page"
    return "true" if here.startswith(path) else ""


@register.simple_tag(takes_context=True)
def query_with(context: template.Context, changes: Mapping[str, str | None]) -> str:
    """The query of this page with these parameters changed, or taken out where they are None."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = value
    return f"?{query.urlencode()}"
