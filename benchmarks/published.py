"""Published statements of a measured archive, on their way into the tables that wait."""

import random
import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db import connection, models

from archive import dates
from archive.models import (
    Article,
    ArticleText,
    Edition,
    EditionTarget,
    EditionTopic,
    Statement,
    StatementEditor,
    StatementTarget,
)
from archive.models.digests import sha256_of_content
from archive.models.edition import ID_BITS, sort_day_of
from archive.models.spoken import CONTENT_FIELDS
from archive.models.statement import SOURCE_FIELDS
from archive.quotes.anchoring import CONTEXT
from archive.quotes.text import words_key
from benchmarks import french, invented
from benchmarks.rows import Lines

TOPIC_OF_STATEMENT = Statement.topics.through
MODELS = (
    Article, ArticleText, Statement, StatementEditor, StatementTarget, TOPIC_OF_STATEMENT,
    Edition, EditionTarget, EditionTopic,
)  # fmt: skip
# Of a hundred statements: those published twice, those retracted.
PUBLISHED_TWICE, RETRACTED = 3, 1
SETTINGS = [str(value) for value in Statement.Setting.values]
SAID = ("a déclaré", "a répété", "a lancé", "a assuré", "a regretté", "a reconnu")


@cache
def filler() -> list[str]:
    """Paragraphs without a quotation."""
    chosen = random.Random("filler")  # noqa: S311  no secret
    return [" ".join(f"{french.sentence(chosen)}." for _ in range(3)) for _ in range(2_000)]


@lru_cache(maxsize=100_000)
def boundaries(written: str) -> tuple[Any, Any]:
    """The first and the last day a date may mean, as the database takes them."""
    known = dates.parse(written)
    adapt = connection.ops.adapt_datefield_value
    return adapt(known.earliest), adapt(known.latest)


day_of = lru_cache(maxsize=100_000)(sort_day_of)


@dataclass
class Archive:
    """The rows that wait, and the numbers of the records that they name."""

    people: dict[int, int]  # a rank among the people to the number of the record
    names: list[str]
    topics: dict[int, int]
    outlets: dict[int, int]
    printer_of: dict[int, str]  # the name of an outlet by its number
    contributors: list[int]
    reviewers: list[int]
    lines: dict[type[models.Model], Lines] = field(
        default_factory=lambda: {model: Lines(model) for model in MODELS}
    )
    editions: int = 0  # current ones

    def __post_init__(self) -> None:
        order = invented.spoken_about(len(self.names))
        self.speakers = invented.Draw(len(self.names), invented.FLATNESS_OF_PEOPLE)
        self.targets = invented.Draw(len(self.names), invented.FLATNESS_OF_PEOPLE, order)
        self.subjects = invented.Draw(invented.TOPICS, invented.FLATNESS_OF_TOPICS)
        self.printers = invented.Draw(invented.OUTLETS, invented.FLATNESS_OF_OUTLETS)

    def add(self, model: type[models.Model], *parts: dict[str, Any]) -> int:
        return self.lines[model].add(*parts)

    def write(self) -> None:
        for lines in self.lines.values():
            lines.write()


@dataclass
class Piece:
    """An article that is being written: its words so far, and where the next one will stand."""

    chosen: random.Random
    day: date
    moment: Any
    source: dict[str, Any]  # what an edition repeats of it
    outlet: int
    parts: list[str] = field(default_factory=list)
    length: int = 0

    def write(self, words: str) -> int:
        """The place of these words."""
        self.parts.append(words)
        self.length += len(words)
        return self.length - len(words)


class Draft:
    """A statement on its way into the tables."""

    def __init__(self, archive: Archive, piece: Piece) -> None:
        chosen = piece.chosen
        self.fate = chosen.random() * 100
        self.speaker: int | None = archive.speakers.one(chosen)
        if chosen.random() < 0.03:
            self.speaker = None
        self.targets = self.draw_targets(archive, chosen)
        ranks = {archive.subjects.one(chosen) for _ in range(chosen.choices((1, 2), (78, 22))[0])}
        self.topics = sorted(ranks)
        words = french.sentence(chosen, old=piece.day.year <= invented.LAST_OLD_YEAR)
        self.spoken = self.words_and_date(archive, piece, words)
        self.place_in(piece, archive)

    def draw_targets(self, archive: Archive, chosen: random.Random) -> list[int]:
        ranks: dict[int, None] = {}
        for _ in range(chosen.choices((0, 1, 2, 3), (10, 53, 31, 6))[0]):
            if self.speaker is not None and chosen.random() < 0.4:
                ranks[invented.favourite(self.speaker, chosen, len(archive.names))] = None
            else:
                ranks[archive.targets.one(chosen)] = None
        return list(ranks)

    def words_and_date(self, archive: Archive, piece: Piece, words: str) -> dict[str, Any]:
        chosen = piece.chosen
        said_on = invented.written(piece.day - timedelta(days=chosen.randrange(6)), chosen)
        first, last = boundaries(said_on)
        doubt = chosen.random() < 0.03
        named = self.speaker is not None
        return {
            "exact": words, "said_on": said_on, "said_from": first, "said_to": last,
            "kind": chosen.choices(("direct", "indirect", "mixed"), (70, 20, 10))[0],
            "language": "fr", "speaker_type": "named" if named else "anonymous",
            "attribution": archive.names[self.speaker] if named else "un proche du dossier",
            "speaker_role": self.role_of(self.speaker, piece) if named else "",
            "via": "selon l’agence" if chosen.random() < 0.05 else "",
            "place": chosen.choice(invented.places()) if chosen.random() < 0.6 else "",
            "setting": chosen.choice(SETTINGS),
            "certainty": "probable" if doubt else "certain",
            "certainty_reason": "Le nom n’est pas imprimé en entier." if doubt else "",
        }  # fmt: skip

    def role_of(self, rank: int, piece: Piece) -> str:
        """As many have a role as have none, and a new one every ten years."""
        if rank % 4 == 3:
            return ""
        return invented.roles()[(rank + 37 * (piece.day.year // 10)) % invented.ROLES]

    def place_in(self, piece: Piece, archive: Archive) -> None:
        """Writes the words, and what names the speaker and whom they are about."""
        piece.write(f"{piece.chosen.choice(filler())}\n\n« ")
        self.start = piece.write(self.spoken["exact"])
        piece.write(f" », {piece.chosen.choice(SAID)} {self.spoken['attribution']}")
        self.mentions = []
        for rank in self.targets:
            piece.write(" à propos de ")
            start = piece.write(archive.names[rank])
            self.mentions.append((start, start + len(archive.names[rank])))
        piece.write(".\n\n")

    def anchor(self, body: str, digest: str, article: int, text: int) -> None:
        end = self.start + len(self.spoken["exact"])
        self.anchored = {
            "start": self.start, "end": end,
            "prefix": body[max(self.start - CONTEXT, 0) : self.start],
            "suffix": body[end : end + CONTEXT],
        }  # fmt: skip
        self.named = {"article_id": article, "text_id": text}
        self.digest_of_text = digest

    def publish(self, archive: Archive, piece: Piece, days: dict[str, Any]) -> None:
        """As two people of the desk would; once or twice, or in vain."""
        author, reviewer = (
            piece.chosen.choice(people) for people in (archive.contributors, archive.reviewers)
        )
        self.named["speaker_id"] = None if self.speaker is None else archive.people[self.speaker]
        targets, topics = self.target_rows(archive), self.topic_rows(archive)
        editions = 2 if self.fate < PUBLISHED_TWICE else 1
        frozen = [
            self.frozen(archive, piece, targets, topics, {"place": "Paris"} if left else {})
            for left in reversed(range(editions))
        ]
        status = "retracted" if self.is_retracted else "published"
        statement = archive.add(
            Statement, self.spoken, self.anchored, self.named,
            {"status": status, "content_sha256": frozen[-1]["sha256"], "version": 4 * editions - 1,
             "words_key": words_key(self.spoken["exact"]), "created_by_id": author,
             "client_key": key_of(piece.chosen), "modified_by_id": reviewer,
             "submitted_by_id": author, "created_at": piece.moment, "modified_at": piece.moment,
             "submitted_at": piece.moment},
        )  # fmt: skip
        beside = {"statement_id": statement}
        for target in targets:
            archive.add(StatementTarget, {k: target[k] for k in target if k != "name"}, beside)
        for topic in topics:
            archive.add(TOPIC_OF_STATEMENT, {"topic_id": topic["topic_id"]}, beside)
        archive.add(StatementEditor, {"version": 1, "user_id": author}, beside)
        vouched = {"submitted_by_id": author, "approved_by_id": reviewer, **days, **beside}
        for number, columns in enumerate(frozen, 1):
            state = self.state(archive, piece, reviewer, is_last=number == editions)
            numbered = {"number": number, "statement_version": 4 * number - 2}
            edition = archive.add(Edition, columns, vouched, numbered, state)
            self.link(archive, edition, columns["sort_day"], targets, topics)

    @property
    def is_retracted(self) -> bool:
        return self.fate >= 100 - RETRACTED

    def target_rows(self, archive: Archive) -> list[dict[str, Any]]:
        return [
            {"person_id": archive.people[rank], "name": archive.names[rank],
             "relation": "to" if (rank + self.start) % 10 == 0 else "about",
             "mention": archive.names[rank], "mention_start": start, "mention_end": end,
             "role": ""}
            for rank, (start, end) in zip(self.targets, self.mentions, strict=True)
        ]  # fmt: skip

    def topic_rows(self, archive: Archive) -> list[dict[str, Any]]:
        return [
            {"topic_id": archive.topics[rank], "name": invented.topics()[rank]}
            for rank in self.topics
        ]

    def frozen(
        self, archive: Archive, piece: Piece, targets: list[dict[str, Any]],
        topics: list[dict[str, Any]], otherwise: dict[str, Any],
    ) -> dict[str, Any]:  # fmt: skip
        """The columns of an edition that repeat the statement, and their digest."""
        spoken = {**self.spoken, **otherwise}
        printed = {column: piece.source[name] for column, name in SOURCE_FIELDS.items()}
        speaker_name = "" if self.speaker is None else archive.names[self.speaker]
        outlet_name = archive.printer_of[piece.outlet]
        content = {
            **{name: spoken[name] for name in CONTENT_FIELDS},
            "speaker": self.named["speaker_id"], "speaker_name": speaker_name,
            "topics": sorted(topic["name"] for topic in topics),
            "targets": [{"person": t["person_id"], **{k: t[k] for k in t if k != "person_id"}}
                        for t in targets],
            "notes": [],
            "source": {"article": self.named["article_id"], "outlet": outlet_name, **printed},
            "anchor": {"text": 1, "sha256": self.digest_of_text, **self.anchored},
        }  # fmt: skip
        return {
            **spoken, **self.anchored, **self.named, **printed, "outlet_id": piece.outlet,
            "speaker_name": speaker_name, "outlet_name": outlet_name,
            "sha256": sha256_of_content(content), "approved_at": piece.moment,
            "sort_day": day_of(spoken["said_on"], printed["published"]),
        }  # fmt: skip

    def state(
        self, archive: Archive, piece: Piece, reviewer: int, *, is_last: bool
    ) -> dict[str, Any]:
        if not is_last:
            return {"state": "superseded", "closed_at": piece.moment}
        if not self.is_retracted:
            return {}
        second = next(user for user in archive.reviewers if user != reviewer)
        return {
            "state": "retracted", "closed_at": piece.moment, "reason": "Erreur.",
            "public_note": "Propos mal attribués.", "withdrawal_asked_by_id": reviewer,
            "withdrawn_by_id": second,
        }  # fmt: skip

    def link(
        self, archive: Archive, edition: int, day: int, targets: list[dict[str, Any]],
        topics: list[dict[str, Any]],
    ) -> None:  # fmt: skip
        beside = {"edition_id": edition, "sort_key": (day << ID_BITS) + edition}
        speaker = {"speaker_id": self.named["speaker_id"]}
        for target in targets:
            archive.add(EditionTarget, target, beside, speaker)
        for topic in topics:
            archive.add(EditionTopic, topic, beside)


def key_of(chosen: random.Random) -> Any:
    key = uuid.UUID(int=chosen.getrandbits(128), version=4)
    return key if connection.features.has_native_uuid_field else key.hex
