"""How far reported words reach: where their clause begins and where it ends."""

from archive.quotes.article import Article
from archive.quotes.tokens import NUMBER, POINT, QUOTE, Sentence, Token
from archive.quotes.verbs import Group, is_adverb


def word_count(token: Token, text: str) -> int:
    """How many words a quotation holds; counting stops at twenty."""
    if token.quote is None:
        return 0
    return len(text[token.quote.inner_start : token.quote.inner_end].split(None, 20))


def is_sentence_like(token: Token, text: str) -> bool:
    """Whether a quotation reads as a sentence of its own: it begins with a capital or is long."""
    if token.quote is None:
        return False
    words = word_count(token, text)
    inner = text[token.quote.inner_start : token.quote.inner_end]
    return (
        words >= 3 and (inner[0].isupper() or inner[0] in "[(" or words >= 8) or inner[-1] in "!?"
    )


def trimmed(sentence: Sentence, first: int, last: int) -> tuple[int, int]:
    """Without the points around; closing brackets stay with what they close."""
    tokens = sentence.tokens
    while first < last and tokens[first].kind == POINT and tokens[first].low not in "([%€$£#@":
        first += 1
    while first < last and tokens[last - 1].kind == POINT and tokens[last - 1].low not in ")]%€$£°":
        last -= 1
    return first, last


def content_end(article: Article, sentence: Sentence, first: int, group: Group | None) -> int:
    """Where words end that begin at ``first``: the sentence's end, or where another voice begins."""
    tokens = sentence.tokens
    depth = commas = 0
    is_subordinate = group is not None and _is_subordinate(article, sentence, group)
    cues = {one.first: one for one in article.groups(sentence) if one.first >= first}
    at = first
    while at < len(tokens):
        token = tokens[at]
        if token.kind == POINT:
            if token.low in "([":
                depth += 1
            elif token.low in ")]":
                if not depth:
                    return at
                depth -= 1
            elif not depth and token.low in (";", ":"):
                return at
            elif not depth and token.low == ",":
                if _ends_after_comma(article, sentence, at, cues):
                    return at
                if (
                    is_subordinate
                    and tokens[at + 1 : at + 2]
                    and (tokens[at + 1].low in article.language.subject_pronouns)
                ):
                    return at
                if not commas and group is not None and _resumes(article, sentence, at + 1, group):
                    return at
                commas += 1
        elif not depth and at > first and _is_other_voice(article, sentence, at, cues):
            return at
        at += 1
    return at


def _is_subordinate(article: Article, sentence: Sentence, group: Group) -> bool:
    """« S'il estime que …, il préconise … »: the main clause comes after the reported one."""
    opening = sentence.tokens[max(0, group.first - 4) : group.first]
    return any(token.low in article.language.subordinators for token in opening)


def _is_aside(article: Article, sentence: Sentence, at: int) -> bool:
    """« explique que, selon lui, … »: the source of the verb itself, between commas."""
    tokens = sentence.tokens
    before = tokens[at - 2].low if at > 1 else ""
    return before in article.language.that or before in article.language.conjunctions


def _resumes(article: Article, sentence: Sentence, at: int, group: Group) -> bool:
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
    is_finite = cue is not None and cue.tense == "finite"
    before = tokens[group.first - 1].low if group.first else ""
    return is_finite and (
        group.form in ("infinitive", "participle") or before in language.relatives
    )


_TURNS = (("bien", "que"), ("bien", "qu'"), ("alors", "même"), ("tandis", "que"), ("tandis", "qu'"),
          ("même", "si"), ("alors", "que"), ("alors", "qu'"))  # fmt: skip


def _ends_after_comma(
    article: Article, sentence: Sentence, comma: int, cues: dict[int, Group]
) -> bool:
    tokens, language = sentence.tokens, article.language
    at = comma + 1
    if at >= len(tokens):
        return False
    if begins_source(article, sentence, at):
        return not _is_aside(article, sentence, at)
    low = tokens[at].low
    after = tokens[at + 1].low if at + 1 < len(tokens) else ""
    if low == "ce" and after in ("qui", "que", "qu'", "dont"):
        return True
    if low in ("avant", "après") and after in ("de", "d'", "avoir", "que", "qu'"):
        return True
    if low in ("which", "before") or (low, after) in _TURNS:
        return True
    if low == "mais" and after not in language.that and after not in language.pronouns:
        return True
    while (
        at < len(tokens)
        and tokens[at].is_word
        and (
            is_adverb(tokens[at].low, language)
            or tokens[at].low in ("en", "tout", "se", "s'", "et", "puis")
        )
    ):
        at += 1
    cue = cues.get(at)
    if cue is None:
        return False
    if cue.form == "participle" or cue.pronoun and cue.form == "finite":
        return True
    if cue.form == "finite" and tokens[at - 1].low in ("et", "puis") and not cue.takes("weak"):
        return True
    return (
        cue.form == "finite"
        and tokens[comma + 1 : at] == []
        and is_inverted(article, sentence, cue)
    )


def is_inverted(article: Article, sentence: Sentence, group: Group) -> bool:
    """« …, indique X. »: the subject follows, and nothing else."""
    from archive.quotes.subjects import after

    if group.pronoun:
        return True
    if not (group.takes("after") or group.takes("mark")):
        return False
    return after(article, sentence, group.last) is not None


def _is_other_voice(article: Article, sentence: Sentence, at: int, cues: dict[int, Group]) -> bool:
    """« … et demande que … », « … selon X » at the end."""
    tokens, language = sentence.tokens, article.language
    if begins_source(article, sentence, at):
        return not _is_aside(article, sentence, at)
    if tokens[at].low in ("en", "tout"):
        begun = at + 1 + (tokens[at].low == "tout")
        cue = cues.get(begun)
        return cue is not None and cue.form == "participle"
    if tokens[at].low not in language.conjunctions and tokens[at].low not in (
        "mais",
        "puis",
        "but",
    ):
        return False
    after = at + 1
    while (
        after < len(tokens)
        and tokens[after].is_word
        and (tokens[after].low in language.clitics or is_adverb(tokens[after].low, language))
    ):
        after += 1
    carried = after < len(tokens) and (
        tokens[after].low in language.carriers or tokens[after].low in ("compte", "comptent")
    )
    cue = cues.get(after) or (cues.get(after + 1) if carried else None)
    if cue is None or cue.form not in ("finite", "infinitive") or cue.takes("weak") or cue.pronoun:
        return False
    following = tokens[cue.last] if cue.last < len(tokens) else None
    return following is not None and (
        following.kind == QUOTE
        or following.low in language.that
        or following.low == ":"
        or is_infinitive(article, sentence, cue.last)
    )


def _begins_another(article: Article, sentence: Sentence, at: int) -> bool:
    """« … mais Matignon accepte »: a clause of the journalist's, with its own subject."""
    phrase = article.phrases(sentence).at(at)
    if phrase is None or phrase.kind == "pronoun" or phrase.last >= len(sentence.tokens):
        return False
    low = sentence.tokens[phrase.last].low
    cue = article.language.cues.get(low)
    return low in article.language.verbs or cue is not None and cue.tense == "finite"


def begins_source(article: Article, sentence: Sentence, at: int) -> int:
    """How many tokens of « selon », « d'après » … begin here; 0 when none does."""
    tokens = sentence.tokens
    for source in article.language.sources:
        if tokens[at].low == source[0] and len(source) <= len(tokens) - at:
            if all(tokens[at + more].low == word for more, word in enumerate(source)):
                follows = tokens[at + len(source)].low if at + len(source) < len(tokens) else ""
                if follows not in article.language.that and follows not in ("laquelle", "lequel"):
                    return len(source)
    return 0


def content_start(article: Article, sentence: Sentence, last: int) -> int:
    """Where words begin that end before ``last``: after what is taken, a colon or a semicolon."""
    tokens, language = sentence.tokens, article.language
    first = 0
    for at in range(last - 1, -1, -1):
        if tokens[at].low in (";", ":") and at + 1 < last:
            first = at + 1
            break
    for _start, end in sentence.taken + sentence.spent:
        if end <= last:
            first = max(first, end)
    while first < last and (
        (tokens[first].kind == POINT and tokens[first].low not in "([")
        or tokens[first].low in language.conjunctions
    ):
        first += 1
    return first


def skip_adjuncts(
    article: Article, sentence: Sentence, at: int, group: Group, *, longest: int = 32
) -> int | None:
    """Past what may stand between a cue and its clause: « à X lundi matin sur Y », « , dans Z, ».

    The place of the first token that is none of that; None when the verb has another object.
    """
    tokens, language = sentence.tokens, article.language
    stop = min(len(tokens), at + longest)
    begun = at
    while at < stop:
        token = tokens[at]
        low = token.low
        if token.kind == POINT and low == "(":
            at = _past_bracket(tokens, at)
            continue
        if low in language.negations and token.is_word:
            return at
        if low == "," or token.kind == NUMBER or is_adverb(low, language) and token.is_word:
            at += 1
            continue
        if (
            token.is_word
            and at > begun
            and low.endswith(("é", "ée", "és", "ées"))
            and low not in language.cues
        ):
            at += 1
            continue
        if low in language.time_words or _is_time(tokens, at, article):
            at += 1
            continue
        if low in language.that or token.kind == QUOTE and at + 1 < stop and False:
            return at
        if low in language.prepositions and token.is_word:
            ended = _past_prepositional(article, sentence, at)
            if ended is None:
                return at
            if (
                low in _OF_THE_NOUN
                and ended < stop
                and tokens[ended].low in language.that
                and not any(
                    one.kind == NUMBER or one.low in language.time_words | language.relays
                    for one in tokens[at:ended]
                )
            ):
                return None
            at = ended
            continue
        if group.takes("person") or group.takes("accuse"):
            phrase = article.phrases(sentence).at(at)
            if phrase is not None and phrase.kind != "pronoun":
                at = phrase.last
                continue
        return at
    return at if at < len(tokens) else None


# « ironise en allusion aux costumes que … »: the clause is the noun's, not the verb's.
_OF_THE_NOUN = frozenset("en par pour contre avec sans de du des d' sous".split())


def _past_bracket(tokens: list[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].low != ")":
        at += 1
    return at + 1


def _is_time(tokens: list[Token], at: int, article: Article) -> bool:
    """« le 30 janvier », « ce matin », « la semaine dernière »."""
    after = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        after is not None
        and tokens[at].low in article.language.determiners
        and (after.kind == NUMBER or after.low in article.language.time_words)
    )


def _past_prepositional(article: Article, sentence: Sentence, at: int) -> int | None:
    """Past « à Jean-Jacques Bourdin », « sur BFMTV - RMC », « lors d'une conférence de presse »."""
    tokens, language = sentence.tokens, article.language
    begun = at
    while at < len(tokens) and tokens[at].low in language.prepositions:
        at += 1
    if at >= len(tokens) or is_infinitive(article, sentence, at):
        return None
    if tokens[at].kind == QUOTE:
        return at + 1
    if (
        tokens[at].low in language.pronouns
        or tokens[at].low in language.clitics
        and not (tokens[at].low in language.determiners)
    ):
        return at + 1
    if (
        at + 1 < len(tokens)
        and tokens[at].low in language.determiners
        and tokens[at + 1].kind == QUOTE
    ):
        return at + 2
    phrase = article.phrases(sentence).at(at)
    if phrase is not None:
        end = phrase.last
    else:
        while at < len(tokens) - 1 and tokens[at].low in language.determiners:
            at += 1
        end = max(article.phrases(sentence).end(at), at + 1)
    if end <= begun:
        return None
    while end + 1 < len(tokens) and tokens[end].low in "-–—" and tokens[end + 1].is_capital:
        end += 2
    if (
        end < len(tokens)
        and tokens[end].kind == QUOTE
        and tokens[end - 1].is_word
        and ((tokens[end].end - tokens[end].start) < 30)
    ):
        return end + 1
    return end


def is_infinitive(article: Article, sentence: Sentence, at: int) -> bool:
    """Whether an infinitive, or the negation and pronouns before one, begins at this token."""
    tokens, language = sentence.tokens, article.language
    while at < len(tokens) and (
        tokens[at].low in language.negations
        or tokens[at].low in language.clitics
        or tokens[at].low in ("plus", "jamais", "rien")
    ):
        at += 1
    if at >= len(tokens) or not tokens[at].is_word:
        return False
    low = tokens[at].low
    return (
        not tokens[at].is_capital
        and len(low) > 3
        and low.endswith(language.infinitive_endings)
        and low not in _NO_INFINITIVE
        and low not in language.functions
        and low not in language.bodies
        and low not in language.time_words
        and not is_adverb(low, language)
    )


def quotes_infinitive(article: Article, sentence: Sentence, at: int) -> bool:
    quote = sentence.tokens[at].quote
    if quote is None:
        return False
    words = article.reading.text[quote.inner_start : quote.inner_end].lower().split(None, 3)
    while words and words[0] in ("ne", "pas", "se", "plus"):
        words.pop(0)
    return bool(words) and words[0].endswith(article.language.infinitive_endings)


def is_charge(sentence: Sentence, at: int) -> bool:
    """« mis en examen pour “détournement de fonds publics” »: the law's words, nobody's."""
    tokens = sentence.tokens
    if not at or tokens[at - 1].low not in ("pour", "de", "for", "d'", "et"):
        return False
    near = {token.low for token in tokens[max(0, at - 14) : at]}
    return bool(near & _LAW)


def names_offence(token: Token, text: str) -> bool:
    """« pour “provocation au crime” »: the quotation begins with the name of an offence."""
    if token.quote is None:
        return False
    inner = text[token.quote.inner_start : token.quote.inner_end]
    return inner.split(None, 1)[0].lower().rstrip(",;") in _OFFENCES


_OFFENCES = frozenset(
    "provocation détournement détournements abus recel association violences violence homicide meurtre "
    "viol injure diffamation incitation apologie corruption trafic escroquerie fraude blanchiment "
    "complicité favoritisme outrage rébellion dégradation dégradations entrave terrorisme assassinat "
    "tentative vol harcèlement agression participation financement".split()
)


_LAW = frozenset(
    "examen enquête enquêtes détention garde poursuivi poursuivie poursuivis condamné condamnée condamnés "
    "plainte inculpé inculpée jugé jugée soupçonné soupçonnée information instruction "
    "charged convicted indicted".split()
)

_NO_INFINITIVE = frozenset(
    "leur pour entre contre autre notre votre premier dernier entier avenir plaisir désir "
    "loisir souvenir papier chantier quartier courrier métier lettre titre centre chiffre nombre ordre "
    "genre autre rencontre guerre terre affaire histoire victoire mémoire territoire lumière manière "
    "matière rivière carrière barrière frontière première dernière entière affaires candidature "
    "culture nature agriculture ouverture signature rupture lecture armature majeure heure mesure "
    "voire encore dollar dossier calendrier particulier régulier financier policier financière militaire "
    "nucléaire scolaire solaire populaire nécessaire contraire propre libre offre membre quatre arbitre "
    "hier cher fier pouvoir devoir soir espoir voix croire-là père mère frère faire-part air "
    "communautaire alimentaire humanitaire judiciaire monétaire budgétaire publicitaire parlementaire "
    "secrétaire commissaire anniversaire salaire commentaire formulaire itinéraire".split()
) - {"pouvoir", "devoir"}
