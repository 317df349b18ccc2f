"""Translations are compiled when they are newer than what was compiled, and never half."""

import os
from pathlib import Path

import polib
import pytest

from config.catalogues import compile_stale

pytestmark = pytest.mark.once


def write_catalogue(source: Path, translation: str) -> None:
    source.write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        f'msgid "speaker"\nmsgstr "{translation}"\n\n'
        '#, fuzzy\nmsgid "target"\nmsgstr "peut-être"\n',
        encoding="utf-8",
    )


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The French catalogue of a project that has nothing else."""
    source = tmp_path / "archive" / "locale" / "fr" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    write_catalogue(source, "locuteur")
    return source


def test_a_catalogue_is_compiled(tmp_path, source):
    [target] = compile_stale(tmp_path)
    assert target == source.with_suffix(".mo")
    assert polib.mofile(str(target)).find("speaker").msgstr == "locuteur"


def test_a_compiled_catalogue_is_left_alone(tmp_path, source):
    compile_stale(tmp_path)
    assert compile_stale(tmp_path) == []


def test_a_changed_catalogue_is_compiled_again(tmp_path, source):
    [target] = compile_stale(tmp_path)
    write_catalogue(source, "locutrice")
    os.utime(source, ns=(target.stat().st_mtime_ns + 1,) * 2)
    assert compile_stale(tmp_path) == [target]
    assert polib.mofile(str(target)).find("speaker").msgstr == "locutrice"


def test_a_catalogue_is_not_older_than_the_source_it_was_read_from(tmp_path, source):
    [target] = compile_stale(tmp_path)
    assert target.stat().st_mtime_ns == source.stat().st_mtime_ns


def test_a_doubtful_translation_is_not_shown(tmp_path, source):
    [target] = compile_stale(tmp_path)
    assert polib.mofile(str(target)).find("target") is None


def test_a_catalogue_that_cannot_be_written_is_only_a_warning(tmp_path, source, capsys):
    target = source.with_suffix(".mo")
    target.mkdir()  # stands for a read-only folder, which would not stop root
    os.utime(target, ns=(0, 0))
    assert compile_stale(tmp_path) == []
    assert "django.po is not compiled" in capsys.readouterr().err


def test_a_catalogue_that_cannot_be_written_leaves_nothing_behind(tmp_path, source):
    target = source.with_suffix(".mo")
    target.mkdir()
    os.utime(target, ns=(0, 0))
    compile_stale(tmp_path)
    assert sorted(path.name for path in source.parent.iterdir()) == ["django.mo", "django.po"]


def test_a_malformed_catalogue_keeps_the_last_good_one(tmp_path, source, capsys):
    [target] = compile_stale(tmp_path)
    good = target.read_bytes()
    source.write_text("not a catalogue\n")
    os.utime(source, ns=(target.stat().st_mtime_ns + 1,) * 2)
    assert compile_stale(tmp_path) == []
    assert target.read_bytes() == good
    assert "django.po is not compiled" in capsys.readouterr().err
