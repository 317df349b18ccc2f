"""A small page that listens for the keys of the annotation desk.

``ROOT_URLCONF`` of a test: the archive's addresses, and ``/keys-page/`` before them.
"""

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import path, reverse

from archive.admin.workbench_commands import commands_for_script, key_groups
from archive.models import EditorProfile
from config import urls

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Touches</title>
<link rel="icon" href="/static/archive/favicon.svg">
<link rel="stylesheet" href="/static/archive/workbench/keys.css"></head><body>
<main>
<h1>Touches</h1>
<form>{% csrf_token %}</form>
<a id="outside" href="/">Accueil</a>
<div id="annotator">
  <article id="printed" tabindex="0" aria-label="Le texte"><p>Elle se tait.</p></article>
  <input id="field" aria-label="Un champ"><textarea id="area" aria-label="Un texte"></textarea>
  <select id="choice" aria-label="Un choix"><option>a</option><option>b</option></select>
  <div id="editable" contenteditable="true" aria-label="Un passage" role="textbox"></div>
  <input id="box" type="checkbox" aria-label="Une case">
  <button id="accept" type="button" data-command="accept">Accepter <kbd></kbd></button>
  <button id="third" type="button" data-command="speaker" data-number="3">Ada <kbd></kbd></button>
  <button id="help" type="button" data-command="help">Raccourcis <kbd></kbd></button>
  <button id="shut" type="button" data-command="undo" aria-disabled="true">Annuler</button>
  <button id="plain" type="button">Autre</button>
</div>
</main>
{{ script|json_script:"commands" }}{{ bindings|json_script:"bindings" }}
{% include keys with commands=commands single_keys=is_on url=url only %}
</body></html>"""


def keys_page(request: HttpRequest) -> HttpResponse:
    mine = EditorProfile.objects.filter(user=request.user).first()
    bindings = mine.keys if mine else {}
    context = {
        "script": commands_for_script(),
        "bindings": bindings,
        "is_on": mine is None or mine.single_keys,
        "commands": key_groups(bindings),
        "keys": "admin/archive/workbench/_keys.html",
        "url": reverse("admin:workbench-keys"),
    }
    return HttpResponse(Template(PAGE).render(RequestContext(request, context)))


urlpatterns = [path("keys-page/", keys_page), *urls.urlpatterns]
