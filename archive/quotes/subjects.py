"""Who does the verb of a sentence: the phrase to its left, or to its right when it is inverted."""

from dataclasses import replace

from archive.quotes.article import Article
from archive.quotes.phrases import (
    ANONYMOUS,
    COLLECTIVE,
    DOCUMENT,
    FUNCTION,
    OTHER,
    PERSON,
    PRONOUN,
    Phrase,
)
from archive.quotes.tokens import QUOTE, WORD, Sentence
from archive.quotes.verbs import Group, is_adverb

SPEAKING = (PERSON, FUNCTION, ANONYMOUS, COLLECTIVE, DOCUMENT, PRONOUN)


def subject_of(article: Article, sentence: Sentence, group: Group) -> Phrase | None:
    """The subject of a verb: the pronoun hung on it, what stands before it, or after it."""
    if group.pronoun:
        return hung(article, group)
    if group.form == "participle":
        adjacent = _ending_at(article, sentence, group.first)
        if adjacent is not None and adjacent.kind in SPEAKING and adjacent.kind != PRONOUN:
            return adjacent
    if group.form == "finite" and _follows_as(article, sentence, group):
        return after(article, sentence, group.last)
    if group.form in ("finite", "passive"):
        return before(article, sentence, group.first) or first_of(article, sentence, group.first)
    return first_of(article, sentence, group.first)


def _follows_as(article: Article, sentence: Sentence, group: Group) -> bool:
    """« comme l'indique X »: the subject follows."""
    left = group.first - 1
    while left >= 0 and sentence.tokens[left].low in article.language.clitics:
        left -= 1
    return left >= 0 and sentence.tokens[left].low in ("comme", "as")


def follows(article: Article, sentence: Sentence, group: Group, source: Phrase | None) -> bool:
    """Whether the verb leans on the one before: « …, ajoutant que … », « … et dit regretter … »."""
    if group.form == "participle":
        # « certains se demandant si … »: a participle may have a subject of its own.
        return source is None or source.last != group.first
    if group.form != "finite" or group.pronoun:
        return False
    left = group.first - 1
    language, tokens = article.language, sentence.tokens
    while (
        left >= 0
        and tokens[left].is_word
        and (tokens[left].low in language.clitics or is_adverb(tokens[left].low, language))
    ):
        left -= 1
    return left >= 0 and tokens[left].low in (*language.conjunctions, "mais", "puis", "but")


def hung(article: Article, group: Group) -> Phrase | None:
    """The pronoun hung on the verb, as a phrase; None for « dis-je »."""
    gender, number = article.language.inverted[group.pronoun]
    if number in ("no",):
        return None
    low = group.pronoun.lstrip("-")
    return Phrase(group.last - 1, group.last, PRONOUN, (), low, gender, number)


def before(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """The subject to the left of the verb that begins at this token, None when it has none."""
    tokens, language = sentence.tokens, article.language
    left = at - 1
    while (
        left >= 0
        and tokens[left].is_word
        and (
            (
                tokens[left].low in language.clitics
                and tokens[left].low not in ("nous", "vous", "lui")
            )
            or is_adverb(tokens[left].low, language)
        )
    ):
        left -= 1
    if left < 0:
        return None
    if tokens[left].low == ")":
        opening = next((at for at in range(left, -1, -1) if tokens[at].low == "("), 0)
        left = max(0, opening - 1)
    token = tokens[left]
    if token.kind == QUOTE and not _is_long(token):
        # « Quotidien » a affirmé que … ; X, « gilet jaune libre » a affirmé que …
        whole = Phrase(left, left + 1, COLLECTIVE)
        return apposed_to(article, sentence, whole) or whole
    if token.low in language.pronouns and token.is_word:
        gender, number = language.pronouns[token.low]
        if (
            left
            and tokens[left - 1].low in ("ce", "cette")
            and token.low in ("dernier", "dernière")
        ):
            left -= 1
        return None if number == "no" else Phrase(
            left, left + 1, PRONOUN, (), token.low, gender, number
        )  # fmt: skip
    if token.low in ("dernier", "dernière") and left and tokens[left - 1].low in ("ce", "cette"):
        gender = "m" if token.low == "dernier" else "f"
        return Phrase(left - 1, left + 1, PRONOUN, (), token.low, gender, "s")
    if token.low in language.relatives:
        return _antecedent_of_relative(article, sentence, left)
    if token.low == ",":
        return _across_insertion(article, sentence, left)
    if token.low in language.conjunctions:
        return _shared(article, sentence, left)
    ending = _ending_at(article, sentence, left + 1)
    if ending is not None and not ending.is_governed:
        return (
            _of_relative(article, sentence, ending)
            or apposed_to(article, sentence, ending)
            or ending
        )
    return first_of(article, sentence, at)


def _shared(article: Article, sentence: Sentence, conjunction: int) -> Phrase | None:
    """« X, qui a reçu … et qui signe … et veut … », « X continue et demande »: one subject for both."""
    tokens, language = sentence.tokens, article.language
    for at in range(conjunction - 1, clause_start(article, sentence, conjunction) - 1, -1):
        if tokens[at].low not in language.relatives:
            continue
        before = tokens[at - 1].low if at else ""
        if before in language.conjunctions:
            continue
        if not any(token.low == "," for token in tokens[at:conjunction]):
            return _antecedent_of_relative(article, sentence, at)
    return first_of(article, sentence, conjunction)


def apposed_to(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """« Thierry Morvan, numéro 2 du groupe a affirmé »: the name before, not what it is told to be."""
    comma = phrase.first - 1
    if phrase.kind == PERSON or comma < 1 or sentence.tokens[comma].low != ",":
        return None
    outer = _ending_at(article, sentence, comma)
    return outer if outer is not None and outer.kind == PERSON else None


def main_subject(article: Article, sentence: Sentence) -> Phrase | None:
    """Who a sentence is about first: the phrase that opens it, the name that explains it."""
    phrases = article.phrases(sentence).all()
    for number, phrase in enumerate(phrases):
        if phrase.is_governed or phrase.kind not in SPEAKING or phrase.number in ("no", "one"):
            continue
        following = phrases[number + 1 : number + 2]
        if phrase.kind in (FUNCTION, ANONYMOUS) and following:
            apposed = following[0]
            touches = apposed.first == phrase.last + 1 and sentence.tokens[phrase.last].low == ","
            if apposed.kind == PERSON and touches:
                return apposed
        return phrase
    return None


def _of_relative(article: Article, sentence: Sentence, ending: Phrase) -> Phrase | None:
    """« Les avocats qui représentent X affirment »: not X, but those who represent X."""
    tokens, language = sentence.tokens, article.language
    for at in range(ending.first - 1, max(-1, ending.first - 9), -1):
        if tokens[at].kind != WORD:
            return None
        if tokens[at].low in language.relatives or tokens[at].low in ("que", "qu'"):
            outer = _ending_at(article, sentence, at)
            if outer is None or outer.is_governed:
                return None
            return replace(outer, last=ending.last)
    return None


def _ending_at(article: Article, sentence: Sentence, last: int) -> Phrase | None:
    for phrase in article.phrases(sentence).all():
        if phrase.last == last:
            return phrase
    return None


def _antecedent_of_relative(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """« X, fonction, qui affirme », « X qui affirme »."""
    tokens = sentence.tokens
    last = at
    if tokens[at - 1 : at] and tokens[at - 1].low == ",":
        last = at - 1
        across = _across_insertion(article, sentence, at - 1, strict=True)
        if across is not None:
            return across
    nearest = [one for one in article.phrases(sentence).all() if one.last <= last]
    for phrase in reversed(nearest):
        if phrase.kind in SPEAKING and phrase.kind != PRONOUN:
            return phrase
        if phrase.kind == OTHER and phrase.last == last:
            # « à l'initiative du CHRU de Reims qui »: what the noun depends on.
            for start in range(phrase.last - 1, phrase.first, -1):
                inner = article.phrases(sentence).at(start)
                if inner is not None and inner.last == last and inner.kind in SPEAKING:
                    nearer = inner
                    return nearer
    return None


def _across_insertion(
    article: Article, sentence: Sentence, comma: int, *, strict: bool = False
) -> Phrase | None:
    """« X, ce qu'il est, a déclaré »: the phrase before the insertion, or the name inserted."""
    tokens = sentence.tokens
    opening = next(
        (at for at in range(comma - 1, -1, -1) if tokens[at].low in (",", ";", ":")), None
    )
    phrases = article.phrases(sentence).all()
    ending = _ending_at(article, sentence, comma)
    if strict and ending is not None and opening is not None and ending.first != opening + 1:
        return ending
    if opening is not None and tokens[opening].low == ",":
        outer = _ending_at(article, sentence, opening)
        if (
            outer is not None
            and outer.kind != OTHER
            and (not outer.is_governed or outer.kind == PERSON)
        ):
            inserted = next((one for one in phrases if one.first == opening + 1), None)
            if inserted is not None and inserted.kind == PERSON and outer.kind != PERSON:
                return inserted
            if not outer.is_governed:
                return outer
    if ending is not None and not ending.is_governed and ending.kind in SPEAKING:
        return ending
    return None if strict else first_of(article, sentence, comma)


def clause_start(article: Article, sentence: Sentence, at: int) -> int:
    """Where the clause begins that holds this token."""
    tokens, language = sentence.tokens, article.language
    for left in range(at - 1, -1, -1):
        token = tokens[left]
        if token.low in (":", ";", "(", "—", "–") or (token.kind == QUOTE and _is_long(token)):
            return left + 1
        if token.low in language.breaks and token.is_word:
            return left + 1
    return 0


def _is_long(token: object) -> bool:
    quote = getattr(token, "quote", None)
    return quote is not None and quote.inner_end - quote.inner_start > 40


def first_of(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """The first phrase of the clause that can speak, before this token and after no preposition."""
    for start in dict.fromkeys((clause_start(article, sentence, at), 0)):
        found = [
            phrase
            for phrase in article.phrases(sentence).all()
            if start <= phrase.first
            and phrase.last <= at
            and not phrase.is_governed
            and phrase.kind in SPEAKING
            and phrase.number not in ("no", "one")
        ]
        people = [phrase for phrase in found if phrase.kind in (PERSON, PRONOUN)]
        if found:
            near = found[0]
            # « Le ministre de l'Économie, Untel, … » and « le député Untel » are one.
            apposed = [one for one in people if one.first in (near.last, near.last + 1)]
            if near.kind != PERSON and apposed and apposed[0].kind == PERSON:
                return apposed[0]
            return near
    return None


def after(article: Article, sentence: Sentence, at: int, *, longest: int = 16) -> Phrase | None:
    """The inverted subject to the right of a verb: « a indiqué par voie de presse la Fédération »."""
    tokens, language = sentence.tokens, article.language
    phrases = article.phrases(sentence)
    index = at
    while index < min(len(tokens), at + longest):
        token = tokens[index]
        if token.kind == QUOTE or token.low in (":", ";", ".", "!", "?", "(", ")"):
            return None
        if token.low in language.that or token.low in language.relatives:
            return None
        phrase = phrases.at(index)
        if phrase is None:
            index += 1
        elif phrase.is_governed or phrase.kind == OTHER or phrase.kind == PRONOUN:
            index = phrase.last
        else:
            return _with_apposition(article, sentence, phrase)
        if (
            index < len(tokens)
            and tokens[index].low == ","
            and phrase is not None
            and not phrase.is_governed
        ):
            return None
    return None


def _with_apposition(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase:
    """« son directeur de campagne, Mathieu Hanotin »: the name that follows says who it is."""
    if phrase.kind == PERSON:
        return phrase
    tokens = sentence.tokens
    at = phrase.last
    if at + 1 < len(tokens) and tokens[at].low == ",":
        named = article.phrases(sentence).at(at + 1)
        if named is not None and named.kind == PERSON and len(named.people) == 1:
            return named
    return phrase
