"""What a quotation looks like from outside: its length, how it begins, whether it is speech."""

from archive.quotes.article import Article
from archive.quotes.tokens import Sentence, Token

_LONG = 8  # words: a quotation of so many is a sentence whatever its first letter


def inner(token: Token, text: str) -> str:
    """The words between the marks; "" when the token is no quotation."""
    if token.quote is None:
        return ""
    return text[token.quote.inner_start : token.quote.inner_end]


def word_count(token: Token, text: str) -> int:
    """How many words a quotation holds; counting stops at twenty."""
    return len(inner(token, text)[:2_000].split(None, 20))


def begins_large(token: Token, text: str) -> bool:
    return inner(token, text)[:1].isupper()


def is_sentence_like(token: Token, text: str) -> bool:
    """Whether a quotation reads as a sentence of its own: it begins with a capital or is long."""
    words, count = inner(token, text), word_count(token, text)
    if not words:
        return False
    opens = words[0].isupper() or words[0] in "[("
    return words[-1] in "!?" or (count >= 3 and (opens or count >= _LONG))


def opens_with_pronoun(article: Article, token: Token) -> bool:
    """« Nous savons que … », « c'est … »: a quotation that begins with a subject of its own."""
    language = article.language
    words = inner(token, article.reading.text)[:80].lower().split(None, 2)
    if len(words) < 3:
        return False
    first = words[0].partition("'")[0] + "'" if "'" in words[0] else words[0]
    _gender, number = language.pronouns.get(first, ("", ""))
    return first in language.subject_pronouns or number in ("no", "one")


def quotes_infinitive(article: Article, sentence: Sentence, at: int) -> bool:
    """« proposer de “former une majorité” »: the quotation begins with an infinitive."""
    language = article.language
    words = inner(sentence.tokens[at], article.reading.text)[:200].lower().split(None, 4)
    while words and (words[0] in language.negations or words[0] in language.clitics):
        words.pop(0)
    return bool(words) and (
        words[0].endswith(language.infinitive_endings) or words[0] in language.short_infinitives
    )


def is_offence(article: Article, sentence: Sentence, at: int) -> bool:
    """« mis en examen pour “détournement de fonds publics” »: the law's words, nobody's."""
    tokens, language = sentence.tokens, article.language
    first = inner(tokens[at], article.reading.text)[:80].split(None, 1)
    if first and first[0].lower().rstrip(",;") in language.offences:
        return True
    if not at or tokens[at - 1].low not in language.charge_openings:
        return False
    return any(token.low in language.law for token in tokens[max(0, at - 14) : at])
