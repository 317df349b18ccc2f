"""How French newspapers say whom words are about."""

from archive.quotes.languages.aboutness import Aboutness
from archive.quotes.languages.tables import words

_JUDGING = """
accuser soupçonner reprocher qualifier traiter taxer féliciter remercier critiquer soutenir saluer
dénoncer comparer fustiger attaquer louer moquer railler blâmer condamner décrire présenter
considérer défendre désigner vanter interpeller tacler tancer épingler étriller recadrer viser
stigmatiser juger applaudir invectiver maudire pilonner
"""

_NAMESAKES = """
loi lois rue place avenue boulevard quai pont tour lycée collège école prix stade hôpital aéroport
institut musée square parc trophée coupe médaille amendement gare centre salle hôtel rapport
théorème bibliothèque médiathèque clinique fonds bourse
"""

_HUMAN_VERBS = """
connais connaissais connaissons connaissions connaît connu connue soutiens soutenons soutiendrai
soutiendrons soutient félicite félicitons remercie remercions respecte respectons respecté
respectée admire admirons aime aimais aimons aimait estime déteste rencontré rencontrée rencontre
accuse accusons invite invitons plains appelle appelons attends attendons croise croisé croisée
regrette regrettons regretterai regretterons regrettera remplace
remplacer remercier féliciter soutenir accuser rencontrer inviter protéger épouser élire réélire
concernant visant accusant défends défendons défendrai défendre juger condamner libérer arrêter
"""

FRENCH_ABOUTNESS = Aboutness(
    judging=words(_JUDGING),
    speaking_of=words("dire penser raconter écrire"),
    object_marks=words("à au en de d' du"),
    addressee_marks=words("à au"),
    topic_nouns=words("propos sujet encontre égard endroit intention destination adresse"),
    topic_words=words("concernant envers contre visant"),
    asked=words(
        "interrogé interrogée interrogés interrogées questionné questionnée relancé relancée "
        "revenant revenu revenue"
    ),
    asked_about=words("sur"),
    datives=words("lui"),
    owners=words("son sa ses"),
    own_kin=words("mon ma"),
    before_objects=words("je j' tu nous vous on ne n' il elle ils elles qui te me se"),
    human_verbs=words(_HUMAN_VERBS),
    presenting=words("c'"),
    impersonal_reflexives=words("agit agissait agira agirait avère avérait ensuit trouve passe"),
    impersonal_states=words("temps tard tôt midi minuit question impossible inutile hors"),
    somebody=words("quelqu'un"),
    sharing=words("on chacun chacune personne qui tous"),
    answering=words("répondre répliquer rétorquer riposter objecter"),
    namesakes=words(_NAMESAKES),
    kin={
        "femme": ("épouse", "compagne"),
        "épouse": ("femme", "compagne"),
        "compagne": ("femme", "épouse"),
        "mari": ("époux", "compagnon"),
        "époux": ("mari", "compagnon"),
        "compagnon": ("mari", "époux"),
        "veuve": ("femme", "épouse"),
        "père": (),
        "mère": (),
        "frère": (),
        "sœur": (),
        "fils": (),
        "fille": (),
    },
    clients={"client": "m", "cliente": "f"},
    wider={
        "parlementaire": ("député", "députée", "sénateur", "sénatrice", "eurodéputé"),
        "élu": ("maire", "député", "sénateur", "conseiller", "adjoint"),
        "élue": ("maire", "députée", "sénatrice", "conseillère", "adjointe"),
        "édile": ("maire",),
        "magistrat": ("juge", "procureur"),
        "magistrate": ("juge", "procureure"),
        "dirigeant": ("président", "directeur", "patron", "chef"),
        "dirigeante": ("présidente", "directrice", "patronne", "cheffe"),
        "patron": ("président", "directeur", "président-directeur", "pdg"),
        "patronne": ("présidente", "directrice"),
    },
)
