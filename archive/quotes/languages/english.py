"""The English of newspapers, for the detector."""

from archive.quotes.languages.english_forms import forms
from archive.quotes.languages.english_verbs import VERBS
from archive.quotes.languages.english_words import (
    AUXILIARIES,
    BARE_PLURALS,
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    ENTOURAGE,
    FIRST_NAMES,
    FUNCTIONS,
    INFINITIVE_CARRIERS,
    LAW,
    NAME_STOPS,
    NEGATIONS,
    OFFENCES,
    OFFICES,
    PEOPLE,
    PLACES,
    SPEECH_NOUNS,
    TIME_WORDS,
)
from archive.quotes.languages.english_words import VERBS as OTHER_VERBS
from archive.quotes.languages.language import Cue, Language
from archive.quotes.languages.tables import by_first_word, first_names, genders, pairs, words

# Adverbs of several words: each is read as one.
_PHRASES = (
    "at least", "of course", "for example", "for instance", "in fact", "in turn", "in addition",
    "for his part", "for her part", "for their part", "once again", "once more", "as well",
    "at first", "later on", "at the time", "at one point", "on the other hand", "by contrast",
    "in particular", "in response", "in public", "in private", "on air", "on camera",
)  # fmt: skip

_HE, _SHE, _THEM, _NOBODY = ("m", "s"), ("f", "s"), ("", "p"), ("", "no")


def _cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for line in VERBS.strip().splitlines():
        described, _equals, irregular = line.partition("=")
        lemma, *takes = described.split()
        verb, _underscore, rest = lemma.partition("_")
        is_noun = "noun" in takes
        for form, tense in forms(verb, irregular.strip(), is_noun=is_noun):
            key = f"{form} {rest}" if rest else form
            cue = Cue(f"{verb} {rest}".strip(), tense, frozenset(takes) - {"noun"})
            found.setdefault(key, cue)
    return found


_CUES = _cues()

ENGLISH = Language(
    code="en",
    cues=_CUES,
    auxiliaries=words(AUXILIARIES),
    being=words("is are was were be been being isn't aren't wasn't weren't 're 'm am"),
    been=words("been being"),
    infinite_auxiliaries={"having": "participle"},
    # After an auxiliary every form but the participle is a compound: has said, would say.
    double_forms=frozenset(
        form.split()[0] for form, cue in _CUES.items() if cue.tense != "participle"
    ),
    reflexives=frozenset(),
    as_words=frozenset(),
    narrative_marks=frozenset(),
    before_nouns=words("of in with from without for by on at about"),
    strong_clitics=frozenset(),
    carriers=words(INFINITIVE_CARRIERS),
    that=words("that"),
    whether=words("whether if why how what who"),
    infinitive_marks=words("of to"),
    negations=words(NEGATIONS),
    negative_words=words("never again ever"),
    shortest_infinitive=1,
    false_infinitives=words(
        "the a an this that these those his her its their my our your him them it me us you "
        "each every some any all both who whom which what one two three four five six seven"
    ),
    clitics=words("not"),
    adverbs=words(
        "also then later earlier still again even just only always often sometimes soon now today "
        "yesterday tomorrow tonight here there once twice too very so thus however meanwhile "
        "therefore moreover though instead otherwise already yet ever never perhaps maybe back "
        "further rather quite almost nevertheless nonetheless afterwards both each"
    )
    | frozenset(_PHRASES),
    phrases=by_first_word(_PHRASES),
    adverb_endings=("ly",),
    sources=(
        ("according", "to"),
        ("in", "the", "words", "of"),
        ("in", "the", "view", "of"),
        ("in", "the", "opinion", "of"),
        ("in", "the", "eyes", "of"),
    ),
    weak_sources=(),
    pronouns={
        "he": _HE,
        "she": _SHE,
        "they": _THEM,
        "him": _HE,
        "her": _SHE,
        "them": _THEM,
        "it": _NOBODY,
        "i": _NOBODY,
        "we": _NOBODY,
        "you": _NOBODY,
        "this": _NOBODY,
        "that": _NOBODY,
        "there": _NOBODY,
        "nothing": _NOBODY,
        "everything": _NOBODY,
    },
    subject_pronouns={"he": "m", "she": "f"},
    impersonal=frozenset(),
    inverted={},
    relatives=words("who"),
    prepositions=words(
        "of to in on at by for from with without about against after before during since until "
        "over under into through between among towards toward within outside inside near behind "
        "beside despite via per amid following regarding concerning ahead around across alongside "
        "beyond throughout than"
    ),
    title_prepositions=words("to for at with"),
    title_nouns=words("health education defence defense justice transport finance"),
    contractions=frozenset(),
    definite=words("the"),
    demonstratives=words("this these"),
    agents=words("by"),
    works=words(
        "entitled titled film movie book novel song album play series show programme article "
        "documentary painting poem"
    ),
    taking_up=frozenset(),
    object_pronouns={},
    naming_articles=words("a an"),
    second_prepositions=words("to"),
    plain_adjectives=words("former ex current same young new old deputy acting senior future"),
    modal_verbs=frozenset(),
    impersonal_infinitives=frozenset(),
    explaining=words("explain say tell ask describe"),
    question_words=words("why how"),
    asking=words("ask wonder"),
    if_word=words("whether if why how what who"),
    plural_determiners=words(
        "the these those his her its their my our your 's some several few many two three four "
        "five six most all both other"
    ),
    plural_endings=("s", "men", "people"),
    false_plurals=words("boss actress mistress press congress princess witness his business"),
    complements=words("of"),
    determiners=dict.fromkeys(
        words(
            "the a an this these those his her its their my our your some several many few both "
            "each every another two three four five six no all other"
        ),
        "",
    ),
    possessives=words("his her its their 's"),
    indefinites=words(
        "a an some several many few another two three four five six other dozens hundreds"
    ),
    indefinite_pronouns=words(
        "some many several others someone somebody one everyone everybody nobody few most those"
    ),
    single_pronouns=words("someone somebody one"),
    indefinite_openings=frozenset(),
    conjunctions=words("and or nor"),
    subordinators=words("if when once since as while"),
    possessive_relatives=words("whose"),
    last_named=words("latter"),
    relays=words("statement interview letter speech tweet post message email conference"),
    but=words("but"),
    then=words("then"),
    which=words("which"),
    gerund_marks=words("while when"),
    before_voices=words("and while then"),
    turns=pairs("even though | even as | just as | as well | so that"),
    single_turns=words("while although though whereas despite prompting according after as"),
    not_that=words("so such now given provided"),
    noun_prepositions=frozenset(),
    adjunct_participles=("ed",),
    law=words(LAW),
    charge_openings=words("for of with"),
    offences=words(OFFENCES),
    breaks=words(
        "but because when while where if whether that which whose whom although though unless "
        "until whereas as than what why how"
    ),
    titles={
        "mr": "m",
        "mrs": "f",
        "ms": "f",
        "miss": "f",
        "sir": "m",
        "dame": "f",
        "lord": "m",
        "lady": "f",
        **dict.fromkeys(
            words("dr prof professor sen rep gov gen col capt lt sgt rev cllr hon judge"), ""
        ),
    },
    functions=genders(FUNCTIONS),
    offices=words(OFFICES),
    bodies=words(BODIES),
    documents=words(DOCUMENTS),
    person_endings=("ologist", "woman", "ician"),
    people=words(PEOPLE),
    speech_nouns=words(SPEECH_NOUNS),
    entourage=words(ENTOURAGE),
    before_places=words("in at near the from"),
    before_bodies=words("the"),
    place_particles=words("of the"),
    particles=words("de van von der den del della di el al bin ibn la le du mac"),
    places=words(PLACES) | words(BODY_NAMES),
    countries=words(PLACES),
    quantities=words("dozen dozens hundreds thousands majority number group handful series crowd"),
    name_stops=words(NAME_STOPS),
    abbreviations=words(
        "mr. mrs. ms. dr. prof. sen. rep. gov. gen. col. capt. lt. sgt. rev. st. jr. sr. hon. vs. "
        "u.s. u.k. etc."
    ),
    time_words=words(TIME_WORDS),
    verbs=words(OTHER_VERBS),
    verb_endings=(),
    participle_endings=("ing", "ed", "ly"),
    infinitive_endings=("",),
    first_names=first_names(FIRST_NAMES),
    feminine_endings=("a", "ette", "elle"),
    pseudo_cues=words(
        "clear blunt adamant unequivocal defiant simple scathing furious optimistic cautious "
        "message verdict answer response"
    ),
    second_persons=words("you your yours"),
    addressing=words("to"),
    launching=words("launch publish present"),
    declaring=frozenset(),
    convictions=words(
        "confident convinced certain sure adamant hopeful optimistic afraid worried sorry aware"
    ),
    comparing=frozenset(),
    telling=frozenset(),
    within=words("in within among"),
    pair_words=words("two"),
    short_infinitives=frozenset(),
    enclitics=("'s", "'d", "'ll", "'ve", "'re", "'m"),
    possessive_marks=words("'s '"),
    capital_titles=words(
        "minister secretary president senator mayor leader mp governor chancellor professor judge "
        "chairman chairwoman director captain general colonel king queen prince princess pope "
        "bishop archbishop councillor commissioner inspector congressman congresswoman premier "
        "speaker whip ambassador spokesman spokeswoman chief officer coach actor actress"
    ),
    hidden=words(
        "source insider ally friend critic official supporter opponent observer aide relative "
        "colleague member person caller"
    ),
    bare_plurals=words(BARE_PLURALS),
    leaning=words("close familiar spokesman spokeswoman spokesperson lawyer attorney")
    | words(ENTOURAGE),
    objects=words("him her them it me us you himself herself"),
    neuters=words("it"),
    infinitive_signs=words("to"),
    gerund_endings=("ing",),
    bare_before=words("as by"),
    party_heads=words("leader"),
    heads_last=True,
    subject_leads=True,
)
