"""Whether what is counted of the editions in print is what a count of them gives now."""

from collections.abc import Iterator
from contextlib import ExitStack, closing

from archive.audit.finding import Check, Count, Finding, about
from archive.audit.streams import ROWS, Alongside
from archive.models import (
    ArticleInPrint,
    CoverageTally,
    Edition,
    FacetTally,
    NameKey,
    PairTally,
    PersonInPrint,
    PersonTally,
)
from archive.models.keys import facet_key, initial_of, sort_form
from archive.models.rebuilding import WORDED, count_worded, name_keys
from archive.models.tally_rows import streamed
from archive.models.tally_sources import (
    COVERAGE,
    FACETS,
    PAIRS,
    PEOPLE,
    YEARS,
    Tally,
    articles_sql,
    coverage_sql,
    facets_sql,
    pairs_sql,
    people_sql,
    years_sql,
)

TABLES = (
    PersonTally, PersonInPrint, NameKey, PairTally, FacetTally, ArticleInPrint, CoverageTally,
)  # fmt: skip
ARTICLES = Tally(
    ArticleInPrint, ("article_id",), ("edition_id", "outlet_id", "sort_key", "statements")
)
WORDLESS = "dimension NOT IN ('role', 'place')"
COUNTED = (
    (YEARS, years_sql, "1 = 1"),
    (PEOPLE, people_sql, "1 = 1"),
    (PAIRS, pairs_sql, "1 = 1"),
    (FACETS, facets_sql, WORDLESS),
    (ARTICLES, articles_sql, "1 = 1"),
    (COVERAGE, coverage_sql, "articles <> 0"),  # a row may stay when nothing is left to count
)
WRONG = "It does not say what a count of what is in print says."


def differing_sql(tally: Tally, source: str, where: str) -> str:
    """The keys whose numbers are not those of the table, and the row there that has them."""
    keys = ", ".join(tally.keys)
    expected = ", ".join(f"COALESCE({name}, 0) AS {name}" for name in tally.counts)
    found = ", ".join(f"-COALESCE({name}, 0)" for name in tally.counts)
    differ = " OR ".join(f"SUM({name}) <> 0" for name in (*tally.counts, "here"))
    return (
        f"SELECT MAX(pk), {keys} FROM (SELECT {keys}, NULL AS pk, {expected}, 1 AS here "  # noqa: S608
        f"FROM ({source}) counted UNION ALL "
        f"SELECT {keys}, {tally.model._meta.pk.column}, {found}, -1 FROM {tally.table} "
        f"WHERE {where}) compared GROUP BY {keys} HAVING {differ} ORDER BY {keys}"
    )


def wrong_numbers(tally: Tally, source: str, where: str) -> Iterator[Finding]:
    with closing(streamed(differing_sql(tally, source, where))) as rows:
        for pk, *keys in rows:
            yield wrong(tally, pk, keys)


def wrong(tally: Tally, pk: int | None, keys: list) -> Finding:
    told = ", ".join(
        f"{name.removesuffix('_id')} {key}" for name, key in zip(tally.keys, keys, strict=True)
    )
    message = WRONG if pk is not None else f"Nothing counts what is in print: {told}."
    return about(tally.model, pk, "tally", message)


def wrong_words() -> Iterator[Finding]:
    """Roles and places: their numbers, and that the words shown are those of the key."""
    for dimension in WORDED:
        expected, _labels = count_worded(dimension)
        rows = FacetTally.objects.filter(dimension=dimension).order_by("pk")
        found = rows.values_list("pk", "value", "label", "statements")
        with closing(found.iterator(chunk_size=ROWS)) as rows_found:
            for pk, value, label, statements in rows_found:
                if expected.pop(value, 0) != statements:
                    yield wrong(FACETS, pk, [dimension, value])
                elif facet_key(label) != value:
                    message = "The words it shows are not those of its key."
                    yield about(FacetTally, pk, "tally", message)
        for value in sorted(expected):
            yield wrong(FACETS, None, [dimension, value])


def wrong_forms() -> Iterator[Finding]:
    people = PersonInPrint.objects.order_by("pk")
    found = people.values_list("pk", "sort_form", "initial", "person__sort_name")
    with closing(found.iterator(chunk_size=ROWS)) as rows:
        for pk, form, initial, name in rows:
            if (form, initial) != (sort_form(name), initial_of(name)):
                yield about(PersonInPrint, pk, "tally", "It is not filed under this person’s name.")


def wrong_keys() -> Iterator[Finding]:
    found = NameKey.objects.order_by("person_id", "pk")
    with ExitStack() as opened:
        kept = opened.enter_context(
            Alongside(found.values_list("person_id", "pk", "key", "weight"))
        )
        for person, keys, weight in opened.enter_context(closing(name_keys())):
            rows = kept.of(person)
            for _person, pk, key, weighs in rows:
                if key not in keys or weighs != weight:
                    message = "Nobody in print has this name, or as many statements."
                    yield about(NameKey, pk, "tally", message)
            if keys - {key for _person, _pk, key, _weight in rows}:
                message = "A name in print does not find this person."
                yield about(PersonInPrint, person, "tally", message)
    orphans = found.filter(person__in_print=None).values_list("pk", flat=True)
    with closing(orphans.iterator(chunk_size=ROWS)) as pks:
        for pk in pks:
            yield about(NameKey, pk, "tally", "It names somebody who is not in print.")


def wrong_tallies(count: Count) -> Iterator[Finding]:
    if Edition.objects.current().exists() and not FacetTally.objects.exists():
        message = "Nothing of what is in print is counted: run manage.py rebuild_index."
        yield Finding("tally", "", None, message)
    else:
        for tally, source, where in COUNTED:
            yield from wrong_numbers(tally, source(), where)
        yield from wrong_words()
        yield from wrong_forms()
        yield from wrong_keys()
    count(size())


def size() -> int:
    return sum(model.objects.count() for model in TABLES)


CHECK = Check("tally", "tallies", size, wrong_tallies)
