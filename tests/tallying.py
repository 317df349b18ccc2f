"""The tallies of what is in print, counted again the simple way: edition by edition."""

from collections import Counter, defaultdict
from typing import Any

from django.db import models

from archive.models import (
    Article,
    ArticleInPrint,
    CoverageTally,
    Edition,
    FacetTally,
    NameKey,
    PairTally,
    Person,
    PersonInPrint,
    PersonTally,
)
from archive.models.days import EPOCH
from archive.models.keys import facet_key, rotations
from archive.quotes.text import fold_bare

TALLIES: dict[type[models.Model], tuple[str, ...]] = {
    PersonTally: ("person_id", "year", "said", "about", "addressed"),
    PersonInPrint: ("person_id", "sort_form", "initial", "said", "about", "addressed"),
    NameKey: ("person_id", "key", "weight"),
    PairTally: ("speaker_id", "target_id", "statements"),
    FacetTally: ("dimension", "value", "statements"),
    ArticleInPrint: ("article_id", "edition_id", "outlet_id", "sort_key", "statements"),
    CoverageTally: ("outlet_number", "month", "reading", "is_in_print", "articles"),
}


def kept() -> dict[str, set[tuple]]:
    """What the tables hold."""
    rows = {
        model.__name__: set(model.objects.values_list(*columns))
        for model, columns in TALLIES.items()
    }
    rows["CoverageTally"] = {row for row in rows["CoverageTally"] if row[-1]}
    return rows


def year_of(edition: Edition) -> int:
    day = edition.said_from or edition.said_to or edition.published_from or edition.published_to
    return max(day, EPOCH).year if day and day > EPOCH else 0


def counted_again() -> dict[str, set[tuple]]:
    """What they should hold."""
    people = Person.objects.select_related("merged_into").in_bulk()
    years: dict[tuple, Counter] = defaultdict(Counter)
    totals: dict[int, Counter] = defaultdict(Counter)
    names: dict[int, set[str]] = defaultdict(set)
    pairs: Counter = Counter()
    facets: Counter = Counter()
    articles: dict[int, list[Edition]] = defaultdict(list)
    for edition in Edition.objects.filter(state="current").order_by("pk"):
        articles[edition.article_id].append(edition)
        speaker = edition.speaker_id and people[edition.speaker_id].survivor.pk
        about, to = set(), set()
        for target in edition.targets.all():
            person = people[target.person_id].survivor.pk
            (about if target.relation == "about" else to).add(person)
            names[person].add(target.name)
        parts = [("about", one) for one in about] + [("addressed", one) for one in to - about]
        if speaker:
            parts.append(("said", speaker))
            names[speaker].add(edition.speaker_name)
            pairs.update((speaker, one) for one in about | to)
        for part, person in parts:
            years[person, year_of(edition)][part] += 1
            totals[person][part] += 1
        facets.update(facets_of(edition))
    facets.update({("all", "articles"): len(articles), ("all", "people"): len(totals)})
    return {
        "PersonTally": {(*key, *in_parts(found)) for key, found in years.items()},
        "PersonInPrint": {
            (pk, *filed(people[pk].sort_name), *in_parts(found)) for pk, found in totals.items()
        },
        "NameKey": {
            (pk, key, found.total())
            for pk, found in totals.items()
            for name in {people[pk].name, *names[pk]}
            for key in rotations(name)
        },
        "PairTally": {(*pair, number) for pair, number in pairs.items()},
        "FacetTally": {(*facet, number) for facet, number in facets.items() if number},
        "ArticleInPrint": {article_row(found) for found in articles.values()},
        "CoverageTally": coverage(articles),
    }


def in_parts(found: Counter) -> tuple[int, ...]:
    return found["said"], found["about"], found["addressed"]


def filed(sort_name: str) -> tuple[str, str]:
    form = fold_bare(sort_name)
    return form, form[0] if form[:1].isalpha() else "#"


def facets_of(edition: Edition) -> set[tuple[str, str]]:
    roles = {edition.speaker_role, *(target.role for target in edition.targets.all())}
    found = {("role", facet_key(role)) for role in roles if role}
    found |= {("topic", str(link.topic_id)) for link in edition.topic_links.all()}
    found |= {("all", "statements"), ("kind", edition.kind)}
    found |= {("outlet", str(edition.outlet_id))} if edition.outlet_id else set()
    found |= {("year", str(year_of(edition)))} if year_of(edition) else set()
    found |= {("place", facet_key(edition.place))} if edition.place else set()
    return found


def article_row(editions: list[Edition]) -> tuple[Any, ...]:
    newest = editions[-1]
    day = newest.published_from and max((newest.published_from - EPOCH).days, 0)
    key = ((day or 0) << 36) + newest.article_id
    return newest.article_id, newest.pk, newest.outlet_id, key, len(editions)


def coverage(in_print: Any) -> set[tuple]:
    counted = Counter(
        (
            article.outlet_id or 0,
            article.published_from.isoformat()[:7] if article.published_from else "",
            article.reading,
            article.pk in in_print,
        )
        for article in Article.objects.all()
    )
    return {(*key, number) for key, number in counted.items()}


def assert_true() -> None:
    """That every tally says what the current editions and the articles say."""
    found, expected = kept(), counted_again()
    for name in expected:
        assert found[name] == expected[name], name
