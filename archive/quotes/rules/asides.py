"""Words that an aside gives to somebody: « Comme l'a rappelé X, … », « X, pour qui … »."""

from collections.abc import Iterator

from archive.quotes.article import Article
from archive.quotes.candidates import Tier
from archive.quotes.nouns import COLLECTIVE, FUNCTION, OTHER, PERSON
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import Found, cue_of, kind_of
from archive.quotes.subjects import after, antecedent_of_relative, hung
from archive.quotes.tokens import Sentence


def as_said_first(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« Comme l'a rappelé le préfet, la loi interdit … »"""
    tokens, language = sentence.tokens, article.language
    for group in article.groups(sentence):
        at = group.first - 1
        while at >= 0 and tokens[at].low in language.clitics:
            at -= 1
        opens = at == 0 or (at > 0 and tokens[at - 1].low in ("-", "–", "—", ":", ";"))
        if group.form != "finite" or not opens or tokens[at].low not in language.as_words:
            continue
        source = (
            hung(article, sentence, group)
            if group.pronoun
            else after(article, sentence, group.last)
        )
        if source is None or source.kind == OTHER or source.last >= len(tokens):
            continue
        comma = next(
            (n for n in range(source.last, len(tokens)) if tokens[n].low in (",", ":")), None
        )
        if comma is None:
            continue
        first, last = trimmed(sentence, comma + 1, content_end(article, sentence, comma + 1, None))
        if last - first >= 4:
            kind = kind_of(sentence, first, last)
            yield Found("as said first", first, last, kind, source, cue_of(group), Tier.MEDIUM)


def for_whom(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« X, pour qui la loi est mal faite, … »"""
    tokens, language = sentence.tokens, article.language
    for at, token in enumerate(tokens[1:-4], 1):
        relative = tokens[at + 1].low
        is_relative = relative in language.relatives or relative in language.which
        if token.low not in language.for_whom or not is_relative:
            continue
        source = antecedent_of_relative(article, sentence, at)
        # « l'argument selon lequel … »: an argument is nobody.
        if source is None or source.kind not in (PERSON, FUNCTION, COLLECTIVE):
            continue
        last = _clause_end(article, sentence, at + 2)
        first, last = trimmed(sentence, at + 2, last)
        if last - first >= 4:
            kind = kind_of(sentence, first, last)
            yield Found("for whom", first, last, kind, source, (at, at + 2), Tier.MEDIUM)


def _clause_end(article: Article, sentence: Sentence, first: int) -> int:
    """Where a relative clause ends: at the comma after its verb, or with its sentence."""
    tokens, outline = sentence.tokens, article.phrases(sentence).outline
    last = content_end(article, sentence, first, None)
    has_verb = False
    for at in range(first, last):
        if tokens[at].low == "," and has_verb:
            return at
        has_verb = has_verb or outline.is_verb(at, first)
    return last
