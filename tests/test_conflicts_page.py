"""The page of a conflict: a heading of its own, a mark at each thing changed, a way to it."""

import re
from html import unescape

import pytest

from tests import makers
from tests.two_editors import Editor


@pytest.fixture
def mine(rui) -> Editor:
    return Editor(rui)


@pytest.fixture
def theirs(chloe) -> Editor:
    return Editor(chloe)


def page_of(answer) -> str:
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def part(page: str, start: str, end: str) -> str:
    assert start in page
    return page.split(start, 1)[1].split(end, 1)[0]


def test_a_conflict_is_headed_by_what_it_is(mine, theirs):
    article = makers.article(place="Lens")
    form = mine.open(article)
    theirs.open(article).send(place="Lille")
    page = page_of(form.send(byline="A."))
    assert "Somebody else changed this while you were editing it</h2>" in page
    assert "Please correct the error" not in page
    assert page.count("changed this record while you were editing it. Nothing is saved yet") == 1


def test_a_form_without_a_conflict_keeps_the_usual_heading(mine):
    page = page_of(mine.open(makers.article()).send(published="hier"))
    assert "Please correct the error below" in page
    assert 'id="conflict"' not in page


def test_a_field_that_was_changed_is_marked_and_linked(mine, theirs):
    article = makers.article(place="Lens")
    form = mine.open(article)
    theirs.open(article).send(place="Lille")
    page = page_of(form.send(place="Arras"))
    row = re.search(r'<div class="form-row errors field-place">.*?<input', page, re.DOTALL)
    assert row
    assert "“Lens” has become “Lille”" in row[0]
    assert 'href="#id_place"' in part(page, 'id="conflict"', "</section>")
    assert 'id="id_place"' in page


def test_a_row_that_was_changed_is_marked_and_linked(mine, theirs):
    person = makers.person()
    person.roles.create(title="maire")
    form, other = mine.open(person), theirs.open(person)
    assert other.send(**{"roles-0-title": "maire adjointe"}).status_code == 302
    page = page_of(form.send(description="Élue."))
    row = part(page, 'id="roles-0"', "</tr>")
    assert "“maire” has become “maire adjointe”" in row
    assert 'href="#roles-group"' in part(page, 'id="conflict"', "</section>")
    assert form.send().status_code == 302


def test_a_row_that_was_added_is_marked(mine, theirs):
    person = makers.person()
    form, other = mine.open(person), theirs.open(person)
    assert other.send(**{"roles-0-title": "maire"}).status_code == 302
    page = page_of(form.send(description="Élue."))
    assert "This row has been added (chloe, " in part(page, 'id="roles-group"', "</tbody>")


def test_another_error_is_still_told_beside_its_field(mine, theirs):
    article = makers.article(place="Lens")
    form = mine.open(article)
    theirs.open(article).send(place="Lille")
    page = page_of(form.send(published="hier"))
    row = re.search(r'<div class="form-row[^"]* field-published.*?<input', page, re.DOTALL)
    assert row
    assert "errorlist" in row[0]
