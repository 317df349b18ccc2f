"""Where another voice begins: a source, a verb of saying, the journalist's own clause."""

from typing import Final

from archive.quotes.article import Article
from archive.quotes.languages.language import Language
from archive.quotes.nouns import PRONOUN
from archive.quotes.rules.adjuncts import is_infinitive
from archive.quotes.subjects import after
from archive.quotes.tokens import QUOTE, Sentence
from archive.quotes.verbs import Group, is_adverb

_OBJECT: Final = 8  # tokens between a verb and the quotation that its object leads to


def begins_source(article: Article, sentence: Sentence, at: int) -> int:
    """How many tokens of « selon », « d'après » … begin here; 0 when none does."""
    return article.sources(sentence).get(at, 0)


def is_aside(article: Article, sentence: Sentence, at: int) -> bool:
    """« explique que, selon lui, … »: the source of the verb itself, between commas."""
    before = sentence.tokens[at - 2].low if at > 1 else ""
    return before in article.language.that or before in article.language.conjunctions


def ends_after_comma(
    article: Article, sentence: Sentence, comma: int, cues: dict[int, Group]
) -> bool:
    """Whether reported words end at this comma; ``cues`` are the verbs by their first token."""
    tokens, language = sentence.tokens, article.language
    at = comma + 1
    if at >= len(tokens):
        return False
    if begins_source(article, sentence, at):
        return not is_aside(article, sentence, at)
    if _turns(article, sentence, at):
        return True
    begun = at
    while at < len(tokens) and (
        is_adverb(tokens[at].low, language) or tokens[at].low in language.before_voices
    ):
        at += 1
    cue = cues.get(at)
    return cue is not None and _is_attribution(article, sentence, cue, begun)


def _turns(article: Article, sentence: Sentence, at: int) -> bool:
    """« , ce qui … », « , avant de … », « , sans exclure … », « , mais le ministre … »"""
    tokens, language = sentence.tokens, article.language
    low = tokens[at].low
    after_it = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if (low, after_it) in language.turns or low in language.single_turns:
        return True
    if low in language.without and _is_saying(after_it, language):
        return True
    is_but = low in language.but
    return is_but and after_it not in language.that and after_it not in language.pronouns


def _is_saying(low: str, language: Language) -> bool:
    """« , sans exclure … »: the speaker's own act again, no part of what is said."""
    cue = language.cues.get(low)
    return cue is not None and cue.tense in ("infinitive", "participle")


def _is_attribution(article: Article, sentence: Sentence, cue: Group, begun: int) -> bool:
    """« , affirmant … », « , a-t-il dit », « , et ajoute … », « , indique X »"""
    if cue.form == "participle":
        return True
    if cue.form != "finite":
        return False
    before = sentence.tokens[cue.first - 1].low
    joins = before in article.language.conjunctions or before in article.language.then
    if cue.pronoun or (joins and not cue.takes("weak")):
        return True
    return cue.first == begun and is_inverted(article, sentence, cue)


def is_inverted(article: Article, sentence: Sentence, group: Group) -> bool:
    """« …, indique X. »: the subject follows the verb."""
    if group.pronoun:
        return True
    reports = group.takes("after") or group.takes("mark")
    return reports and after(article, sentence, group.last) is not None


def is_other_voice(article: Article, sentence: Sentence, at: int, cues: dict[int, Group]) -> bool:
    """« … et demande que … », « … tout en affirmant … », « … selon X » without a comma."""
    language = article.language
    low = sentence.tokens[at].low
    if begins_source(article, sentence, at):
        return not is_aside(article, sentence, at)
    if low in language.gerund_marks:
        begun = at + 1
        while begun < len(sentence.tokens) and sentence.tokens[begun].low in language.gerund_marks:
            begun += 1
        return begun in cues and cues[begun].form == "participle"
    if low in language.but and _begins_another(article, sentence, at + 1):
        return True
    joins = low in language.conjunctions or low in language.but or low in language.then
    return joins and _goes_on_saying(article, sentence, at + 1, cues)


def _goes_on_saying(article: Article, sentence: Sentence, at: int, cues: dict[int, Group]) -> bool:
    """« … et demande que … »: the same speaker, another verb."""
    tokens, language = sentence.tokens, article.language
    while at < len(tokens) and (
        tokens[at].low in language.clitics or is_adverb(tokens[at].low, language)
    ):
        at += 1
    cue = cues.get(at)
    if cue is None and at < len(tokens) and tokens[at].low in language.carriers:
        cue = cues.get(at + 1)
    if cue is not None and language.subject_leads and _takes_object(sentence, cue):
        return True
    if cue is None or cue.form not in ("finite", "infinitive") or cue.takes("weak") or cue.pronoun:
        return False
    following = tokens[cue.last] if cue.last < len(tokens) else None
    if _asks(article, sentence, cue):
        return True
    return following is not None and (
        following.kind == QUOTE
        or following.low in language.that
        or following.low == ":"
        or is_infinitive(article, sentence, cue.last)
    )


def _asks(article: Article, sentence: Sentence, cue: Group) -> bool:
    """« … et demande aux autorités de … », « … et accuse la ville d'avoir … »"""
    if cue.form != "finite" or not (cue.takes("de") or cue.takes("à")):
        return False
    language = article.language
    for at in range(cue.last, min(len(sentence.tokens) - 1, cue.last + _OBJECT)):
        token = sentence.tokens[at]
        if not token.is_word or token.low in language.that:
            return False
        if token.low in language.infinitive_marks and is_infinitive(article, sentence, at + 1):
            return True
    return False


def _takes_object(sentence: Sentence, cue: Group) -> bool:
    """« … and blamed them for “…” », « … and urged both to talk »: no subject of its own."""
    if cue.form != "finite":
        return False
    near = sentence.tokens[cue.last : cue.last + _OBJECT]
    quotes = any(token.kind == QUOTE for token in near)
    return cue.takes("accuse") or cue.takes("à") or (cue.takes("weak") and quotes)


def _begins_another(article: Article, sentence: Sentence, at: int) -> bool:
    """« … mais Matignon accepte »: a clause of the journalist's, with its own subject."""
    phrase = article.phrases(sentence).at(at)
    if phrase is None or phrase.kind == PRONOUN or phrase.last >= len(sentence.tokens):
        return False
    low = sentence.tokens[phrase.last].low
    cue = article.language.cues.get(low)
    return low in article.language.verbs or (cue is not None and cue.tense == "finite")


def is_subordinate(article: Article, sentence: Sentence, group: Group | None) -> bool:
    """« S'il estime que …, il préconise … »: the main clause comes after the reported one."""
    if group is None:
        return False
    opening = sentence.tokens[max(0, group.first - 4) : group.first]
    return any(token.low in article.language.subordinators for token in opening)


def resumes(article: Article, sentence: Sentence, at: int, group: Group) -> bool:
    """« X, qui affirme que …, a gagné »: the verb of the sentence that carries the clause."""
    tokens, language = sentence.tokens, article.language
    while at < len(tokens) and tokens[at].low in language.clitics:
        at += 1
    if at >= len(tokens) or not tokens[at].is_word:
        return False
    low = tokens[at].low
    if low in language.verbs or low in language.auxiliaries:
        return True
    cue = language.cues.get(low)
    before = tokens[group.first - 1].low if group.first else ""
    leans = group.form in ("infinitive", "participle") or before in language.relatives
    return leans and cue is not None and cue.tense == "finite"
