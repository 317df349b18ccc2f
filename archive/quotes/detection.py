"""Every quotation of an article, found by rules over its marks, its verbs and its names."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from archive.quotes.anchoring import Span
from archive.quotes.article import Article, may_be_neuter, read_article
from archive.quotes.candidates import Candidate, Evidence, KnownPerson, Speaker, Target, Tier
from archive.quotes.languages import language_of
from archive.quotes.marks import MARKS
from archive.quotes.names import Registry
from archive.quotes.phrases import PRONOUN, Phrase
from archive.quotes.reading import Reading, read
from archive.quotes.rules.found import Found
from archive.quotes.rules.order import RULES
from archive.quotes.speakers import UNKNOWN, Resolved, resolve
from archive.quotes.subjects import main_subject
from archive.quotes.targets import targets_of
from archive.quotes.tokens import QUOTE, Sentence

# Changes with every change of what is proposed: suggestions are kept by the version that made them.
DETECTOR_VERSION: Final = "2"


@dataclass(frozen=True, slots=True)
class Examined:
    """An article read to its end, and the quotations proposed of it."""

    text: str
    article: Article
    candidates: list[Candidate]


def find_candidates(
    text: str, people: Iterable[KnownPerson] | Registry, *, language: str = "fr"
) -> list[Candidate]:
    """The quotations of ``text`` in reading order, none overlapping another.

    ``people`` are those who may be recognised by name; for many articles, build one ``Registry``.
    The text is not changed. Linear in its length. Raises ``ValueError`` for a language without
    a table.
    """
    return examine(text, people, language=language).candidates


def examine(
    text: str, people: Iterable[KnownPerson] | Registry, *, language: str = "fr"
) -> Examined:
    """The same, with the article as it was read: for what else is asked of it."""
    registry = people if isinstance(people, Registry) else Registry(people)
    article = read_article(read(text), registry, language_of(language))
    finder = _Finder(article, text)
    for sentence in article.sentences:
        finder.read(sentence)
    ordered = sorted(finder.candidates, key=lambda one: one.start)
    return Examined(text, article, _with_reopened(text, ordered))


def _with_reopened(text: str, candidates: list[Candidate]) -> list[Candidate]:
    """« First paragraph. / « Second », a dit X: marks reopened at each paragraph, one speaker."""
    for at in range(len(candidates) - 2, -1, -1):
        one, after = candidates[at], candidates[at + 1]
        is_open = one.kind == "direct" and read(text[one.end - 1]).text not in MARKS
        if one.speaker.type == "unknown" and is_open and not text[one.end : after.start].strip():
            speaker = replace(after.speaker, span=None)
            others = tuple(target for target in one.targets if target.name not in speaker.names)
            candidates[at] = replace(one, speaker=speaker, targets=others, confidence=Tier.MEDIUM)
    return candidates


class _Finder:
    """Applies the rules to one sentence after another and resolves who speaks."""

    def __init__(self, article: Article, text: str) -> None:
        self.article = article
        self.text = text
        self.candidates: list[Candidate] = []
        self.last_speaker: Resolved | None = None

    def read(self, sentence: Sentence) -> None:
        self.attributed: list[tuple[int, Resolved]] = []
        if self._may_report(sentence):
            for rule in RULES:
                for found in rule(self.article, sentence):
                    self._take(sentence, found)
        self._remember_subject(sentence)
        self._remember_speaker(sentence)

    def _may_report(self, sentence: Sentence) -> bool:
        """Whether a sentence has anything that a rule begins with: most have not."""
        language = self.article.language
        if self.article.groups(sentence) or self.article.sources(sentence):
            return True
        return any(
            token.kind == QUOTE or token.low in language.weak_starts for token in sentence.tokens
        )

    def _take(self, sentence: Sentence, found: Found) -> None:
        if any(found.first < last and first < found.last for first, last in sentence.taken):
            return
        if found.first >= found.last:
            return
        sentence.taken.append((found.first, found.last))
        resolved = self._speaker(sentence, found)
        for spent in (found.cue, found.source and (found.source.first, found.source.last)):
            if spent and found.source_sentence is None:
                sentence.spent.append(spent)
        self.candidates.append(self._candidate(sentence, found, resolved))
        if resolved.speaker.type != "unknown":
            self.last_speaker = resolved
            self.attributed.append(((found.cue or (found.first, 0))[0], resolved))

    def _speaker(self, sentence: Sentence, found: Found) -> Resolved:
        earlier = self._earlier_here(sentence, found)
        if earlier is not None:
            return earlier
        if found.source is not None:
            holder = found.source_sentence or sentence
            return replace(resolve(self.article, holder, found.source), source=holder)
        if not (found.carries_on or found.follows):
            return UNKNOWN
        last = self.last_speaker or self._answering(sentence)
        if last is None:
            return UNKNOWN
        return replace(last, speaker=replace(last.speaker, span=None), is_certain=False)

    def _earlier_here(self, sentence: Sentence, found: Found) -> Resolved | None:
        """Whoever the sentence has just had speak: « …, a-t-il dit, affirmant que … »."""
        cue = (found.cue or (found.first, 0))[0]
        before = [one for at, one in self.attributed if at < cue]
        if found.follows and before:
            return before[-1]
        source = found.source
        is_here = found.source_sentence in (None, sentence)
        if source is None or source.kind != PRONOUN or not is_here:
            return None
        for at, one in reversed(self.attributed):
            if at < source.first and _agree(one.phrase, source):
                return replace(one, speaker=replace(one.speaker, span=_span(sentence, source)))
        return None

    def _answering(self, sentence: Sentence) -> Resolved | None:
        """An interview: the article has only told who answers."""
        spoken = self.article.in_mind(sentence.number, "", near=sentence.number)
        if spoken is None:
            return None
        return resolve(self.article, spoken.holder, spoken.phrase)

    def _remember_speaker(self, sentence: Sentence) -> None:
        """The last to speak in a sentence is who « Il » of the next one is most often."""
        if not self.attributed:
            return
        _at, resolved = max(self.attributed, key=lambda one: one[0])
        if resolved.phrase is None or resolved.source is None or resolved.phrase.kind == PRONOUN:
            return
        if resolved.source.is_inside:
            return
        if resolved.antecedent is not None:
            self.article.take_up(resolved.antecedent, sentence.number)
        else:
            self.article.remember(resolved.source, resolved.phrase, has_spoken=True)

    def _remember_subject(self, sentence: Sentence) -> None:
        """The first of the sentence that can do something: « Il » of the next one may be they."""
        phrase = main_subject(self.article, sentence)
        if phrase is None:
            return
        if phrase.kind != PRONOUN:
            self.article.remember(sentence, phrase)
            return
        spoken = self.article.antecedent(sentence.number, phrase.gender, phrase.number)
        if spoken is not None:
            self.article.take_up(spoken, sentence.number)

    def _candidate(self, sentence: Sentence, found: Found, resolved: Resolved) -> Candidate:
        reading = self.article.reading
        tokens = sentence.tokens
        start, end = tokens[found.first].start, tokens[found.last - 1].end
        place = reading.source(start, end)
        cue = None
        if found.cue is not None:
            cue = reading.source(tokens[found.cue[0]].start, tokens[found.cue[1] - 1].end)
        about = targets_of(self.article, sentence, found, resolved)
        evidence = (
            *found.evidence,
            *resolved.evidence,
            *(one for each in about for one in each.evidence),
        )
        tier = found.tier
        if tier == Tier.HIGH and not (resolved.is_certain and self._agrees(sentence, found)):
            tier = Tier.MEDIUM
        return Candidate(
            start=place.start,
            end=place.end,
            kind=found.kind,
            rule=found.rule,
            confidence=tier,
            speaker=self._given(reading, resolved.speaker, resolved.words),
            cue=self.text[cue.start : cue.end] if cue else "",
            cue_span=cue,
            targets=tuple(self._target(reading, one.target) for one in about),
            evidence=tuple(self._evidence(reading, one) for one in dict.fromkeys(evidence)),
        )

    def _agrees(self, sentence: Sentence, found: Found) -> bool:
        """Whether the cue has the number of its source: « affirment X et son avocat » has not."""
        if found.cue is None or found.source is None or found.source.number != "s":
            return True
        language = self.article.language
        for token in sentence.tokens[slice(*found.cue)]:
            cue = language.cues.get(token.low)
            is_finite = cue is not None and cue.tense == "finite"
            plural = is_finite and token.low.endswith(language.plural_verb_endings)
            if token.low in language.plural_auxiliaries or plural:
                return False
        return True

    def _given(self, reading: Reading, speaker: Speaker, words: Span | None) -> Speaker:
        """The speaker with the article's own characters, where its words are the name."""
        name = speaker.name
        if words is not None and speaker.person is None and name:
            place = _place(reading, words)
            name = " ".join(self.text[place.start : place.end].split())
        span = _place(reading, speaker.span) if speaker.span else None
        return replace(speaker, name=name, span=span)

    def _target(self, reading: Reading, target: Target) -> Target:
        span = _place(reading, target.span)
        return replace(target, span=span, mention=self.text[span.start : span.end])

    def _evidence(self, reading: Reading, evidence: Evidence) -> Evidence:
        span = _place(reading, evidence.span)
        return replace(evidence, span=span, words=self.text[span.start : span.end])


def _span(sentence: Sentence, phrase: Phrase) -> Span:
    tokens = sentence.tokens
    return Span(tokens[phrase.first].start, tokens[phrase.last - 1].end)


def _agree(phrase: Phrase | None, pronoun: Phrase) -> bool:
    return (
        phrase is not None
        and phrase.number == pronoun.number
        and phrase.gender in ("", pronoun.gender)
        and phrase.kind != PRONOUN
        and may_be_neuter(phrase, pronoun.gender)
    )


def _place(reading: Reading, span: Span) -> Span:
    return reading.source(span.start, span.end)
