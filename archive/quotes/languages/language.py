"""What the rules must know of a language, and how its tables are read.

A table of cues has one verb a line: the lemma, then what may follow it.

    que     a clause: « déclare que … »
    inf     an infinitive: « assure être … »
    de, à   an infinitive after the preposition: « menace de … », « appelle X à … »
    mark    a quotation only when it is between marks: « salue “…” »
    after   may follow unmarked words: « …, indique X. »
    colon   may announce a quotation with a colon
    person  takes the person addressed as its object: « prévient X que … »
    accuse  its object is whom the words are about: « accuse X de … »
    refl    reflexive: « se réjouit », « s'est dit »
    not     says its clause only when negated: « ne cache pas que … »
    être    its past is with « être »: « sont convenus que … » is no passive
    weak    says little alone: the quotation is what counts
"""

from dataclasses import dataclass, field
from functools import cached_property

from archive.quotes.languages.aboutness import Aboutness


@dataclass(frozen=True, slots=True)
class Cue:
    """One form of a verb of saying; ``tense`` is "finite", "participle", "past" or "infinitive"."""

    lemma: str
    tense: str
    takes: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """The words by which a language reports speech; all small, as printed in the middle of a
    sentence, elided words with their apostrophe."""

    code: str
    # Form -> what it may be (a form may be of several verbs: the first is taken).
    cues: dict[str, Cue]
    auxiliaries: frozenset[str]
    being: frozenset[str]  # those of the passive
    been: frozenset[str]  # participles of auxiliaries: été
    infinite_auxiliaries: dict[str, str]  # avoir -> "infinitive", ayant -> "participle"
    double_forms: frozenset[str]  # finite forms that are past participles too: dit, écrit
    reflexives: frozenset[str]
    as_words: frozenset[str]  # « comme l'indique X »
    narrative_marks: frozenset[str]  # « Eux d'ajouter »
    before_nouns: frozenset[str]  # after these a form is a noun: « sans menace »
    strong_clitics: frozenset[str]  # clitics that may be subjects too: nous, lui
    # Verbs that carry an infinitive of saying: « a tenu à préciser », « vient d'annoncer ».
    carriers: frozenset[str]
    that: frozenset[str]  # que, qu'
    whether: frozenset[str]  # si, s'
    infinitive_marks: frozenset[str]  # de, d', à
    negations: frozenset[str]
    negative_words: frozenset[str]  # plus, jamais: beside a negation before an infinitive
    shortest_infinitive: int  # letters: no word this short is one
    false_infinitives: frozenset[str]
    clitics: frozenset[str]  # what stands between a subject and its verb
    adverbs: frozenset[str]
    phrases: dict[str, list[list[str]]]  # adverbs of several words by their first
    adverb_endings: tuple[str, ...]
    # Words that attribute: « Selon X, … ».
    sources: tuple[tuple[str, ...], ...]
    weak_sources: tuple[tuple[str, ...], ...]  # « Pour X, … »: only before somebody
    pronouns: dict[str, tuple[str, str]]  # il -> ("m", "s")
    subject_pronouns: dict[str, str]  # of one person, with their gender
    impersonal: frozenset[str]  # verbs whose subject is nobody: « il faut »
    inverted: dict[str, tuple[str, str]]  # -t-il -> ("m", "s")
    relatives: frozenset[str]
    prepositions: frozenset[str]
    title_prepositions: frozenset[str]  # those a title may go on with: « ambassadeur à l'ONU »
    title_nouns: frozenset[str]  # « ministre en charge », « candidat à la présidentielle »
    contractions: frozenset[str]  # prepositions that hold an article: du, au
    definite: frozenset[str]
    demonstratives: frozenset[str]
    agents: frozenset[str]  # par: « qualifié de “…” par X »
    works: frozenset[str]  # words of works, whose titles stand between marks
    taking_up: frozenset[str]  # « C'est ce que … », « Ainsi … » take up the words before
    second_persons: frozenset[str]  # vous, votre: words that address somebody
    addressing: frozenset[str]  # à: before whom is addressed
    object_pronouns: dict[str, str]  # l' -> "m": « l'accuse de … »
    launching: frozenset[str]  # verbs whose object may be a work: lancer, publier
    naming_articles: frozenset[str]  # « une “déclaration de Marseille” »
    second_prepositions: frozenset[str]  # à: what « appeler » and « inviter » lead to
    plain_adjectives: frozenset[str]  # that tell nobody apart: ancien, actuel
    modal_verbs: frozenset[str]  # « il va falloir »
    impersonal_infinitives: frozenset[str]
    declaring: frozenset[str]  # « se dit prêt à … »
    convictions: frozenset[str]  # convaincu: « X est convaincu que … »
    explaining: frozenset[str]  # « explique pourquoi … »
    question_words: frozenset[str]
    asking: frozenset[str]  # verbs that take « si »
    if_word: frozenset[str]  # « se demande si », and s' before il
    plural_determiners: frozenset[str]
    plural_endings: tuple[str, ...]
    false_plurals: frozenset[str]
    complements: frozenset[str]  # de, du, des, d': what a noun may carry on with
    determiners: dict[str, str]  # le -> "m", la -> "f", l' -> ""
    possessives: frozenset[str]
    indefinites: frozenset[str]
    indefinite_pronouns: frozenset[str]
    single_pronouns: frozenset[str]  # those of them that are one person
    indefinite_openings: frozenset[tuple[str, str]]  # « d'autres », « de nombreux »
    conjunctions: frozenset[str]  # and, or
    subordinators: frozenset[str]  # if, when: the main clause may come after theirs
    possessive_relatives: frozenset[str]  # dont
    last_named: frozenset[str]  # « ce dernier »: pronouns of the last one named
    relays: frozenset[str]  # voice, intermédiaire: « par la voix de X »
    but: frozenset[str]
    then: frozenset[str]
    which: frozenset[str]  # laquelle: « selon laquelle » is no source
    gerund_marks: frozenset[str]  # « tout en affirmant »
    before_voices: frozenset[str]  # what may stand between a comma and a verb of saying
    turns: frozenset[tuple[str, str]]  # after a comma, they end reported words: « ce qui »
    single_turns: frozenset[str]
    comparing: frozenset[str]  # « aussi bien à X qu'à Y »
    not_that: frozenset[str]  # « bien que », « alors que »: what « que » is not after a verb
    noun_prepositions: frozenset[str]  # « en allusion à X que … »: the clause is the noun's
    adjunct_participles: tuple[str, ...]
    law: frozenset[str]  # words of a charge: examen, plainte
    charge_openings: frozenset[str]
    offences: frozenset[str]  # words by which an offence begins: détournement
    breaks: frozenset[str]  # but, whereas, when … : a clause ends before them
    titles: dict[str, str]  # M. -> "m"
    functions: dict[str, str]  # ministre -> "", sénatrice -> "f"
    offices: frozenset[str]  # functions that take up somebody already named: « l'élu »
    bodies: frozenset[str]  # nouns of groups that speak as one
    documents: frozenset[str]
    person_endings: tuple[str, ...]  # of nouns of people the table does not list
    people: frozenset[str]  # nouns of unnamed people: proche, élu, témoin
    speech_nouns: frozenset[str]
    telling: frozenset[str]  # « a-t-on appris auprès de … »
    within: frozenset[str]  # « dans l'entourage de X, on … »
    entourage: frozenset[str]  # nouns by which a source hides: entourage, proche
    before_places: frozenset[str]  # « à Macron » a town, « le Macron » a thing
    before_bodies: frozenset[str]  # « la Ligue Arabe », « l'Agence Tass »
    place_particles: frozenset[str]  # de, du: in a name of many words
    particles: frozenset[str]  # de, van, bin inside a name
    places: frozenset[str]  # capitalised words that are no people
    countries: frozenset[str]  # those of the places that are no bodies
    pair_words: frozenset[str]  # « les deux hommes »
    quantities: frozenset[str]  # dizaine, plupart: the noun after them counts
    name_stops: frozenset[str]  # capitalised at the beginning of a sentence, no names
    abbreviations: frozenset[str]
    time_words: frozenset[str]
    verbs: frozenset[str]  # finite forms of frequent verbs that are no cues
    verb_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]  # of words that open a sentence and are no name
    infinitive_endings: tuple[str, ...]
    short_infinitives: frozenset[str]  # those whose ending tells nothing: dire, faire
    first_names: dict[str, str]  # gender of frequent first names
    feminine_endings: tuple[str, ...] = ()  # of first names the table does not list
    plural_auxiliaries: frozenset[str] = frozenset()
    plural_verb_endings: tuple[str, ...] = ("\0",)
    pseudo_cues: frozenset[str] = frozenset()  # formel, catégorique: « X était formel : … »
    # What stands between a verb and its quotation and is no clause: « dit d'elle “…” », him, it.
    objects: frozenset[str] = frozenset()
    # What only some languages have; empty where one has it not.
    without: frozenset[str] = frozenset()  # sans: « …, sans exclure de … » ends reported words
    sequels: frozenset[str] = frozenset()  # avant: « …, avant de préciser … », the same speaker
    having: frozenset[str] = frozenset()  # auxiliaries that two participles may share: a, ont
    judging: frozenset[str] = frozenset()  # « juge nécessaire de … », « trouve normal que … »
    showing: frozenset[str] = frozenset()  # montre: « se montre optimiste : … »
    callings: frozenset[str] = frozenset()  # défenseur, juriste: they take up somebody named
    kinds_of: dict[str, tuple[str, ...]] = field(default_factory=dict)  # élu: maire, député
    lone_offices: frozenset[str] = frozenset()  # ministre: whoever is one is told to be one
    of_others: frozenset[str] = frozenset()  # « la mère de la victime », « l'avocat de X »
    nationalities: frozenset[str] = frozenset()  # « l'astronaute américain »
    party_heads: frozenset[str] = frozenset()  # « la candidate de Lutte ouvrière »: a party has one
    title_ranks: frozenset[str] = frozenset()  # « rédacteur en chef Untel »: names may follow
    for_whom: frozenset[str] = frozenset()  # « X, pour qui … »
    unnamed_sources: frozenset[str] = frozenset()  # « de source policière »
    noun_genders: dict[str, str] = field(default_factory=dict)  # of nouns whose article is elided
    enclitics: tuple[str, ...] = ()  # cut off the word they end: 's, 'll
    possessive_marks: frozenset[str] = frozenset()  # « X's aide » is not X
    capital_titles: frozenset[str] = frozenset()  # « Prime Minister X »: no part of the name
    hidden: frozenset[str] = frozenset()  # « the source »: unnamed whatever the article
    bare_plurals: frozenset[str] = frozenset()  # « officials said »: nouns without an article
    leaning: frozenset[str] = frozenset()  # « an aide to X », « close to X » go on with the name
    neuters: frozenset[str] = frozenset()  # it: « it said » takes up a body
    infinitive_signs: frozenset[str] = frozenset()  # to: no infinitive without it
    gerund_endings: tuple[str, ...] = ()  # « accuse X of lying »
    bare_before: frozenset[str] = frozenset()  # « described as », « dubbed by »: participles
    heads_last: bool = False  # the noun of « the union leader » is its last
    subject_leads: bool = False  # « “…,” X said »; « X said he would »: "that" may be missing
    aboutness: Aboutness = field(default_factory=Aboutness)  # whom words are about


class Language(Lexicon):
    """A lexicon with what follows from it, worked out once."""

    @cached_property
    def phrase_starts(self) -> frozenset[str]:
        """Every small word that may begin a phrase of somebody."""
        return frozenset(
            self.determiners.keys() | self.indefinites | self.indefinite_pronouns
            | self.pronouns.keys() | self.titles.keys() | self.contractions
            | self.functions.keys() | self.people | self.bare_plurals
            | {first for first, _second in self.indefinite_openings}
        )  # fmt: skip

    @cached_property
    def loose_words(self) -> frozenset[str]:
        """Words that end no phrase: they lead to what follows."""
        leading = self.complements | self.conjunctions | self.title_prepositions
        return leading | self.determiners.keys()

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that may end a phrase without being a verb."""
        return (
            self.loose_words | self.breaks | self.relatives | self.time_words | self.prepositions
            | self.indefinites | self.clitics
        )  # fmt: skip

    @cached_property
    def never_names(self) -> frozenset[str]:
        """Words that begin a sentence with a capital and are no part of a name."""
        return (
            self.name_stops | self.prepositions | self.adverbs | self.breaks | self.conjunctions
            | self.determiners.keys() | self.pronouns.keys() | self.time_words | self.verbs
            | self.auxiliaries | (self.cues.keys() - self.first_names.keys())
        )  # fmt: skip

    @cached_property
    def taking_up_somebody(self) -> frozenset[str]:
        """Pronouns and possessives that may take up somebody named before."""
        known = self.aboutness
        objects = self.object_pronouns.keys() if known.human_verbs else frozenset()
        return frozenset(self.subject_pronouns.keys() | known.owners | known.datives | objects)

    @cached_property
    def several(self) -> frozenset[str]:
        """Words that take up several people: « ils », « les deux hommes »."""
        plural = {low for low, (_gender, number) in self.pronouns.items() if number == "p"}
        return self.pair_words | plural

    @cached_property
    def nouns(self) -> frozenset[str]:
        """Every noun that says what kind of speaker a phrase designates."""
        return self.documents | self.bodies | self.people | frozenset(self.functions)

    @cached_property
    def source_starts(self) -> dict[str, list[tuple[str, ...]]]:
        """The words that attribute, by their first one, the longest first."""
        found: dict[str, list[tuple[str, ...]]] = {}
        for source in sorted(self.sources, key=len, reverse=True):
            found.setdefault(source[0], []).append(source)
        return found

    @cached_property
    def attributing_starts(self) -> frozenset[str]:
        """The first words of what attributes."""
        return self.unnamed_sources | self.source_starts.keys()

    @cached_property
    def group_starts(self) -> frozenset[str]:
        """The words a group of a verb that reports may begin with."""
        return self.cue_starts | self.cues.keys()

    @cached_property
    def weak_starts(self) -> dict[str, list[tuple[str, ...]]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for source in self.weak_sources:
            found.setdefault(source[0], []).append(source)
        return found

    @cached_property
    def cue_starts(self) -> frozenset[str]:
        """The first words of cues of several words."""
        return frozenset(cue.split()[0] for cue in self.cues if " " in cue)
