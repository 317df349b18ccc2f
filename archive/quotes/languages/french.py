"""The French of newspapers, for the detector."""

from archive.quotes.languages.forms import forms
from archive.quotes.languages.french_aboutness import FRENCH_ABOUTNESS
from archive.quotes.languages.french_grammar import (
    ADVERBS,
    CARRIERS,
    DETERMINERS,
    FINITE_VERBS,
    IMPERSONAL,
    INDEFINITE_PHRASES,
    NAME_STOPS,
    NUMERALS,
    PHRASES,
    PLURAL_DETERMINERS,
    PREPOSITIONS,
    PRONOUN_PHRASES,
    PSEUDO_CUES,
    SOURCES,
    TIME_WORDS,
)
from archive.quotes.languages.french_people import (
    CALLINGS,
    ENTOURAGE,
    FUNCTIONS,
    KINDS,
    LONE_OFFICES,
    NATIONALITIES,
    OF_OTHERS,
    OFFICES,
    PARTY_HEADS,
    PEOPLE,
)
from archive.quotes.languages.french_pronouns import INVERTED, PRONOUNS
from archive.quotes.languages.french_verbs import VERBS
from archive.quotes.languages.french_weak_verbs import WEAK_VERBS
from archive.quotes.languages.french_words import (
    BODIES,
    BODY_NAMES,
    DOCUMENTS,
    ELIDED,
    FALSE_INFINITIVES,
    FIRST_NAMES,
    LAW,
    OFFENCES,
    PLACES,
    PLAIN_ADJECTIVES,
    SPEECH_NOUNS,
)
from archive.quotes.languages.language import Cue, Language
from archive.quotes.languages.tables import (
    by_first_word,
    first_names,
    genders,
    kinds,
    pairs,
    sequences,
    words,
)

_INFINITIVE_ENDINGS = "er ir oir dre ttre ivre uire crire clure mpre incre aître"
# The verbs of expressions: « fait savoir », « met en garde »; the others are regular.
_CARRYING = {
    "faire": "fait font faisait faisaient fit firent fera feraient ferait | faisant | fait",
    "mettre": "met mettent mettait mettaient mit mirent mettra | mettant | mis",
    "croire": "croit croient croyait croyaient crut crurent croira | croyant | cru",
    "prendre": "prend prennent prenait prenaient prit prirent prendra | prenant | pris",
}


def _cues() -> dict[str, Cue]:
    found: dict[str, Cue] = {}
    for line in f"{VERBS}\n{WEAK_VERBS}".replace("\n    ", " ").splitlines():
        described, _equals, irregular = line.partition("=")
        lemma, *takes = described.split()
        lemma, _underscore, rest = lemma.partition("_")
        if rest:
            irregular = _CARRYING.get(lemma, "")
        for form, tense in forms(lemma, irregular.strip()):
            key = f"{form} {rest.replace('_', ' ')}" if rest else form
            found.setdefault(
                key, Cue(f"{lemma} {rest.replace('_', ' ')}".strip(), tense, frozenset(takes))
            )
    return found


FRENCH = Language(
    code="fr",
    cues=_cues(),
    auxiliaries=words(
        "a ont avait avaient aura auront aurait auraient eut eurent ait aient ayant avoir "
        "est sont était étaient sera seront serait soit s'est fut furent été"
    ),
    being=words("est sont était étaient sera seront serait soit s'est fut furent"),
    been=words("été eu"),
    infinite_auxiliaries={"avoir": "infinitive", "ayant": "participle"},
    double_forms=words(
        "dit fait écrit décrit prédit redit contredit interdit déduit promis admis émis conclu"
    ),
    reflexives=words("s' se s'est"),
    as_words=words("comme"),
    narrative_marks=words("de d'"),
    before_nouns=words("de d' du des à au sans sur par avec pour en"),
    strong_clitics=words("nous vous lui"),
    carriers=words(CARRIERS),
    that=words("que qu'"),
    whether=words("si s'"),
    infinitive_marks=words("de d' à"),
    negations=words("ne n' pas"),
    clitics=words("ne n' se s' me m' te t' nous vous le la l' les lui leur y en"),
    adverbs=words(ADVERBS) | frozenset(PHRASES),
    phrases=by_first_word((*PHRASES, *PRONOUN_PHRASES, *INDEFINITE_PHRASES)),
    adverb_endings=("ment",),
    sources=sequences(SOURCES),
    weak_sources=(("pour",),),
    pronouns=PRONOUNS,
    subject_pronouns={"il": "m", "elle": "f"},
    impersonal=words(IMPERSONAL),
    inverted=INVERTED,
    relatives=words("qui"),
    prepositions=words(PREPOSITIONS),
    complements=words("de du des d'"),
    determiners=genders(f"{DETERMINERS} {NUMERALS}"),
    possessives=words("son sa ses leur leurs"),
    indefinites=words(
        f"un une des plusieurs quelque quelques certains certaines d'autres {NUMERALS} "
        "nombreux divers diverses différents beaucoup aucun aucune nombreuses"
    ),
    indefinite_pronouns=words(
        "certains certaines plusieurs d'autres quelqu'un quelques-uns beaucoup d'aucuns "
        "personne l'un l'une l'autre chacun tous toutes"
    ),
    title_prepositions=words("à en aux au"),
    title_nouns=words("charge chef présidentielle primaire élection mairie"),
    contractions=words("du au"),
    demonstratives=words("ce cet cette"),
    agents=words("par"),
    works=words(
        "intitulé intitulée titre titré thème slogan devise nom baptisé baptisée émission "
        "film livre roman chanson ouvrage"
    ),
    taking_up=words("c' ainsi voilà"),
    second_persons=words("vous votre vos tu ton ta tes toi te"),
    addressing=words("à au aux"),
    object_pronouns={"l'": "", "le": "m", "la": "f"},
    launching=words("lancer publier présenter"),
    naming_articles=words("un une des"),
    second_prepositions=words("à"),
    plain_adjectives=words(PLAIN_ADJECTIVES),
    modal_verbs=words("va peut doit pourrait devrait"),
    impersonal_infinitives=words("falloir avoir y"),
    declaring=words("dire déclarer affirmer avouer montrer estimer"),
    convictions=words(
        "convaincu convaincue convaincus convaincues persuadé persuadée persuadés certain certaine "
        "certains sûr sûre sûrs catégorique formel formelle d'avis"
    ),
    explaining=words(
        "expliquer demander dire raconter détailler préciser rappeler révéler indiquer exposer"
    ),
    question_words=words("pourquoi comment combien quand où quel quelle quels quelles"),
    asking=words("demander dire savoir ignorer"),
    if_word=words("si"),
    definite=words("le la les l'"),
    plural_determiners=words(f"{PLURAL_DETERMINERS} {NUMERALS}"),
    plural_endings=("s", "x"),
    false_plurals=words("fils porte-avions"),
    single_pronouns=words("l'un l'une quelqu'un chacun"),
    indefinite_openings=frozenset({("d'", "autres"), ("de", "nombreux"), ("de", "nombreuses")}),
    participle_endings=("é", "ée", "és", "ées", "ant", "ment"),
    negative_words=words("plus jamais rien"),
    shortest_infinitive=3,
    false_infinitives=words(FALSE_INFINITIVES),
    but=words("mais"),
    then=words("puis"),
    which=words("laquelle lequel lesquels lesquelles"),
    gerund_marks=words("en tout"),
    before_voices=words("en tout se s' et puis"),
    turns=pairs(
        "ce qui | ce que | ce qu' | ce dont | bien que | bien qu' | alors même | alors que | "
        "alors qu' | tandis que | tandis qu' | même si | avant de | avant d' | avant que | "
        "avant qu' | après avoir | après que"
    ),
    single_turns=frozenset(),
    comparing=words("bien tant autant ainsi plutôt"),
    not_that=words(
        "bien alors tandis dès lors sans pour avant après tant parce tel telle tels "
        "telles même autre autres pendant jusque puis"
    ),
    noun_prepositions=words("en par pour contre avec sans de du des d' sous"),
    adjunct_participles=("é", "ée", "és", "ées"),
    law=words(LAW),
    charge_openings=words("pour de d' et"),
    offences=words(OFFENCES),
    conjunctions=words("et ou ni"),
    subordinators=words("si s' quand lorsque lorsqu' puisque puisqu' bien quoique"),
    possessive_relatives=words("dont"),
    last_named=frozenset({*PRONOUN_PHRASES, "celui-ci", "celle-ci", "ceux-ci", "celles-ci"}),
    relays=words("voix intermédiaire bouche biais entremise"),
    breaks=words(
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
        "mgr": "m",
        "sir": "m",
        "lord": "m",
        "lady": "f",
        "docteur": "",
    },
    functions=genders(FUNCTIONS),
    offices=words(OFFICES),
    bodies=words(BODIES),
    documents=words(DOCUMENTS),
    person_endings=("iste", "logue", "cien", "cienne", "trice"),
    pair_words=words("deux"),
    quantities=words(
        "dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine centaine "
        "centaines dizaines milliers millier majorité plupart partie groupe poignée "
        "ensemble foule"
    ),
    people=words(PEOPLE),
    speech_nouns=words(SPEECH_NOUNS),
    entourage=words(ENTOURAGE),
    telling=words("auprès"),
    within=words("dans chez au"),
    particles=words(
        "de du des d' la le les van von der den da dos del della di el al bin ben ibn abou ould mac"
    ),
    before_places=words("à en du des vers le la les l' au aux"),
    before_bodies=words("le la les l' du des au aux en"),
    place_particles=words("de du des d' la les"),
    places=words(PLACES) | words(BODY_NAMES),
    countries=words(PLACES),
    name_stops=words(NAME_STOPS),
    abbreviations=words(
        "m. mm. mme mmes mlle me dr pr st ste art av etc. p. cf vol no n° jr sr mgr gén col"
    ),
    time_words=words(TIME_WORDS),
    verbs=words(FINITE_VERBS),
    verb_endings=("ait", "aient", "èrent", "ront", "era", "ira"),
    infinitive_endings=tuple(_INFINITIVE_ENDINGS.split()),
    short_infinitives=words(
        "être dire lire rire faire refaire défaire satisfaire taire plaire déplaire "
        "croire boire suffire redire contredire prédire interdire élire sourire distraire "
        "extraire"
    ),
    first_names=first_names(FIRST_NAMES),
    feminine_endings=("ia", "ina", "ine", "ette", "elle", "ella", "anna", "lda", "isa"),
    objects=words("lui eux elle"),
    plural_auxiliaries=words("ont avaient auront auraient sont étaient seront"),
    plural_verb_endings=("ent", "ont"),
    pseudo_cues=words(PSEUDO_CUES),
    aboutness=FRENCH_ABOUTNESS,
    without=words("sans"),
    sequels=words("avant après sans pour"),
    having=words("a ont avait avaient aura auront aurait auraient"),
    judging=words("juger estimer trouver considérer croire penser"),
    showing=words(
        "montré montrée montre montrent montrait veut voulu voulue dit dite déclaré déclarée"
    ),
    callings=words(CALLINGS),
    kinds_of=kinds(KINDS),
    lone_offices=words(LONE_OFFICES),
    of_others=words(OF_OTHERS),
    nationalities=words(NATIONALITIES),
    party_heads=words(PARTY_HEADS),
    title_ranks=words("chef"),
    for_whom=words("pour selon"),
    unnamed_sources=words("source sources"),
    noun_genders=genders(ELIDED),
)
