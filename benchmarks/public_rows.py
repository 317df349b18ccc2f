"""The articles of a measured archive, with their texts and their published statements."""

import random
from datetime import timedelta

from django.db import connection

from archive.models import Article, ArticleText
from archive.quotes.anchoring import sha256_of
from benchmarks import french, invented
from benchmarks.published import Archive, Draft, Piece, boundaries, filler
from benchmarks.rows import BEGAN

# One article of so many was read and held nothing, or waits to be read.
EMPTY_EVERY = 11
OPEN_LICENCE = {
    "licence": "open", "licence_name": "CC0 1.0",
    "licence_url": "https://creativecommons.org/publicdomain/zero/1.0/",
}  # fmt: skip


def make_article(archive: Archive, number: int, at_most: int) -> None:
    """An article with at most so many current editions, in the tables that wait."""
    chosen = random.Random(f"article {number}")  # noqa: S311  no secret
    day, rank = invented.day(chosen), archive.printers.one(chosen)
    published = day.isoformat()[: 7 if chosen.random() < 0.03 else 10]
    outlet, title = archive.outlets[rank], french.sentence(chosen)[:90].rstrip(" ,’")
    moment = connection.ops.adapt_datetimefield_value(BEGAN + timedelta(minutes=number))
    source = {
        "title": title, "title_is_derived": False, "byline": chosen.choice(archive.names),
        "published": published, "archived_url": "", "agency": "",
        "url": f"https://titre-{outlet}.example/{day:%Y/%m}/{number}",
        "place": chosen.choice(invented.places()),
    }  # fmt: skip
    piece = Piece(chosen, day, moment, source, outlet)
    piece.write(f"{title}\n\n")
    is_empty = number % EMPTY_EVERY == EMPTY_EVERY - 1
    drafts = [] if is_empty else drafts_of(archive, piece, at_most)
    for _ in range(2):
        piece.write(f"{chosen.choice(filler())}\n\n")
    body = "".join(piece.parts).rstrip()
    days = dict(zip(("published_from", "published_to"), boundaries(published), strict=True))
    digest = sha256_of(body)
    article = archive.add(
        Article,
        source, days, OPEN_LICENCE if chosen.random() < 0.1 else {},
        {"outlet_id": outlet, "source_sha256": digest, "added_at": moment,
         "reading": "unread" if is_empty and chosen.random() < 0.4 else "read"},
    )  # fmt: skip
    text = archive.add(
        ArticleText, {"article_id": article, "body": body, "sha256": digest, "added_at": moment}
    )
    for draft in drafts:
        draft.anchor(body, digest, article, text)
        draft.publish(archive, piece, days)


def drafts_of(archive: Archive, piece: Piece, at_most: int) -> list[Draft]:
    """One to nine statements, five in the middle."""
    drafts = []
    for _ in range(piece.chosen.randint(1, 9)):
        draft = Draft(archive, piece)
        drafts.append(draft)
        at_most -= not draft.is_retracted
        if not at_most:
            break
    archive.editions += sum(not draft.is_retracted for draft in drafts)
    return drafts
