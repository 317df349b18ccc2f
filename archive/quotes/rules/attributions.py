"""Words followed by who said them: « … », a-t-il déclaré ; « … » a indiqué X ; …, indique X."""

from collections.abc import Iterator

from archive.quotes.article import Article
from archive.quotes.candidates import Tier
from archive.quotes.phrases import DOCUMENT, PRONOUN, Phrase
from archive.quotes.rules.content import content_end, content_start, trimmed
from archive.quotes.rules.found import DIRECT, Found, cue_of, kind_of
from archive.quotes.rules.quoted import begins_large, inner, is_sentence_like, word_count
from archive.quotes.subjects import after, hung, subject_of
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import Group


def inversion(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« … », a déclaré X ; « … » , a-t-il ajouté"""
    for group in article.groups(sentence):
        if group.form != "finite":
            continue
        quote = _quote_before(article, sentence, group)
        if quote is None:
            continue
        source = _inverted_source(article, sentence, group)
        if source is None:
            continue
        for earlier in joined_quotes(article, sentence, quote):
            yield Found("inversion", earlier, earlier + 1, DIRECT, source, cue_of(group), Tier.HIGH)
        first, last = extent_of(article, sentence, quote)
        kind = kind_of(sentence, first, last)
        tier = Tier.HIGH if group.pronoun or source.kind != PRONOUN else Tier.MEDIUM
        yield Found("inversion", first, last, kind, source, cue_of(group), tier)
        second = second_part(article, sentence, max(group.last, source.last))
        if second is not None:
            yield Found("second part", second, second + 1, DIRECT, source, cue_of(group), Tier.HIGH)


def joined_quotes(article: Article, sentence: Sentence, quote: int) -> list[int]:
    """« … », et « … », a dit X: the quotations before, with nothing but a comma between."""
    tokens = sentence.tokens
    found = []
    at = quote - 1
    while at > 0 and tokens[at].low in (",", ".", "...", *article.language.conjunctions):
        at -= 1
        if tokens[at].kind == QUOTE:
            found.append(at)
            at -= 1
    return found if at < 0 or not tokens[at].is_word else []


def _quote_before(article: Article, sentence: Sentence, group: Group) -> int | None:
    """The quotation that ends right before the verb, a comma or the subject between."""
    tokens = sentence.tokens
    at = group.first - 1
    while at >= 0 and tokens[at].low in article.language.clitics:
        at -= 1
    if at >= 0 and tokens[at].low in (",", "-", "–", "—"):
        at -= 1
    if at < 0 or tokens[at].kind != QUOTE:
        return None
    text = article.reading.text
    comma = at + 1 < group.first and tokens[at + 1].low in (",", "-", "–", "—")
    comma = comma or (article.language.subject_leads and inner(tokens[at], text).endswith(","))
    ends = inner(tokens[at], text)[-1:] in (".", "!", "?", "…")
    names_thing = at and tokens[at - 1].is_word and not ends
    if not comma and not group.pronoun and names_thing:
        # « le site « Union 84 » a publié … »
        return None
    return at


def _inverted_source(article: Article, sentence: Sentence, group: Group) -> Phrase | None:
    if group.pronoun:
        return hung(article, sentence, group)
    if not group.takes("mark"):
        return None
    tokens = sentence.tokens
    if group.last < len(tokens) and tokens[group.last].low in article.language.that:
        return None
    return after(article, sentence, group.last)


def extent_of(article: Article, sentence: Sentence, quote: int) -> tuple[int, int]:
    """The quotation alone, or with the words of the journalist that lead to it."""
    tokens = sentence.tokens
    begun = content_start(article, sentence, quote + 1)
    first, last = trimmed(sentence, begun, quote + 1)
    only_quotations = all(not token.is_word for token in tokens[first:quote])
    if last - first <= 1 or first >= quote or only_quotations:
        return quote, quote + 1
    text = article.reading.text
    before = tokens[quote - 1]
    if before.low in (":", ".", "!", "?") or (
        is_sentence_like(tokens[quote], text) and not _leads(article, sentence, first, quote)
    ):
        return quote, quote + 1
    return first, last


def _leads(article: Article, sentence: Sentence, first: int, quote: int) -> bool:
    """Whether the words before the quotation are of its sentence: nothing parts them."""
    return not begins_large(sentence.tokens[quote], article.reading.text)


def second_part(article: Article, sentence: Sentence, at: int, *, shortest: int = 3) -> int | None:
    """« … », a dit X, « … »: the quotation that goes on after the attribution."""
    tokens = sentence.tokens
    for index in range(at, min(len(tokens), at + 14)):
        if tokens[index].kind == QUOTE:
            points = tokens[index - 1].low in (",", ":", ";", ".", "...", "–", "-")
            count = word_count(tokens[index], article.reading.text)
            return index if points and count >= shortest else None
        if (
            tokens[index].low in article.language.that
            or tokens[index].low in article.language.verbs
        ):
            return None
        if any(group.first == index for group in article.groups(sentence)):
            return None
    return None


def subject_after_quote(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« … », X a déclaré: the subject stands before the verb all the same."""
    tokens = sentence.tokens
    for group in article.groups(sentence):
        if group.form != "finite" or group.pronoun or not group.takes("mark"):
            continue
        source = subject_of(article, sentence, group)
        if source is None or source.last > group.first or source.first < 1:
            continue
        at = source.first - 1
        at -= tokens[at].low in (",", "-", "–")
        if (
            at < 0
            or tokens[at].kind != QUOTE
            or not is_sentence_like(tokens[at], article.reading.text)
        ):
            continue
        rest = tokens[group.last : group.last + 1]
        if rest and (rest[0].kind == QUOTE or rest[0].low not in (".", ",", "!", "...")):
            continue
        yield Found("subject after quote", at, at + 1, DIRECT, source, cue_of(group), Tier.MEDIUM)


def unmarked(article: Article, sentence: Sentence) -> Iterator[Found]:
    """« Six jeunes sont morts, indiquent-ils. » ; « …, a rapporté le quotidien. »"""
    for group in article.groups(sentence):
        comma = _comma_before(article, sentence, group)
        if comma is None:
            continue
        source = _inverted_source(article, sentence, group)
        if source is None or source.kind == DOCUMENT:
            continue
        if not group.pronoun and not _closes(article, sentence, source.last):
            continue
        first, last = trimmed(sentence, content_start(article, sentence, comma), comma)
        if _is_inside(article, sentence, first, last, source.last):
            # « Les travaux, indique X, reprendront lundi »: one sentence, cut by its source.
            end = content_end(article, sentence, source.last + 1, None)
            last = trimmed(sentence, first, end)[1]
        if last - first >= 4:
            kind = kind_of(sentence, first, last)
            yield Found("unmarked", first, last, kind, source, cue_of(group), Tier.MEDIUM)


def _comma_before(article: Article, sentence: Sentence, group: Group) -> int | None:
    """The comma right before a verb that may follow unmarked words."""
    if group.form != "finite" or not (group.pronoun or group.takes("after")):
        return None
    language = article.language
    at = group.first - 1
    while at >= 0 and (
        sentence.tokens[at].low in language.clitics or sentence.tokens[at].low in language.as_words
    ):
        at -= 1
    return at if at > 1 and sentence.tokens[at].low == "," else None


def _is_inside(
    article: Article, sentence: Sentence, first: int, last: int, after_source: int
) -> bool:
    """Whether the words before hold no verb yet, and go on after the source and a comma."""
    tokens, outline = sentence.tokens, article.phrases(sentence).outline
    if after_source >= len(tokens) or tokens[after_source].low != ",":
        return False
    has_verb = any(outline.is_verb(at, first) for at in range(first, last))
    return not has_verb and any(
        outline.is_verb(at, after_source) for at in range(after_source + 1, len(tokens))
    )


def _closes(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether nothing but an apposition or an adjunct follows the inverted subject."""
    following = sentence.tokens[at : at + 1]
    if not following or not following[0].is_word:
        return True
    low, language = following[0].low, article.language
    return (
        low in language.prepositions
        or low in language.time_words
        or low in language.relatives
        or low in language.demonstratives
    )
