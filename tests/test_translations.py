"""The French catalogue is complete and well set."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polib
import pytest
from django.contrib.admin import site
from django.db.models import Field
from django.utils.functional import Promise

from config.catalogues import compile_stale

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("archive/locale/fr/LC_MESSAGES/django.po")
# The name of a placeholder with its type, or a bare per cent sign.
PLACEHOLDER = re.compile(r"%\((\w+\)[sd])|%")
TAG = re.compile(r"</?[a-z][^>]*>")
# Sources of messages: what makemessages reads, and nothing else.
SOURCES = ("archive", "config", "templates")


def catalogue_entries() -> list[polib.POEntry]:
    return list(polib.pofile(str(ROOT / CATALOGUE)))


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return catalogue_entries()


def french_of(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def english_of(entry: polib.POEntry) -> list[str]:
    return [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]


def faulty(
    entries: Iterable[polib.POEntry], is_faulty: Callable[[str], Any], allowed: Iterable[str] = ()
) -> list[str]:
    return [
        french
        for entry in entries
        for french in french_of(entry)
        if is_faulty(TAG.sub("", french)) and entry.msgid not in allowed
    ]


class TestCatalogue:
    def test_every_message_is_translated(self, entries):
        assert [e.msgid for e in entries if not all(french_of(e)) or e.obsolete] == []

    def test_no_translation_is_in_doubt(self, entries):
        assert [e.msgid for e in entries if e.fuzzy] == []

    def test_plurals_follow_the_rule_of_french(self, entries):
        header = polib.pofile(str(ROOT / CATALOGUE)).metadata
        assert header["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
        assert header["Language"] == "fr"
        assert all(set(e.msgstr_plural) == {0, 1} for e in entries if e.msgid_plural)

    def test_each_translation_has_the_placeholders_of_its_message(self, entries):
        wrong = [
            french
            for entry in entries
            for french in french_of(entry)
            if sorted(PLACEHOLDER.findall(french)) != sorted(PLACEHOLDER.findall(entry.msgid))
        ]
        assert wrong == []

    def test_placeholders_have_names(self, entries):
        nameless = [
            text
            for entry in entries
            if "python-format" in entry.flags
            for text in (*english_of(entry), *french_of(entry))
            if "" in PLACEHOLDER.findall(text.replace("%%", ""))
        ]
        assert nameless == []

    def test_each_translation_has_the_tags_of_its_message(self, entries):
        wrong = [
            french
            for entry in entries
            for french in french_of(entry)
            if TAG.findall(french) != TAG.findall(entry.msgid)
        ]
        assert wrong == []

    def test_it_compiles(self, tmp_path):
        copy = tmp_path / CATALOGUE
        copy.parent.mkdir(parents=True)
        shutil.copy(ROOT / CATALOGUE, copy)
        [compiled] = compile_stale(tmp_path)
        assert polib.mofile(str(compiled)).find("statement").msgstr == "propos"

    def test_it_holds_the_messages_of_the_source_and_no_other(self, entries, tmp_path):
        if shutil.which("xgettext") is None:
            if os.environ.get("PROPOS_GETTEXT") == "required":
                pytest.fail("GNU gettext is required here and is not installed.")
            pytest.skip("GNU gettext is not installed.")
        collected = collect_messages(tmp_path)
        assert {identity(e) for e in entries} == {identity(e) for e in collected}


def identity(entry: polib.POEntry) -> tuple[str | None, str, str]:
    return entry.msgctxt, entry.msgid, entry.msgid_plural


def collect_messages(copy: Path) -> list[polib.POEntry]:
    """Runs makemessages on a copy of the project that has no catalogue yet."""
    for name in SOURCES:
        shutil.copytree(
            ROOT / name, copy / name, ignore=shutil.ignore_patterns("locale", "__pycache__")
        )
    (copy / CATALOGUE).parent.mkdir(parents=True)
    command = [sys.executable, "-m", "django", "makemessages", "-l", "fr", "--no-location",
               "--settings", "config.settings"]  # fmt: skip
    ran = subprocess.run(
        command, cwd=copy, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": "."}
    )
    assert ran.returncode == 0, ran.stderr
    return list(polib.pofile(str(copy / CATALOGUE)))


class TestTypography:
    def test_apostrophes_are_typographic(self, entries):
        assert faulty(entries, lambda text: "'" in text) == []

    def test_no_straight_quotation_mark_is_left(self, entries):
        assert faulty(entries, lambda text: '"' in text) == []

    def test_a_narrow_no_break_space_stands_before_high_punctuation(self, entries):
        missing = re.compile(r"[^\u202f;!?][;!?]")
        assert faulty(entries, missing.search) == []

    def test_a_no_break_space_stands_before_a_colon(self, entries):
        missing = re.compile(r"[^\u00a0]:(?!//)")
        assert faulty(entries, missing.search) == []

    def test_narrow_no_break_spaces_stand_inside_guillemets(self, entries):
        missing = re.compile(r"«[^\u202f]|[^\u202f]»")
        assert faulty(entries, missing.search) == []

    def test_suspension_points_are_one_sign(self, entries):
        assert faulty(entries, lambda text: "..." in text) == []

    def test_a_translation_ends_as_its_message_does(self, entries):
        wrong = [
            french
            for entry in entries
            for french in french_of(entry)
            if entry.msgid.endswith(".") != french.endswith(".")
        ]
        assert wrong == []


NAMED_ALIKE = {"archive.Edition.sha256"}  # SHA-256 in any language


def fields_of_the_desk() -> Iterable[Field]:
    """Every field that a form, a list or a page of the desk may show."""
    for model, admin in site._registry.items():
        if model._meta.app_label != "archive":
            continue
        for shown in (admin, *(inline(model, site) for inline in admin.inlines)):
            hidden = shown.exclude or ()
            yield from (f for f in shown.model._meta.concrete_fields if f.name not in hidden)


class TestLabels:
    def test_every_field_the_desk_shows_has_a_label_to_translate(self):
        unmarked = {
            str(field)
            for field in fields_of_the_desk()
            if field.editable
            and not field.primary_key
            and not isinstance(field.verbose_name, Promise)
        }
        assert unmarked == NAMED_ALIKE
