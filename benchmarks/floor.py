"""The addresses that are measured: those of Propos, and two that only a measurement needs.

The floor is the least that a list of statements takes with Django: twenty records and a bare
template, without a menu, filters or counts. The empty page is what remains when there is nothing.
"""

from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from archive.models import Edition
from config.urls import (
    handler400,
    handler403,
    handler404,
    handler500,
)
from config.urls import urlpatterns as addresses

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

ROWS = 20
BARE = engines["django"].from_string(
    """<!DOCTYPE html><html lang="fr"><title>Propos</title><ol>
{% for edition in editions %}<li><a href="{{ edition.get_absolute_url }}">{{ edition.exact }}</a>
<p>{{ edition.speaker_name }}, {{ edition.speaker_role }}, {{ edition.said_on }},
{{ edition.outlet_name }}, {{ edition.title }}, {{ edition.published }}</p></li>
{% endfor %}</ol></html>"""
)


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def bare_list(request: HttpRequest) -> HttpResponse:
    editions = Edition.objects.filter(state="current").order_by("-sort_key")[:ROWS]
    return HttpResponse(BARE.render({"editions": editions}, request))


urlpatterns = [
    path("floor/empty/", empty),
    path("floor/list/", bare_list),
    *addresses,
]
