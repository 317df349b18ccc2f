"""What an article says that people are: the functions beside their names."""

from collections.abc import Iterator

from archive.quotes.languages.language import Language
from archive.quotes.names import Mention, Named
from archive.quotes.tokens import Token


def descriptions(
    tokens: list[Token], mentions: list[Mention], language: Language
) -> Iterator[tuple[str, frozenset[str], Named]]:
    """The functions that describe the people named: before their name, or after a comma.

    Each with the words beside it and whom it describes; "" for the words alone.
    """
    for mention in mentions:
        if mention.who.person is not None:
            for role in mention.who.person.roles:
                words = role.lower().replace("'", "' ").split()
                for head in _functions(words, language):
                    yield head, frozenset(words), mention.who
        before = _words_before(tokens, mention.first, language)
        after = _words_after(tokens, mention.last, language)
        for words in (before, after):
            for head in _functions(words, language):
                yield head, frozenset(words), mention.who
            if words:
                yield "", frozenset(words), mention.who


def _functions(words: list[str], language: Language) -> Iterator[str]:
    for word in words:
        for part in {word, *word.lower().removeprefix("ex-").split("-")}:
            if part in language.functions:
                yield part


def _words_before(tokens: list[Token], first: int, language: Language) -> list[str]:
    words: list[str] = []
    at = first - 1
    if at >= 0 and tokens[at].low == ",":
        at -= 1
    while at >= 0 and first - at < 9 and tokens[at].is_word:
        low = tokens[at].low
        if language.heads_last and _is_of_another(low, language):
            return words if low in language.possessive_marks else []
        words.append(low)
        if low in language.complements and at == first - 1:
            return []
        has_function = not language.functions.keys().isdisjoint(words)
        # « la ministre du Travail, X »: the function is further on.
        if low in language.contractions and has_function and at < first - 1:
            return words
        if low in language.determiners and (
            has_function or not _goes_on_before(tokens, at, language)
        ):
            return words
        at -= 1
    return []


def _is_of_another(low: str, language: Language) -> bool:
    """« the spokesman *for* X », « said X », « the mayor's wife X »: no word of what X is."""
    return (
        low in language.possessive_marks
        or low in language.prepositions - language.complements
        or low in language.verbs
        or low in language.cues
    )


def _goes_on_before(tokens: list[Token], determiner: int, language: Language) -> bool:
    """« le ministre de l'Intérieur, X »: the noun's article is further on."""
    if language.heads_last or not determiner:
        return False
    before = tokens[determiner - 1].low
    return before in language.complements or before in language.title_prepositions


def _words_after(tokens: list[Token], last: int, language: Language) -> list[str]:
    if last >= len(tokens) or tokens[last].low not in (",", "(", "-", "–"):
        return []
    words: list[str] = []
    depth = int(tokens[last].low == "(")
    for token in tokens[last + 1 : last + 12]:
        depth += (token.low == "(") - (token.low == ")")
        if token.low in ("(", ")") or (depth and words):
            continue
        if _is_verb(token, language):
            # « Critiqué par X, le préfet se tait »: another subject, not what X is.
            return []
        if not token.is_word or token.low in language.relatives or token.low in language.breaks:
            break
        if token.low in language.complements and not words:
            break
        words.append(token.low)
    return words


def _is_verb(token: Token, language: Language) -> bool:
    cue = language.cues.get(token.low)
    is_cue = cue is not None and cue.tense == "finite" and token.low not in language.functions
    is_clitic = token.low in language.clitics and token.low not in language.determiners
    return is_clitic or is_cue or token.low in language.verbs or token.low in language.auxiliaries
