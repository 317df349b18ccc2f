"""What must hold of whatever the detector proposes, whichever text it was given."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.quotes.anchoring import Span
from archive.quotes.candidates import Candidate, KnownPerson, Tier

KINDS = {"direct", "indirect", "mixed"}
SPEAKERS = {"named", "anonymous", "collective", "unknown"}


def faults(text: str, found: Sequence[Candidate], people: Sequence[KnownPerson] = ()) -> list[str]:
    """Every promise of ``Candidate`` that is not kept, in words; none when all is well."""
    told = [fault for one in found for fault in faults_of(one, text)]
    for before, after in pairwise(found):
        if after.start < before.end:
            told.append(f"{after.start}:{after.end} begins before {before.start}:{before.end} ends")
    known = {id(person) for person in people}
    for one in found:
        strangers = [one.speaker, *one.targets]
        if any(who.person is not None and id(who.person) not in known for who in strangers):
            told.append(f"{one.start}:{one.end} names a person who was not given")
    return told


def faults_of(one: Candidate, text: str) -> Iterator[str]:
    at = f"{one.start}:{one.end}"
    if not 0 <= one.start < one.end <= len(text):
        yield f"{at} is not a stretch of the text"
    elif not text[one.start : one.end].strip():
        yield f"{at} holds nothing but blanks"
    if one.kind not in KINDS:
        yield f"{at} is of no kind: {one.kind!r}"
    if not one.rule or not isinstance(one.confidence, Tier):
        yield f"{at} has no rule or no tier"
    yield from faults_of_words(one, text, at)
    yield from faults_of_speaker(one, at)


def faults_of_words(one: Candidate, text: str, at: str) -> Iterator[str]:
    """Words that are said to stand somewhere, and stand elsewhere."""
    cited: list[tuple[str, str, Span | None]] = [("cue", one.cue, one.cue_span)]
    cited += [("mention", target.mention, target.span) for target in one.targets]
    cited += [(evidence.what, evidence.words, evidence.span) for evidence in one.evidence]
    for what, words, span in cited:
        if (span is None) != (words == ""):
            yield f"{at}: {what} {words!r} without a place, or a place without words"
        elif span is not None and text[span.start : span.end] != words:
            yield f"{at}: {what} {words!r} is not at {span}"
    span = one.speaker.span
    if span is not None and not (0 <= span.start < span.end <= len(text)):
        yield f"{at}: the attribution is not a stretch of the text: {span}"


def faults_of_speaker(one: Candidate, at: str) -> Iterator[str]:
    speaker = one.speaker
    if speaker.type not in SPEAKERS:
        yield f"{at}: no type of speaker: {speaker.type!r}"
    if speaker.type in ("anonymous", "unknown") and speaker.person is not None:
        yield f"{at}: an {speaker.type} speaker is a person: {speaker.person.name}"
    if (speaker.type == "unknown") != (speaker.name == ""):
        yield f"{at}: {speaker.type} speaker {speaker.name!r}"
    if speaker.is_new and (speaker.person is not None or speaker.type != "named"):
        yield f"{at}: a new person who is known or not named"
    if one.confidence == Tier.HIGH and not (speaker.span or one.evidence):
        yield f"{at}: a speaker without evidence in the high tier"
    if speaker.person and any(target.person is speaker.person for target in one.targets):
        yield f"{at}: the speaker is a target: {speaker.name}"
