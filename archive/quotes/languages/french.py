"""The French of newspapers, for the detector."""

from archive.quotes.languages.forms import forms
from archive.quotes.languages.french_grammar import (
    ADVERBS,
    CARRIERS,
    IMPERSONAL,
    NAME_STOPS,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    PSEUDO_CUES,
    TIME_WORDS,
)
from archive.quotes.languages.french_grammar import (
    VERBS as FINITE_VERBS,
)
from archive.quotes.languages.french_verbs import VERBS
from archive.quotes.languages.french_words import (
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    ENTOURAGE,
    FALSE_INFINITIVES,
    FIRST_NAMES,
    FUNCTIONS,
    LAW,
    OFFENCES,
    OFFICES,
    PEOPLE,
    PLACES,
    PLAIN_ADJECTIVES,
    SPEECH_NOUNS,
)
from archive.quotes.languages.language import Cue, Language
from archive.quotes.text import fold_bare

# Adverbs of several words: each is read as one.
_PHRASES = (
    "par ailleurs", "de son côté", "pour sa part", "pour leur part", "à son tour", "à leur tour",
    "en effet", "en outre", "au passage", "un temps", "malgré tout", "à nouveau", "de nouveau",
    "de même", "quant à lui", "quant à elle", "quant à eux", "lui aussi", "elle aussi", "eux aussi",
    "par exemple", "en revanche", "en conséquence", "par conséquent", "de plus", "en vain",
    "dans la foulée", "dans un premier temps", "dans un second temps", "sans détour",
    "à plusieurs reprises", "de leur côté",
    "tout de même", "en substance", "en particulier", "pour autant", "d'ailleurs", "d'abord",
    "d'emblée", "en personne", "avec force", "avec fermeté", "en premier lieu",
)  # fmt: skip

_PRONOUNS = ("ce dernier", "cette dernière", "ces derniers", "ces dernières")

_FAIRE = "fait font faisait faisaient fit firent fera feraient ferait | faisant | fait"
_METTRE = "met mettent mettait mettaient mit mirent mettra | mettant | mis"


def _words(table: str) -> frozenset[str]:
    return frozenset(table.split())


def _pairs(table: str) -> frozenset[tuple[str, str]]:
    words = (pair.split() for pair in table.split("|"))
    return frozenset((first, second) for first, second in words)


def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = {}
    for phrase in phrases:
        words = phrase.replace("'", "' ").split()
        found.setdefault(words[0], []).append(words)
    return found


def _cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for line in VERBS.replace("\n    ", " ").splitlines():
        described, _equals, irregular = line.partition("=")
        lemma, *takes = described.split()
        lemma, _underscore, rest = lemma.partition("_")
        if rest:
            irregular = _METTRE if lemma == "mettre" else _FAIRE
        for form, tense in forms(lemma, irregular.strip()):
            key = f"{form} {rest.replace('_', ' ')}" if rest else form
            found.setdefault(
                key, Cue(f"{lemma} {rest.replace('_', ' ')}".strip(), tense, frozenset(takes))
            )
    return found


def _genders(table: str) -> dict[str, str]:
    pairs = (one.partition(":") for one in table.split())
    return {word: gender for word, _colon, gender in pairs}


def _first_names() -> dict[str, str]:
    """Without accents, as names are compared."""
    lines = (line.partition(":") for line in FIRST_NAMES.strip().splitlines())
    return {fold_bare(name): gender for gender, _colon, names in lines for name in names.split()}


_HE, _SHE, _THEM_M, _THEM_F, _ONE = ("m", "s"), ("f", "s"), ("m", "p"), ("f", "p"), ("", "one")

FRENCH = Language(
    code="fr",
    cues=_cues(),
    auxiliaries=_words(
        "a ont avait avaient aura auront aurait auraient eut eurent ait aient ayant avoir "
        "est sont était étaient sera seront serait soit s'est fut furent été"
    ),
    being=_words("est sont était étaient sera seront serait soit s'est fut furent"),
    been=_words("été eu"),
    infinite_auxiliaries={"avoir": "infinitive", "ayant": "participle"},
    double_forms=_words(
        "dit fait écrit décrit prédit redit contredit déduit promis admis émis conclu fait savoir"
    ),
    reflexives=_words("s' se s'est"),
    as_words=_words("comme"),
    narrative_marks=_words("de d'"),
    before_nouns=_words("de d' du des à au sans sur par avec pour en"),
    strong_clitics=_words("nous vous lui"),
    carriers=_words(CARRIERS),
    that=_words("que qu'"),
    whether=_words("si s'"),
    infinitive_marks=_words("de d' à"),
    negations=_words("ne n' pas"),
    clitics=_words("ne n' se s' me m' te t' nous vous le la l' les lui leur y en"),
    adverbs=_words(ADVERBS) | frozenset(_PHRASES),
    phrases=_by_first_word((*_PHRASES, *_PRONOUNS)),
    adverb_endings=("ment",),
    sources=(
        ("selon",),
        ("d'", "après"),
        ("de", "l'", "avis", "de"),
        ("de", "l'", "avis", "d'"),
        ("de", "l'", "avis", "des"),
        ("de", "l'", "avis", "du"),
        ("aux", "yeux", "de"),
        ("aux", "yeux", "des"),
        ("aux", "yeux", "du"),
        ("à", "en", "croire"),
        ("aux", "dires", "de"),
        ("aux", "dires", "du"),
        ("aux", "dires", "des"),
        ("de", "l'", "aveu", "de"),
        ("de", "l'", "aveu", "du"),
        ("si", "l'", "on", "en", "croit"),
        ("du", "point", "de", "vue", "de"),
    ),
    weak_sources=(("pour",),),
    pronouns={
        "il": _HE,
        "elle": _SHE,
        "ils": _THEM_M,
        "elles": _THEM_F,
        "lui": _HE,
        "eux": _THEM_M,
        "ce dernier": _HE,
        "cette dernière": _SHE,
        "ces derniers": _THEM_M,
        "ces dernières": _THEM_F,
        "celui-ci": _HE,
        "celle-ci": _SHE,
        "ceux-ci": _THEM_M,
        "celles-ci": _THEM_F,
        "on": _ONE,
        "ce": ("", "no"),
        "cela": ("", "no"),
        "ceci": ("", "no"),
        "c'": ("", "no"),
        "ça": ("", "no"),
        "je": ("", "no"),
        "j'": ("", "no"),
        "nous": ("", "no"),
        "tu": ("", "no"),
        "vous": ("", "no"),
        "rien": ("", "no"),
    },
    subject_pronouns={"il": "m", "elle": "f"},
    impersonal=_words(IMPERSONAL),
    inverted={
        "-il": _HE,
        "-elle": _SHE,
        "-ils": _THEM_M,
        "-elles": _THEM_F,
        "-on": _ONE,
        "-je": ("", "no"),
        "-nous": ("", "no"),
        "-vous": ("", "no"),
        "-tu": ("", "no"),
    },
    relatives=_words("qui"),
    prepositions=_words(PREPOSITIONS),
    complements=_words("de du des d'"),
    determiners={
        "le": "m",
        "la": "f",
        "l'": "",
        "les": "",
        "un": "m",
        "une": "f",
        "des": "",
        "ce": "m",
        "cet": "m",
        "cette": "f",
        "ces": "",
        "son": "",
        "sa": "",
        "ses": "",
        "leur": "",
        "leurs": "",
        "notre": "",
        "nos": "",
        "mon": "",
        "ma": "",
        "plusieurs": "",
        "quelques": "",
        "certains": "m",
        "certaines": "f",
        "deux": "",
        "trois": "",
        "aucun": "m",
        "aucune": "f",
        "nombreux": "m",
        "divers": "m",
        "différents": "m",
        "chaque": "",
        "tous": "m",
        "toute": "f",
        "toutes": "f",
        "tout": "m",
    },
    possessives=_words("son sa ses leur leurs"),
    indefinites=_words(
        "un une des plusieurs quelques certains certaines deux trois quatre d'autres "
        "nombreux divers diverses différents beaucoup aucun aucune nombreuses"
    ),
    indefinite_pronouns=_words(
        "certains certaines plusieurs d'autres quelqu'un quelques-uns beaucoup d'aucuns "
        "personne l'un l'une l'autre chacun tous toutes"
    ),
    title_prepositions=_words("à en aux au"),
    title_nouns=_words("charge chef présidentielle primaire élection mairie"),
    contractions=_words("du au"),
    demonstratives=_words("ce cet cette"),
    agents=_words("par"),
    works=_words(
        "intitulé intitulée titre titré thème slogan devise nom baptisé baptisée émission "
        "film livre roman chanson ouvrage"
    ),
    taking_up=_words("c' ainsi voilà"),
    second_persons=_words("vous votre vos tu ton ta tes toi te"),
    addressing=_words("à au aux"),
    object_pronouns={"l'": "m", "le": "m", "la": "f"},
    launching=_words("lancer publier présenter"),
    naming_articles=_words("un une des"),
    second_prepositions=_words("à"),
    plain_adjectives=_words(PLAIN_ADJECTIVES),
    modal_verbs=_words("va peut doit pourrait devrait"),
    impersonal_infinitives=_words("falloir avoir y"),
    declaring=_words("dire déclarer affirmer avouer montrer"),
    convictions=_words(
        "convaincu convaincue convaincus convaincues persuadé persuadée persuadés certain certaine "
        "certains sûr sûre sûrs catégorique formel formelle d'avis"
    ),
    explaining=_words("expliquer demander dire raconter détailler préciser rappeler"),
    question_words=_words("pourquoi comment combien"),
    asking=_words("demander dire savoir ignorer"),
    if_word=_words("si"),
    definite=_words("le la les l'"),
    plural_determiners=_words(PLURAL_DETERMINERS),
    plural_endings=("s", "x"),
    false_plurals=_words("fils porte-avions"),
    single_pronouns=_words("l'un l'une quelqu'un chacun"),
    indefinite_openings=frozenset({("d'", "autres"), ("de", "nombreux"), ("de", "nombreuses")}),
    participle_endings=("é", "ée", "és", "ées", "ant", "ment"),
    negative_words=_words("plus jamais rien"),
    shortest_infinitive=3,
    false_infinitives=_words(FALSE_INFINITIVES),
    but=_words("mais"),
    then=_words("puis"),
    which=_words("laquelle lequel lesquels lesquelles"),
    gerund_marks=_words("en tout"),
    before_voices=_words("en tout se s' et puis"),
    turns=_pairs(
        "ce qui | ce que | ce qu' | ce dont | bien que | bien qu' | alors même | alors que | "
        "alors qu' | tandis que | tandis qu' | même si | avant de | avant d' | avant que | "
        "avant qu' | après avoir | après que"
    ),
    single_turns=frozenset(),
    comparing=_words("bien tant autant ainsi plutôt"),
    not_that=_words(
        "bien alors tandis dès lors sans pour avant après tant parce tel telle tels "
        "telles même autre autres pendant jusque puis"
    ),
    noun_prepositions=_words("en par pour contre avec sans de du des d' sous"),
    adjunct_participles=("é", "ée", "és", "ées"),
    law=_words(LAW),
    charge_openings=_words("pour de d' et"),
    offences=_words(OFFENCES),
    conjunctions=_words("et ou ni"),
    subordinators=_words("si s' quand lorsque lorsqu' puisque puisqu' bien quoique"),
    relays=_words("voix intermédiaire bouche biais entremise"),
    breaks=_words(
        "mais car or puis alors tandis lorsque lorsqu' quand si que qu' parce puisque "
        "puisqu' comme où dont laquelle lequel quoique bien afin"
    ),
    titles={
        "m": "m",
        "mm": "m",
        "mme": "f",
        "mmes": "f",
        "mlle": "f",
        "monsieur": "m",
        "madame": "f",
        "mademoiselle": "f",
        "me": "",
        "dr": "",
        "pr": "",
        "maître": "",
        "sir": "m",
        "lord": "m",
        "lady": "f",
        "docteur": "",
    },
    functions=_genders(FUNCTIONS),
    offices=_words(OFFICES),
    bodies=_words(BODIES),
    documents=_words(DOCUMENTS),
    person_endings=("iste", "logue", "cien", "cienne", "trice"),
    pair_words=_words("deux"),
    quantities=_words(
        "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine centaine "
        "centaines dizaines milliers millier majorité plupart partie groupe poignée "
        "ensemble foule"
    ),
    people=_words(PEOPLE),
    speech_nouns=_words(SPEECH_NOUNS),
    entourage=_words(ENTOURAGE),
    telling=_words("auprès"),
    within=_words("dans chez au"),
    particles=_words(
        "de du des d' la le les van von der den da dos del della di el al bin ben ibn abou ould mac"
    ),
    before_places=_words("à en du des vers le la les l' au aux"),
    before_bodies=_words("le la les l' du des au aux en"),
    place_particles=_words("de du des d' la les"),
    places=_words(PLACES) | _words(BODY_NAMES),
    countries=_words(PLACES),
    name_stops=_words(NAME_STOPS),
    abbreviations=_words(
        "m. mm. mme mmes mlle me dr pr st ste art av etc. p. cf vol no n° jr sr mgr gén col"
    ),
    time_words=_words(TIME_WORDS),
    verbs=_words(FINITE_VERBS),
    verb_endings=("ait", "aient", "èrent", "ront", "era", "ira"),
    infinitive_endings=(
        "er",
        "ir",
        "oir",
        "dre",
        "ttre",
        "ivre",
        "uire",
        "crire",
        "clure",
        "mpre",
        "incre",
        "aître",
    ),
    short_infinitives=_words(
        "être dire lire rire faire refaire défaire satisfaire taire plaire déplaire "
        "croire boire suffire redire contredire prédire interdire élire sourire distraire "
        "extraire"
    ),
    first_names=_first_names(),
    feminine_endings=("ia", "ina", "ine", "ette", "elle", "ella", "anna", "lda", "isa"),
    objects=_words("lui eux elle"),
    pseudo_cues=_words(PSEUDO_CUES),
    closers=_words(""),
)
