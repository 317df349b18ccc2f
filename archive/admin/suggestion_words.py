"""The detector's terms in an editor's words: its rules, its tiers, its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from archive.detector_record import CORRECTED_PARTS
from archive.models import Suggestion
from archive.typography import french

# By the name of the rule in ``archive.quotes``. A rule without words here is shown by that name.
RULES: Final[dict[str, Any]] = {
    "inversion": gettext_lazy(
        "A quotation, then a verb of saying before its subject: « … », a déclaré X."
    ),
    "second part": gettext_lazy(
        "A quotation that goes on once it is said who speaks: « … », a dit X, « … »."
    ),
    "source first": gettext_lazy("A source named before its words: selon X, d’après X, pour X."),
    "source last": gettext_lazy("A source named after its words: …, selon X."),
    "colon": gettext_lazy("A colon between the speaker and a quotation: X a déclaré : « … »."),
    "that clause": gettext_lazy("A verb of saying and the clause it leads to: X a indiqué que …"),
    "infinitive": gettext_lazy("A verb of saying and an infinitive: X assure être …"),
    "infinitive after preposition": gettext_lazy(
        "A verb of saying, “de” or “à”, and an infinitive: X menace de …, X appelle à …"
    ),
    "declared state": gettext_lazy("A verb of saying of oneself: X se dit prêt à …"),
    "accused by": gettext_lazy("An accusation or a call with its author: accusé par X de …"),
    "certain that": gettext_lazy("A conviction and its clause: X est convaincu que …"),
    "judged": gettext_lazy("A judgement without “that”: X juge inacceptable de …"),
    "state and colon": gettext_lazy(
        "What somebody seemed, a colon and words: X s’est montré optimiste : …"
    ),
    "for whom": gettext_lazy("Somebody and what they think: X, pour qui …"),
    "as said first": gettext_lazy("A source named before its words by “comme”: comme l’a dit X, …"),
    "unmarked after colon": gettext_lazy(
        "A colon and words without quotation marks: X a prévenu : il ne cédera pas."
    ),
    "plain clause": gettext_lazy("A verb of saying and a clause without “that”: X said he would …"),
    "tag": gettext_lazy("A quotation, then who speaks, then a verb of saying: “…,” X said."),
    "tag inside": gettext_lazy("A quotation cut by who speaks: “…,” X said, “…”."),
    "passive": gettext_lazy("Words said to be somebody’s by “par”: qualifié de « … » par X."),
    "unmarked": gettext_lazy(
        "Words without quotation marks, then a verb of saying before its subject: …, indique X."
    ),
    "subject after quote": gettext_lazy("A quotation, then who speaks: « … », X a déclaré."),
    "announced before": gettext_lazy(
        "A quotation that the sentence before announces: X a commenté ainsi ce vote."
    ),
    "signed after": gettext_lazy("A quotation with a signature: « … » — X"),
    "said after": gettext_lazy(
        "A quotation whose speaker the next sentence names: « … » C’est ce qu’a déclaré X."
    ),
    "speech noun": gettext_lazy("A word for words, and a quotation: la phrase « … » lancée par X."),
    "island": gettext_lazy("A few words quoted within a sentence: X dénonce « … »."),
    "inserted": gettext_lazy(
        "A quotation that names its speaker inside its marks: « Je suis, a-t-il dit, candidat »."
    ),
    "interview": gettext_lazy("An answer between quotation marks to a question on its own line."),
    "continuation": gettext_lazy("A quotation that follows another one of the same speaker."),
    "left over": gettext_lazy("A quotation that nothing around it explains."),
}

# What the detector says of itself; how often it is right, its record tells.
TIERS: Final[dict[str, Any]] = {
    Suggestion.Tier.HIGH: pgettext_lazy("the detector", "sure"),
    Suggestion.Tier.MEDIUM: pgettext_lazy("the detector", "fairly sure"),
    Suggestion.Tier.LOW: pgettext_lazy("the detector", "unsure"),
}
# What a suggestion was corrected in, by the parts of ``archive.detector_record``.
CORRECTED: Final[dict[str, Any]] = {
    "words": gettext_lazy("words"),
    "speaker": gettext_lazy("speaker"),
    "targets": gettext_lazy("targets"),
    "kind": gettext_lazy("kind"),
}
# What is stored of a field whose values have labels.
CHOICES: Final[dict[str, Any]] = {
    "kind": Suggestion.Kind,
    "speaker_type": Suggestion.SpeakerType,
}
EVIDENCE: Final[dict[str, Any]] = {
    "antecedent": gettext_lazy("The pronoun stands for “%(words)s” (paragraph %(paragraph)d)."),
    "apposition": gettext_lazy(
        "The function is explained beside a name: “%(words)s” (paragraph %(paragraph)d)."
    ),
    "first naming": gettext_lazy("Named in full as “%(words)s” (paragraph %(paragraph)d)."),
    "question": gettext_lazy("The answer to “%(words)s” (paragraph %(paragraph)d)."),
}
LONGEST_EVIDENCE: Final = 160  # characters shown of it


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an editor corrected: what was proposed, and what was kept."""

    part: str
    proposed: str
    kept: str


def changes_in_words(corrections: Mapping[str, Any]) -> list[Change]:
    """What was corrected, part by part; the place of the words only where they are the same."""
    found = []
    for part, names in CORRECTED_PARTS.items():
        there = [name for name in names if name in corrections]
        if part == "words":
            there = there[:1]
        for name in there:
            proposed, kept = (value_in_words(name, value) for value in corrections[name])
            found.append(Change(str(CORRECTED[part]), proposed, kept))
    return found


def value_in_words(name: str, value: Any) -> str:
    """A value of a correction as the desk writes it; a dash for none."""
    choices = CHOICES.get(name)
    if choices and value:
        return str(choices(value).label)
    if isinstance(value, list):
        value = (", " if name == "targets" else "–").join(map(str, value))
    return value or "—"


def rule_in_words(rule: str) -> str:
    """The construction that a rule looks for."""
    return french(str(RULES.get(rule) or rule.replace("_", " ")))


def evidence_in_words(one: Mapping[str, Any], paragraph: int) -> str:
    """A sentence for one piece of evidence, with the number of its paragraph."""
    words = " ".join(one["words"].split())
    if len(words) > LONGEST_EVIDENCE:
        words = words[:LONGEST_EVIDENCE].rstrip() + "…"
    sentence = EVIDENCE.get(one["what"]) or _("It rests on “%(words)s” (paragraph %(paragraph)d).")
    return sentence % {"words": words, "paragraph": paragraph}
