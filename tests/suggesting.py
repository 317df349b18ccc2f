"""Makers of candidates and suggestions: what the detector would say of the makers' article."""

from typing import Any

from archive import suggestions
from archive.models import Article, ArticleText, Person, Suggestion
from archive.quotes.anchoring import Span
from archive.quotes.candidates import Candidate, Evidence, KnownPerson, Speaker, Target, Tier
from archive.quotes.detection import DETECTOR_VERSION
from tests import makers

QUOTED = "« Nous ouvrirons la halle au printemps »"
ELLE = "« Elle n’a rien ouvert du tout »"
INDIRECT = "que Théodule Marquenterre viendrait"


def known(person: Person) -> KnownPerson:
    return KnownPerson(person.name, key=person.pk)


def place(body: str, words: str, *, after: int = 0) -> Span:
    start = body.index(words, after)
    return Span(start, start + len(words))


def speaker(
    body: str, words: str = "Ysoline Quévrain", *, person: Person | None = None, **fields: Any
) -> Speaker:
    """Somebody whom the text names by these words: a new person, or the one given."""
    given: dict[str, Any] = {"type": "named", "name": words, "is_new": person is None, **fields}
    if person:
        given |= {"name": person.name, "person": known(person)}
    return Speaker(span=place(body, words), **given)


def target(body: str, mention: str, person: Person | None, *, name: str = "") -> Target:
    return Target(
        person.name if person else name,
        known(person) if person else None,
        mention,
        place(body, mention),
    )


def candidate(body: str, words: str = QUOTED, **fields: Any) -> Candidate:
    """A quotation said by Ysoline Quévrain of the archive, unless something else is given."""
    span = place(body, words)
    given: dict[str, Any] = {
        "kind": "direct",
        "rule": "inversion after the quotation",
        "confidence": Tier.HIGH,
        "cue": "a promis",
        "cue_span": place(body, "a promis"),
    }
    if "speaker" not in fields:
        given["speaker"] = speaker(body, person=makers.person())
    return Candidate(span.start, span.end, **{**given, **fields})


def answer(body: str, **fields: Any) -> Candidate:
    """What Théodule Marquenterre answers of her."""
    theodule = makers.person("Théodule Marquenterre")
    given: dict[str, Any] = {
        "speaker": speaker(body, theodule.name, person=theodule),
        "targets": (target(body, "Elle", makers.person()),),
        "evidence": (Evidence("antecedent", place(body, "Ysoline Quévrain"), "Ysoline Quévrain"),),
        "cue": "a répondu",
        "cue_span": place(body, "a répondu"),
    }
    return candidate(body, ELLE, **{**given, **fields})


def keep(article: Article, *candidates: Candidate) -> int:
    return suggestions.keep(article.current_text, candidates)


def suggestion(article: Article | None = None, words: str = QUOTED, **fields: Any) -> Suggestion:
    """A pending one, as the machine leaves it."""
    article = article or makers.article()
    body = article.current_text.body
    span = place(body, words)
    keep(article, candidate(body, words, **fields))
    return article.suggestions.get(start=span.start, end=span.end)


def answered(article: Article | None = None, **fields: Any) -> Suggestion:
    """The pending suggestion of what Théodule Marquenterre answers."""
    article = article or makers.article()
    keep(article, answer(article.current_text.body, **fields))
    return article.suggestions.get(exact=ELLE)


def row(article: Article | None = None, words: str = QUOTED, **fields: Any) -> Suggestion:
    """A record that is not saved, with a valid value in every column."""
    article = article or makers.article()
    text = article.current_text
    span = place(text.body, words)
    given: dict[str, Any] = {
        "article": article, "text": text, "start": span.start, "end": span.end, "exact": words,
        "kind": "direct", "language": "fr", "speaker_type": "unknown", "rule": "net",
        "tier": "low", "detector_version": DETECTOR_VERSION,
    }  # fmt: skip
    return Suggestion(**{**given, **fields})


def corrected(article: Article, old: str, new: str) -> ArticleText:
    """The next version of an article's text, with some words put right."""
    text = article.current_text
    assert old in text.body
    return ArticleText.objects.create(
        article=article, number=text.number + 1, body=text.body.replace(old, new)
    )
