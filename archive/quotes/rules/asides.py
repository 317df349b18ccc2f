"""Words after an aside that gives them to somebody: « Comme l'a rappelé X, … »."""

from collections.abc import Iterator

from archive.quotes.article import Article
from archive.quotes.candidates import Tier
from archive.quotes.nouns import OTHER
from archive.quotes.rules.content import content_end, trimmed
from archive.quotes.rules.found import Found, cue_of, kind_of
from archive.quotes.subjects import after, hung
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
