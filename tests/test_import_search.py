"""What an import tells of its search for quotations, and the language of an export."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive import suggestions
from tests import makers
from tests.importing import run as imported
from tests.test_find_quotes import TEXT, write

# --- The language of an export ----------------------------------------------------------------


def test_an_export_takes_a_language_of_a_country_as_the_language(db, tmp_path):
    suggestions.suggest(makers.article("Rien n’a été dit.", reading="read"))
    files = [tmp_path / "fr.json", tmp_path / "ca.json"]
    for file, code in zip(files, ("fr", "fr-CA"), strict=True):
        call_command("export_gold", str(file), language=code, stdout=StringIO())
    assert files[0].read_text() == files[1].read_text()
    assert ".txt" in files[0].read_text()


@pytest.mark.parametrize("code", ["", "tlh", "français"])
def test_an_export_refuses_an_unknown_language(db, tmp_path, code):
    with pytest.raises(CommandError, match=repr(code)) as refusal:
        call_command("export_gold", str(tmp_path / "gold.json"), language=code)
    assert refusal.value.returncode == 2
    assert not list(tmp_path.iterdir())


# --- What an import tells of its search ------------------------------------------------------


def test_an_import_tells_how_many_quotations_it_proposed(db, tmp_path):
    write(tmp_path, "a.txt", f"Une halle au printemps\n\n{TEXT}")
    told = imported(tmp_path, "-v0").out
    assert "1 created" in told
    assert "Quotations proposed to the editors: 2." in told
    assert "not searched" not in told


@pytest.mark.parametrize("options", [["--no-suggestions"], ["--language", "tlh"]])
def test_an_import_tells_how_many_articles_it_did_not_search(db, tmp_path, options):
    write(tmp_path, "a.txt", f"Une halle au printemps\n\n{TEXT}")
    told = imported(tmp_path, "-v0", *options).out
    assert "Articles not searched for quotations: 1." in told
    assert "proposed" not in told


def test_an_article_too_long_to_be_searched_is_counted(db, tmp_path, settings):
    settings.SUGGESTION_TEXT_MAX = 50
    write(tmp_path, "a.txt", f"Une halle au printemps\n\n{TEXT}")
    write(tmp_path, "b.txt", "Rien\n\nRien n’a été dit.\n")
    done = imported(tmp_path, "-v0")
    assert done.status == 0
    assert "Articles not searched for quotations: 1." in done.out


def test_an_import_that_creates_nothing_tells_of_no_search(db, tmp_path):
    write(tmp_path, "a.txt", f"Une halle au printemps\n\n{TEXT}")
    told = imported(tmp_path, "-v0", "--dry-run").out
    assert "proposed" not in told
    assert "not searched" not in told


def test_the_totals_of_an_import_for_programs_stay_as_they_were(db, tmp_path):
    write(tmp_path, "a.txt", f"Une halle au printemps\n\n{TEXT}")
    last = json.loads(imported(tmp_path, "--json").out.splitlines()[-1])
    assert list(last) == ["files", "created", "unchanged", "failed", "dry_run"]
