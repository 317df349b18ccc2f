"""The people whom reported words are about: those they name, and whom their pronouns stand for."""

from archive.quotes.anchoring import Span
from archive.quotes.article import Article
from archive.quotes.candidates import Target
from archive.quotes.names import Mention, Named
from archive.quotes.tokens import Sentence, tokens_between


def targets_of(article: Article, start: int, end: int, speaker: str) -> list[Target]:
    """The people named in ``[start, end)`` of what is read, the speaker left out."""
    tokens = tokens_between(article.reading.text, start, end, article.language)
    sentence = Sentence(tokens, 0)
    found: dict[str, Target] = {}
    for mention in article.naming.mentions(sentence) if tokens else []:
        if mention.who.name == speaker or mention.who.name in speaker.split(" et "):
            continue
        if mention.who.person is not None and mention.who.person.is_body:
            continue
        found.setdefault(mention.who.name, _target(article, sentence, mention, mention.who))
    return list(found.values())


def _target(article: Article, sentence: Sentence, mention: Mention, who: Named) -> Target:
    span = Span(sentence.tokens[mention.first].start, sentence.tokens[mention.last - 1].end)
    return Target(who.name, who.person, article.reading.text[span.start : span.end], span)
