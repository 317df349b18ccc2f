"""Makes what is in print findable: the search entry of each current edition, and its words."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Final

from django.db import connection, transaction

from archive import dates, marking
from archive.models import search_tables
from archive.models.days import EPOCH
from archive.models.keys import facet_key
from archive.models.search_entry import Lexeme, SearchEntry
from archive.models.tally_rows import apply
from archive.models.tally_sources import Tally
from archive.search import facets
from archive.search.analysis import BOUNDARY, Analysed, analyse

if TYPE_CHECKING:
    from archive.models.edition import Edition

ROWS: Final = 2_000  # entries made at a time
LEXEMES: Final = Tally(Lexeme, ("word", "token"), ("editions",))
OFTEN_THE_SAME: Final = ("names", "source")
PARTS: Final = ("said", "names", "context", "source")


def texts_of(edition: "Edition") -> dict[str, list[tuple[str, str]]]:
    """What may be found of an edition, part by part: texts, each with its language.

    Nothing that its public page does not show.
    """
    own, ours = edition.language, "fr"
    named = [edition.speaker_name or edition.attribution, edition.speaker_role]
    for target in edition.targets.all():
        named += [target.name, target.role]
    beside = [marking.context_before(edition.prefix)[0], marking.context_after(edition.suffix)[0]]
    return {
        "said": [(edition.exact, own)],
        "names": [(name, ours) for name in dict.fromkeys(named) if name],
        "context": [(words, own) for words in beside if words]
        + [(note["body"], ours) for note in edition.notes],
        "source": [(words, ours) for words in (edition.title, edition.outlet_name) if words],
    }


@lru_cache(maxsize=20_000)
def analysed_again(text: str, language: str) -> Analysed:
    """The words of a text that many editions have: a name, a role, a title."""
    return analyse(text, language)


def analysed(edition: "Edition") -> dict[str, list[Analysed]]:
    return {
        part: [
            (analysed_again if part in OFTEN_THE_SAME else analyse)(text, language)
            for text, language in texts
        ]
        for part, texts in texts_of(edition).items()
    }


def entry_of(edition: "Edition", parts: dict[str, list[Analysed]]) -> SearchEntry:
    """The entry of an edition; reads its targets and topics."""
    folded = [" ".join(text.folded) for part in PARTS for text in parts[part]]
    return SearchEntry(
        sort_key=edition.sort_key,
        edition=edition,
        last_day=last_day_of(edition),
        exact=f" {f' {BOUNDARY} '.join(folded)} ",
        facets=" ".join(facet_tokens(edition)),
        **{
            part: f" {BOUNDARY} ".join(" ".join(text.tokens) for text in parts[part])
            for part in PARTS
        },
    )


def day_written(edition: "Edition") -> dates.PartialDate | None:
    """The date the edition is filed under: when it was said, else printed; None when unknown."""
    for edtf in (edition.said_on, edition.published):
        if edtf:
            known = dates.parse(edtf)
            if known.earliest or known.latest:
                return known
    return None


def last_day_of(edition: "Edition") -> int:
    """The last day, since 1800, that the date of the edition may mean; 0 when it has none.

    An end that is open or unknown reaches for ever, as in ``dates.overlaps``.
    """
    known = day_written(edition)
    return max(((known.latest or date.max) - EPOCH).days, edition.sort_day) if known else 0


def facet_tokens(edition: "Edition") -> Iterator[str]:
    """One token for each value by which a reader may ask for this edition, each once."""
    yield facets.EVERY
    yield facets.token(facets.KIND, edition.kind)
    if edition.speaker_id:
        yield facets.token(facets.SPEAKER, edition.speaker_id)
    targets = list(edition.targets.all())
    for person in sorted({target.person_id for target in targets}):
        yield facets.token(facets.ABOUT, person)
    if edition.outlet_id:
        yield facets.token(facets.OUTLET, edition.outlet_id)
    for link in sorted(edition.topic_links.all(), key=lambda link: link.topic_id):
        yield facets.token(facets.TOPIC, link.topic_id)
    roles = {edition.speaker_role, *(target.role for target in targets)} - {""}
    for key in sorted({facet_key(role) for role in roles}):
        yield facets.token(facets.ROLE, key)
    if edition.place:
        yield facets.token(facets.PLACE, facet_key(edition.place))
    yield from tokens_of_date(edition)


def tokens_of_date(edition: "Edition") -> Iterator[str]:
    if not edition.sort_day:
        return
    yield facets.token(facets.YEAR, facets.day_of(edition.sort_day).year)
    known = day_written(edition)
    if known and known.earliest is None:
        yield facets.BEGUN
    yield from facets.spanned(edition.sort_day, last_day_of(edition))


def change(*, left: "Edition | None", came: "Edition | None") -> None:
    """Takes ``left`` out of the index and puts ``came`` into it, and counts their words."""
    counted: Counter[tuple[str, str]] = Counter()
    if left is not None:
        SearchEntry.objects.filter(edition=left).delete()
        counted.subtract(lexemes_of(analysed(left)))
    if came is not None:
        parts = analysed(came)
        entry_of(came, parts).save(force_insert=True)
        counted.update(lexemes_of(parts))
    apply(LEXEMES, {key: (number,) for key, number in counted.items() if number}, {})


def lexemes_of(parts: dict[str, list[Analysed]]) -> set[tuple[str, str]]:
    return {pair for texts in parts.values() for text in texts for pair in text.lexemes()}


@transaction.atomic
def rebuild() -> None:
    """Makes the index anew. What stays in memory grows with the number of different words."""
    lexemes: Counter[tuple[str, str]] = Counter()
    with connection.cursor() as cursor:
        search_tables.empty(connection, cursor)
        for editions in batched(current_editions()):
            batch = []
            for edition in editions:
                parts = analysed(edition)
                lexemes.update(lexemes_of(parts))
                batch.append(entry_of(edition, parts))
            SearchEntry.objects.bulk_create(batch)
        Lexeme.objects.bulk_create(
            (Lexeme(word=word, token=token, editions=n) for (word, token), n in lexemes.items()),
            batch_size=ROWS,
        )
        search_tables.fill(connection, cursor)


def current_editions() -> Iterator["Edition"]:
    """All that are current, the oldest first, with their targets and topics."""
    edition = SearchEntry._meta.get_field("edition").related_model
    rows = edition.objects.current().order_by("sort_key")
    return rows.prefetch_related("targets", "topic_links").iterator(chunk_size=ROWS)


def batched(rows: Iterator["Edition"]) -> Iterator[list["Edition"]]:
    while some := list(islice(rows, ROWS)):
        yield some
