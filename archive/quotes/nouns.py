"""What a noun phrase says of whom it designates: its head noun, its gender, its kind."""

from archive.quotes.outline import Outline

PERSON, FUNCTION, ANONYMOUS, COLLECTIVE, DOCUMENT, PRONOUN, OTHER = (
    "person", "function", "anonymous", "collective", "document", "pronoun", "other",
)  # fmt: skip


# The kinds that can speak.
SPEAKING = (PERSON, FUNCTION, ANONYMOUS, COLLECTIVE, DOCUMENT, PRONOUN)


def head_of(outline: Outline, start: int, last: int) -> str:
    """The noun that says what the phrase is: the first that the table knows.

    Of « une dizaine de manifestants », the second.
    """
    language = outline.language
    counts = outline.low(start) in language.quantities
    counts = counts and outline.low(start + 1) in language.complements
    if language.heads_last:
        return _last_noun(outline, start + 2 * counts, last)
    for at in range(start + 2 * counts, min(last, start + (6 if counts else 4))):
        low = outline.low(at).removeprefix("ex-")
        if low in language.complements:
            break
        if low in language.plain_adjectives and outline.low(at + 1) in language.nouns:
            # « l'ancien élu » is an « élu ».
            continue
        for part in (low, low.partition("-")[0], low.rpartition("-")[2]):
            if part in language.nouns:
                return part
    return outline.low(start)


def _last_noun(outline: Outline, start: int, last: int) -> str:
    """Of « the harbour union leader of Valmont », the noun before the complement."""
    language, head = outline.language, ""
    for at in range(start, last):
        low = outline.low(at)
        if low in language.complements or low in language.prepositions:
            break
        if at in outline.starting:
            continue
        known = next((one for one in (low, low.rpartition("-")[2]) if one in language.nouns), "")
        head = known or head
    return head or outline.low(start)


def agreement_of(outline: Outline, index: int, start: int, head: str) -> tuple[str, str]:
    """The gender ("f", "m", "") and the number ("s", "p") of a phrase."""
    language = outline.language
    low = outline.low(index)
    gender = (
        language.functions.get(head)
        or language.determiners.get(low)
        or language.noun_genders.get(head, "")
    )
    is_plural = head.endswith(language.plural_endings) and head not in language.false_plurals
    counts = low in language.plural_determiners or index == start or low[:1].isdigit()
    return gender, "p" if is_plural and counts else "s"


def kind_of_noun(
    outline: Outline, head: str, start: int, last: int, *, low: str, number: str, indefinite: bool
) -> str:
    """Whether a noun designates an office, unnamed people, a body, a document or a thing.

    ``low`` is the determiner, ``number`` "s" or "p".
    """
    language = outline.language
    single = head.removesuffix("s")
    is_function = single in language.functions or head in language.functions
    is_function = is_function or single.endswith(language.person_endings)
    if head in language.documents:
        return DOCUMENT
    if head in language.hidden:
        return ANONYMOUS
    if indefinite and (head in language.people or is_function):
        return ANONYMOUS
    if _hides_somebody(outline, head, start, last, low=low, number=number):
        return ANONYMOUS
    if number == "s" and is_function:
        return FUNCTION
    is_national = head in language.nationalities and head not in language.places
    if is_national and number == "s" and outline.tokens[start].is_capital:
        # « l'Espagnol a reconnu »
        return FUNCTION
    is_body = head in language.bodies or (number == "p" and head in language.people)
    if is_body or outline.tokens[start].is_capital or head in language.places:
        return COLLECTIVE
    return OTHER


def _hides_somebody(
    outline: Outline, head: str, start: int, last: int, *, low: str, number: str
) -> bool:
    """« l'entourage de X », « ses proches », « certains de ses amis »: never X."""
    language = outline.language
    is_theirs = low in language.possessives
    if head in language.entourage and (is_theirs or has_complement(outline, start, last)):
        return True
    return is_theirs and head in language.people and number == "p"


def has_complement(outline: Outline, start: int, last: int) -> bool:
    return any(outline.low(at) in outline.language.complements for at in range(start, last))


def names_another(outline: Outline, start: int, name: int) -> bool:
    """« un proche du ministre Untel », « an aide to the minister X »: the name is the minister's.

    ``start`` is the noun of the phrase, ``name`` where the name begins.
    """
    language = outline.language
    for at in range(name - 2, start, -1):
        if outline.low(at) in language.prepositions:
            noun = at + 1 + (outline.low(at + 1) in language.definite)
            head = head_of(outline, noun, name).removesuffix("s") if noun < name else ""
            if head in language.functions or head in language.people:
                return True
    return False


def before_unrelated_name(outline: Outline, start: int, last: int, head: str) -> int:
    """« son discours de victoire Benoît Hamon … »: where the name begins something else."""
    language = outline.language
    name = next((at for at in range(start + 1, last) if at in outline.starting), None)
    if name is None:
        return last
    if head in language.bodies and head not in language.functions:
        # « a déclaré à l'AFP Untel », but « le groupe Untel », « le camp Untel ».
        if (
            outline.low(name - 1) in language.prepositions
            or outline.low(name - 1) in language.titles
        ):
            return last
        mention = outline.starting[name]
        is_person = mention.who.person is None or not mention.who.person.is_body
        return name if mention.is_whole and is_person else last
    if head in language.nouns and head not in language.documents:
        return last
    before = outline.low(name - 1)
    follows = before not in language.prepositions and before not in language.titles
    return name if follows and has_complement(outline, start + 1, name) else last
