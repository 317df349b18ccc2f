"""Who does the verb of a sentence: the phrase to its left, or to its right when it is inverted."""

from dataclasses import replace
from typing import Final

from archive.quotes.appositions import across_insertion, apposed_to, ending_at, named_after
from archive.quotes.article import NEUTER, Article
from archive.quotes.nouns import ANONYMOUS, COLLECTIVE, FUNCTION, OTHER, PERSON, PRONOUN, SPEAKING
from archive.quotes.phrases import Phrase
from archive.quotes.tokens import QUOTE, WORD, Sentence, Token
from archive.quotes.verbs import Group, is_adverb

_LONG_QUOTATION: Final = 40  # characters: a longer one is no name of a programme
_RELATIVE: Final = 9  # tokens of a relative clause between a subject and its verb
_INVERTED: Final = 16  # tokens between a verb and its inverted subject


def subject_of(article: Article, sentence: Sentence, group: Group) -> Phrase | None:
    """The subject of a verb: the pronoun hung on it, what stands before it, or after it."""
    if group.pronoun:
        return hung(article, sentence, group)
    if group.form == "participle":
        speaker = _of_tag_before(article, sentence, group)
        if speaker is not None:
            return speaker
        adjacent = ending_at(article, sentence, group.first)
        if adjacent is not None and adjacent.kind in SPEAKING and adjacent.kind != PRONOUN:
            return adjacent
    if group.form == "finite" and _follows_as(article, sentence, group):
        return after(article, sentence, group.last)
    found = None
    if group.form in ("finite", "passive"):
        found = before(article, sentence, group.first)
    return found or first_of(article, sentence, group.first)


def unnamed_source(article: Article, sentence: Sentence, at: int) -> Phrase:
    """« (de) source policière »: those who told are not named."""
    end = max(article.phrases(sentence).end(at), at + 1)
    return Phrase(at, end, ANONYMOUS, (), sentence.tokens[at].low)


def _of_tag_before(article: Article, sentence: Sentence, group: Group) -> Phrase | None:
    """« …, a expliqué X, précisant que … »: who spoke the words before."""
    tokens = sentence.tokens
    tags = [
        one
        for one in article.groups(sentence)
        if one.last < group.first and one.form == "finite" and one.takes("after")
    ]
    if not tags or tags[-1].first < 2 or tokens[tags[-1].first - 1].low != ",":
        return None
    found = after(article, sentence, tags[-1].last)
    return found if found is not None and found.last < group.first else None


def hung(article: Article, sentence: Sentence, group: Group) -> Phrase | None:
    """The pronoun hung on the verb, as a phrase; None for « dis-je »."""
    gender, number = article.language.inverted[group.pronoun]
    if number == "no":
        return None
    places = range(group.first, group.last)
    at = next(at for at in places if sentence.tokens[at].low == group.pronoun)
    low = group.pronoun.lstrip("-")
    return Phrase(at, at + 1, PRONOUN, (), low, gender, number)


def _follows_as(article: Article, sentence: Sentence, group: Group) -> bool:
    """« comme l'indique X »: the subject follows."""
    left = group.first - 1
    while left >= 0 and sentence.tokens[left].low in article.language.clitics:
        left -= 1
    return left >= 0 and sentence.tokens[left].low in article.language.as_words


def follows(article: Article, sentence: Sentence, group: Group, source: Phrase | None) -> bool:
    """Whether the verb leans on the one before: « …, ajoutant que … », « … et dit regretter »."""
    if group.form == "participle":
        # « certains se demandant si … »: a participle may have a subject of its own.
        return source is None or source.last != group.first
    if group.form == "infinitive":
        return _is_sequel(article, sentence, group)
    if group.form != "finite" or group.pronoun:
        return False
    left = _past_clitics(article, sentence, group.first)
    language = article.language
    joining = language.conjunctions | language.but | language.then
    return left >= 0 and sentence.tokens[left].low in joining


def _is_sequel(article: Article, sentence: Sentence, group: Group) -> bool:
    """« …, avant de préciser que … », « …, sans exclure de … »: the subject of the verb before."""
    tokens, language = sentence.tokens, article.language
    left = _past_clitics(article, sentence, group.first)
    left -= left > 0 and tokens[left].low in language.narrative_marks
    return left >= 0 and tokens[left].low in language.sequels


def _past_clitics(article: Article, sentence: Sentence, at: int) -> int:
    """The token before « ne », « s' », « également » … of the verb at ``at``; -1 when none is."""
    tokens, language = sentence.tokens, article.language
    left = at - 1
    while left >= 0 and tokens[left].is_word:
        low = tokens[left].low
        is_clitic = low in language.clitics and (
            low not in language.strong_clitics or _is_dative(article, sentence, left)
        )
        if not is_clitic and not is_adverb(low, language):
            break
        left -= 1
    if left >= 0 and tokens[left].low == ")":
        opening = next((at for at in range(left, -1, -1) if tokens[at].low == "("), 0)
        left = opening - 1
    return left


def _is_dative(article: Article, sentence: Sentence, at: int) -> bool:
    """« X lui a répondu », « qui lui a dit »: to whom, not who."""
    if not at or not sentence.tokens[at - 1].is_word:
        return False
    low, language = sentence.tokens[at - 1].low, article.language
    return low not in language.conjunctions and low not in language.breaks


def before(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """The subject to the left of the verb that begins at this token, None when it has none."""
    language = article.language
    left = _past_clitics(article, sentence, at)
    if left < 0:
        return None
    token = sentence.tokens[left]
    if token.kind == QUOTE and not _is_long(token):
        # « Quotidien » a affirmé que … ; X, « gilet jaune libre » a affirmé que …
        whole = Phrase(left, left + 1, COLLECTIVE)
        return apposed_to(article, sentence, whole) or whole
    if token.low in language.pronouns and not _is_complement(article, sentence, left):
        gender, number = language.pronouns[token.low]
        if token.low in language.neuters and left == at - 1:
            # « It said that … » takes up a body; elsewhere « it » is nobody.
            gender, number = NEUTER, "s"
        pronoun = Phrase(left, left + 1, PRONOUN, (), token.low, gender, number)
        return None if number == "no" else pronoun
    if token.low in language.relatives:
        return antecedent_of_relative(article, sentence, left)
    if token.low == ",":
        return across_insertion(article, sentence, left) or first_of(article, sentence, left)
    if token.low in language.conjunctions:
        return _shared(article, sentence, left)
    return _adjacent(article, sentence, left + 1) or first_of(article, sentence, at)


def _is_complement(article: Article, sentence: Sentence, at: int) -> bool:
    """« l'un d'eux », « certains d'entre eux »: the pronoun is part of a phrase."""
    return at > 1 and sentence.tokens[at - 1].low in article.language.complements


def _adjacent(article: Article, sentence: Sentence, last: int) -> Phrase | None:
    """The phrase that ends right before the verb, or that of which it is a part."""
    ending = ending_at(article, sentence, last)
    if ending is None or ending.is_governed:
        return None
    return (
        _of_relative(article, sentence, ending) or apposed_to(article, sentence, ending) or ending
    )


def _shared(article: Article, sentence: Sentence, conjunction: int) -> Phrase | None:
    """« X, qui signe … et veut … », « X continue et demande »: one subject for both."""
    tokens, language = sentence.tokens, article.language
    for at in range(conjunction - 1, clause_start(article, sentence, conjunction) - 1, -1):
        if tokens[at].low == ",":
            break
        is_joined = at > 0 and tokens[at - 1].low in language.conjunctions
        if tokens[at].low in language.relatives and not is_joined:
            return antecedent_of_relative(article, sentence, at)
    return first_of(article, sentence, conjunction)


def main_subject(article: Article, sentence: Sentence) -> Phrase | None:
    """Who a sentence is about first: the phrase that opens it, the name that explains it."""
    for phrase in article.phrases(sentence).each():
        if phrase.is_governed or phrase.kind not in SPEAKING or phrase.number in ("no", "one"):
            continue
        if phrase.kind in (FUNCTION, ANONYMOUS):
            return named_after(article, sentence, phrase) or phrase
        return phrase
    return None


def _of_relative(article: Article, sentence: Sentence, ending: Phrase) -> Phrase | None:
    """« Les avocats qui représentent X affirment »: not X, but those who represent X."""
    tokens, language = sentence.tokens, article.language
    for at in range(ending.first - 1, max(-1, ending.first - _RELATIVE), -1):
        if tokens[at].kind != WORD:
            return None
        if tokens[at].low in language.relatives or tokens[at].low in language.that:
            outer = ending_at(article, sentence, at)
            if outer is None or outer.is_governed:
                return None
            return replace(outer, last=ending.last)
    return None


def antecedent_of_relative(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """« X, fonction, qui affirme », « X qui affirme »."""
    last = at
    if at and sentence.tokens[at - 1].low == ",":
        last = at - 1
        across = across_insertion(article, sentence, last, before_relative=True)
        if across is not None:
            return across
    phrases = article.phrases(sentence).all()
    for phrase in reversed([one for one in phrases if one.last <= last]):
        if phrase.kind in SPEAKING and phrase.kind != PRONOUN:
            return phrase
        if phrase.last == last:
            # « visé par une plainte qui affirme »: the complaint, or whom the noun depends on.
            return _complement_of(article, sentence, phrase) or phrase
    return None


def _complement_of(article: Article, sentence: Sentence, phrase: Phrase) -> Phrase | None:
    """« à l'initiative du CHRU de Reims qui »: what the noun depends on."""
    for start in range(phrase.last - 1, phrase.first, -1):
        inner = article.phrases(sentence).at(start)
        if inner is not None and inner.last == phrase.last and inner.kind in SPEAKING:
            return inner
    return None


def clause_start(article: Article, sentence: Sentence, at: int) -> int:
    """Where the clause begins that holds this token."""
    tokens, language = sentence.tokens, article.language
    for left in range(at - 1, -1, -1):
        token = tokens[left]
        if token.low in (":", ";", "(", "—", "–") or token.low in language.breaks:
            return left + 1
        if token.kind == QUOTE and _is_long(token):
            return left + 1
    return 0


def _is_long(token: Token) -> bool:
    return token.end - token.start > _LONG_QUOTATION


def first_of(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """The first phrase of the clause that can speak, before this token and after no preposition.

    When its clause has none, the first of the sentence.
    """
    able = [
        phrase
        for phrase in article.phrases(sentence).all()
        if phrase.last <= at
        and not phrase.is_governed
        and phrase.kind in SPEAKING
        and phrase.number not in ("no", "one")
    ]
    if not able:
        return _unlisted(article, sentence, at)
    start = clause_start(article, sentence, at)
    found = [phrase for phrase in able if phrase.first >= start] or able
    first = found[0]
    # « Le ministre de l'Économie, Untel, … » and « le député Untel » are one.
    touching = (one for one in found if one.first in (first.last, first.last + 1))
    named = next((one for one in touching if one.kind == PERSON), None)
    return named if named is not None and first.kind != PERSON else first


def _is_after_preposition(article: Article, sentence: Sentence, at: int) -> bool:
    before = {token.low for token in sentence.tokens[max(0, at - 2) : at]}
    return not before.isdisjoint(article.language.prepositions)


def _unlisted(article: Article, sentence: Sentence, at: int) -> Phrase | None:
    """« un vigile … a été arrêté pour avoir appelé à … »: a noun no table knows, first of all."""
    for phrase in article.phrases(sentence).each():
        if phrase.last > at:
            return None
        # « Dans l'entourage de X, on veut y croire : … »
        is_one = phrase.number == "one"
        if is_one or (phrase.kind == OTHER and not phrase.is_governed):
            return phrase
    return None


def after(
    article: Article, sentence: Sentence, at: int, *, longest: int = _INVERTED
) -> Phrase | None:
    """The inverted subject to the right of a verb: « a indiqué par voie de presse la Mairie »."""
    tokens, language = sentence.tokens, article.language
    stop = min(len(tokens), at + longest)
    while at < stop:
        token = tokens[at]
        if (
            token.kind == QUOTE
            and not _is_long(token)
            and _is_after_preposition(article, sentence, at)
        ):
            # « reconnaissait dans “Le Monde” le député Untel »
            at += 1
            continue
        if token.kind == QUOTE or token.low in (":", ";", ".", "!", "?", "(", ")"):
            return None
        if token.low in language.that or token.low in language.relatives:
            return None
        phrase = article.phrases(sentence).at(at)
        if phrase is None:
            at += 1
            continue
        is_last_named = phrase.head in language.last_named
        if not phrase.is_governed and (phrase.kind not in (OTHER, PRONOUN) or is_last_named):
            return phrase if phrase.kind == PERSON else (
                named_after(article, sentence, phrase) or phrase
            )  # fmt: skip
        at = phrase.last
        if at < len(tokens) and tokens[at].low == "," and not phrase.is_governed:
            return None
    return None
