"""The people an article names: known ones by their names, others by how they are printed."""

from collections.abc import Sequence

from archive.quotes.candidates import KnownPerson
from archive.quotes.languages.language import Language
from archive.quotes.names import Mention, Named, Registry, bare, name_words
from archive.quotes.strangers import stranger_at
from archive.quotes.tokens import NUMBER, WORD, Sentence, Token


class Naming:
    """Finds the mentions of an article, remembering who was named before."""

    def __init__(self, text: str, registry: Registry, language: Language) -> None:
        self.text = text
        self.registry = registry
        self.language = language
        self.by_surname: dict[tuple[str, ...], Named] = {}
        self.surname_words: set[str] = set()  # the first words of surnames
        self.by_first_name: dict[str, Named] = {}
        self.by_name: dict[str, Named] = {}

    def mentions(self, sentence: Sentence) -> list[Mention]:
        """The people named in a sentence, in order; each is remembered."""
        tokens = sentence.tokens
        found: list[Mention] = []
        index = 0
        for at, token in enumerate(tokens):
            if at < index or token.kind != WORD:
                continue
            if token.is_capital or token.low in self.language.particles:
                mention = self._at(tokens, at)
                if mention is not None:
                    found.append(mention)
                    index = mention.last
        return found

    def knows_better(self, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
        """Whether a word that was no name when the sentence was read is one now."""
        inside = {at for one in mentions for at in range(one.first, one.last)}
        return any(
            token.is_capital
            and at not in inside
            and ((bare(token.low),) in self.by_surname or bare(token.low) in self.by_first_name)
            for at, token in enumerate(sentence.tokens)
        )

    def _at(self, tokens: Sequence[Token], index: int) -> Mention | None:
        token = tokens[index]
        if not token.is_capital:
            return self._particle_surname(tokens, index)
        return (
            self._known(tokens, index)
            or self._initial(tokens, index)
            or self._surname(tokens, index)
            or self._stranger(tokens, index)
            or self._first_name(tokens, index)
        )

    # --- Names of the archive ----------------------------------------------------------------

    def _known(self, tokens: Sequence[Token], index: int) -> Mention | None:
        first = bare(tokens[index].low)
        if first not in self.registry.first_words:
            return None
        after = index + 1
        while after < len(tokens) and tokens[after].low == ".":
            after += 1
        second = bare(tokens[after].low) if after < len(tokens) else ""
        for words, person in self.registry.beginning(first, second):
            last = _matches(tokens, index, words)
            if last is None or not (person.is_body or tokens[last - 1].is_capital):
                continue
            if not (len(words) == 1 and _goes_on(tokens, last)):
                who = self._remember(person)
                if words in self.registry.homonyms:
                    who = self._homonym(who, words)
                return Mention(who, index, last, True)
        return None

    def _homonym(self, who: Named, words: tuple[str, ...]) -> Named:
        """Somebody whose name several people of the archive bear: none of them is chosen."""
        plain = Named(who.name, None, who.gender, is_homonym=True)
        self._keep(plain, words)
        return plain

    def _remember(self, person: KnownPerson) -> Named:
        words = next(
            (found for name in (person.name, *person.names) if (found := name_words(name))), ("",)
        )
        named = self.by_name.get(person.name)
        if named is None:
            gender = person.gender or ("" if person.is_body else self.gender_of(words[0]))
            named = Named(person.name, person, gender)
        self._keep(named, words)
        return named

    def known(self, person: KnownPerson) -> Named:
        """Somebody of the archive, whom the article may not name."""
        return self.by_name.get(person.name) or Named(person.name, person, person.gender)

    def _keep(self, named: Named, words: tuple[str, ...]) -> None:
        self.by_name[named.name] = named
        if named.person is not None and named.person.is_body:
            return
        for start in range(1, len(words)):
            self.by_surname[words[start:]] = named
            self.surname_words.add(words[start])
        if len(words) > 1:
            self.by_first_name[words[0]] = named

    def gender_of(self, first_name: str) -> str:
        known = self.language.first_names.get(first_name)
        if known is not None:
            return known
        return "f" if first_name.endswith(self.language.feminine_endings) else ""

    # --- Parts of names ----------------------------------------------------------------------

    def _surname(self, tokens: Sequence[Token], index: int) -> Mention | None:
        first = bare(tokens[index].low)
        if first not in self.surname_words and first not in self.registry.surname_words:
            return None
        for length in (3, 2, 1):
            words = _words_from(tokens, index, length)
            if not words or self._is_thing(tokens, index, length):
                continue
            named = self.by_surname.get(words)
            titled = self.registry.titled(words, self._title_before(tokens, index))
            if titled is not None:
                named = self._remember(titled)
            if named is None and not self._is_common(tokens[index], words):
                person = self.registry.only(words)
                if person is not None and self._may_stand_alone(tokens, index, length):
                    named = self._remember(person)
            if named is not None and not self._goes_on_as_name(tokens, index + length, named):
                return Mention(named, index, index + length, False)
        return None

    def _title_before(self, tokens: Sequence[Token], index: int) -> str:
        """The gender that « M. » or « Mme » tells."""
        at = index - 1 - (index > 1 and tokens[index - 1].low == ".")
        return self.language.titles.get(tokens[at].low, "") if at >= 0 else ""

    def _particle_surname(self, tokens: Sequence[Token], index: int) -> Mention | None:
        """« de Rugy », « al-Assad » begin with a small letter."""
        if tokens[index].low not in self.language.particles or index + 1 >= len(tokens):
            return None
        if not tokens[index + 1].is_capital:
            return None
        for length in (3, 2):
            words = _words_from(tokens, index, length)
            named = self.by_surname.get(words) if words else None
            if named is not None and name_words(named.name)[-length:] == words:
                return Mention(named, index, index + length, False)
        return None

    def _is_thing(self, tokens: Sequence[Token], index: int, length: int) -> bool:
        """« la Pride », « la loi Sapin 2 », « le CHU »: a surname's letters, not a person."""
        before = tokens[index - 1].low if index else ""
        after = tokens[index + length] if index + length < len(tokens) else None
        return (
            before in self.language.determiners
            or (after is not None and after.kind == NUMBER)
            or (length == 1 and tokens[index].is_acronym and len(tokens[index].low) < 5)
        )

    def _stranger(self, tokens: Sequence[Token], index: int) -> Mention | None:
        """Somebody whom the archive does not know, as printed."""
        found = stranger_at(tokens, index, self.language)
        if found is None or any(
            self._known(tokens, at) is not None for at in range(index + 1, found.last)
        ):
            return None
        printed = " ".join(self.text[tokens[index].start : tokens[found.last - 1].end].split())
        named = self.by_name.get(printed)
        if named is None:
            gender = found.gender or self.gender_of(found.words[0])
            named = Named(printed, None, gender, found.is_sure)
            self._keep(named, found.words)
        return Mention(named, index, found.last, True)

    def _is_common(self, token: Token, words: tuple[str, ...]) -> bool:
        return len(words) == 1 and (
            token.low in self.language.places
            or token.low in self.language.name_stops
            or token.low in self.language.bodies
            or token.low in self.language.first_names
            or len(words[0]) < 3
        )

    def _may_stand_alone(self, tokens: Sequence[Token], index: int, length: int) -> bool:
        """A surname of the archive not yet named in full here: only where a name can stand."""
        before = tokens[index - 1] if index else None
        after = tokens[index + length] if index + length < len(tokens) else None
        if after is not None and after.kind == WORD and after.is_capital:
            return False
        if before is None:
            return True
        if before.low in self.language.titles:
            return True
        return not before.is_capital and before.low not in self.language.before_places

    def _goes_on_as_name(self, tokens: Sequence[Token], last: int, named: Named) -> bool:
        """« Hamon » in « Hamon-Valls » or « Fillon Dupont » is another name."""
        if last >= len(tokens) or tokens[last].kind != WORD or not tokens[last].is_capital:
            return False
        return bare(tokens[last].low) not in name_words(named.name)

    def _first_name(self, tokens: Sequence[Token], index: int) -> Mention | None:
        named = self.by_first_name.get(bare(tokens[index].low))
        if named is None or _goes_on(tokens, index + 1):
            return None
        return Mention(named, index, index + 1, False)

    def _initial(self, tokens: Sequence[Token], index: int) -> Mention | None:
        """« B. Hamon », « E. Macron »."""
        token = tokens[index]
        if len(token.low) != 1 or index + 2 >= len(tokens) or tokens[index + 1].low != ".":
            return None
        for length in (2, 1):
            words = _words_from(tokens, index + 2, length)
            named = self.by_surname.get(words) if words else None
            if named is None and words:
                person = self.registry.only(words)
                named = self._remember(person) if person is not None else None
            if named is not None and bare(named.name)[:1] == bare(token.low):
                return Mention(named, index, index + 2 + length, False)
        return None


def _matches(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> int | None:
    """Where the words end that stand from ``index`` on; None when others stand there."""
    at = index
    for word in words:
        while index < at < len(tokens) and tokens[at].low == ".":
            at += 1
        if at >= len(tokens) or tokens[at].kind != WORD or bare(tokens[at].low) != word:
            return None
        at += 1
    return at


def _goes_on(tokens: Sequence[Token], last: int) -> bool:
    return last < len(tokens) and tokens[last].kind == WORD and tokens[last].is_capital


def _words_from(tokens: Sequence[Token], index: int, length: int) -> tuple[str, ...]:
    part = tokens[index : index + length]
    if len(part) < length or any(token.kind != WORD for token in part) or not part[-1].is_capital:
        return ()
    return tuple(bare(token.low) for token in part)
