"""The small words of French, by what they do in a sentence."""

CARRIERS = """
avant vient viennent venait tient tenait tenu veut voulu voulait souhaite souhaité doit devait dû
peut pouvait pu va vont allait allé fait laisse laissé préfère préféré a-t-il continue continué
continuait commence commencé fini finit finissait croit ose osé entend entendait profité profite
terminé conclu contenté contente compte comptent pour
"""

ADVERBS = """
chacun chacune aussi également ensuite enfin encore ainsi toutefois cependant pourtant alors déjà
bien même jamais toujours hier aujourd'hui désormais depuis donc notamment plutôt très trop pas
plus là ici mieux davantage tout dernièrement récemment auparavant puis néanmoins parfois souvent
quant volontiers jusque-là aussitôt longtemps publiquement lui-même elle-même eux-mêmes
elles-mêmes tôt tard demain or
"""

# With the gender that they tell.
DETERMINERS = """
le:m la:f l' les un:m une:f des ce:m cet:m cette:f ces son sa ses leur leurs notre nos mon ma
plusieurs quelque quelques certains:m certaines:f deux trois aucun:m aucune:f nombreux:m divers:m
différents:m chaque tous:m toute:f toutes:f tout:m
"""

PREPOSITIONS = """
à au aux dans sur sous lors devant en par pendant après avant depuis chez via auprès avec contre
pour sans vers entre parmi durant dès envers outre malgré selon concernant suite hors jusqu'
jusque face de du des d' près afin grâce
"""

NAME_STOPS = """
ah oh eh hélas bravo merci bonjour
seul seule seuls seules étant ayant le la les l' un une des du de d' ce cet cette ces son sa ses
mon ma leur leurs il elle ils elles on je nous vous et ou mais or donc car si que qu' quand
lorsque comme pour par avec sans dans sur sous chez selon après avant depuis pendant en au aux à
lors alors ainsi aussi enfin ensuite puis cependant toutefois pourtant malgré outre concernant
interrogé interrogée interrogés interrogées invité invitée joint jointe joints jointes contacté
contactée sollicité sollicitée questionné questionnée réélu réélue élu élue battu battue venu
venue accusé accusée accusés accusées visé visée soupçonné soupçonnée poursuivi poursuivie
condamné condamnée ancien ancienne c' n' s' j' m' t' qu' tout tous toute toutes plusieurs certains
certaines quelques aucun ni ne pas plus très non oui même monsieur madame dimanche lundi mardi
mercredi jeudi vendredi samedi hier aujourd'hui demain déjà encore face suite grâce dès d'après
quant page article voir lire source ministre président présidente premier première député maire
candidat candidate nos notre votre vos dit parmi entre contre vers jusqu' là ici né née
"""

TIME_WORDS = """
lundi mardi mercredi jeudi vendredi samedi dimanche hier aujourd'hui demain matin soir midi
après-midi janvier février mars avril mai juin juillet août septembre octobre novembre décembre
dernier dernière prochain an année mois semaine jour jours veille lendemain heures heure minutes
nuit journée printemps été automne hiver
"""

FINITE_VERBS = """
étant ayant est sont était étaient sera seront serait fut furent a ont avait avaient aura auront
aurait va vont allait peut peuvent pouvait pourra pourrait doit doivent devait devra devrait
fait font faisait fera vient viennent venait prend prennent prit met mettent mit reste restent
restait devient semble semblait suit continue sait savent tient tiennent tenait veut veulent vit
perd rend donne donnent permet voit part sort figure représente occupe participe organise quitte
remporte lance reçoit obtient compte comptent arrive arrivent passe passent trouve trouvent
ouvre porte intervient s'agit fallait faut montre termine terminent commence commencent entre
entrent gagne gagnent marque marquent joue jouent dirige dirigent prépare préparent accepte
acceptent décide décident tombe tombent touche touchent tue tuent vote votent meurt meurent naît
grandit choisit choisissent réussit réussissent échoue échouent bénéficie constitue constituent
crée créent découvre découvrent dépose déposent dépend dispose disposent effectue enregistre
existe existent explose fonctionne frappe gère habite incarne inaugure installe lève livre
manque mène mènent monte montent nomme nomment obtiennent offre paraît partage partagent parle
parlent paye pèse place possède possèdent produit produisent progresse provoque publie quittent
ramène rassemble rejoint rejoignent relance remplace rencontre rendent renonce rentre repose
retire retourne retrouve réunit revient revoit risque s'ouvre s'achève servent sert siège subit
succède tente tentent tire tourne traverse travaille travaillent utilise valide voient vise
visent visite cherche cherchent chute cède compose conserve contient coûte croise cumule
déclenche démissionne dépasse dénombre détient développe diffuse domine élit emporte s'impose
inclut implique intègre
"""

PSEUDO_CUES = """
formel formelle catégorique clair claire ferme laconique lapidaire cinglant cinglante optimiste
prudent prudente confiant confiante inquiet inquiète furieux furieuse ironique direct directe
lucide sévère tranchant tranchante implacable amer amère ravi ravie résume mot mots ton message
verdict argument réponse affirmatif affirmative explicite ainsi
"""

NUMERALS = """
deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt trente
quarante cinquante soixante cent mille
"""

PLURAL_DETERMINERS = """
les des ces ses leurs nos plusieurs quelques certains certaines d' de du
nombreux nombreuses divers diverses différents aux tous toutes beaucoup
"""

IMPERSONAL = """
faut fallait faudra faudrait importe importait paraît suffit semble semblait pleut convient
reste restait manque existe arrive ressort s'agit y s' vaut vaudrait
"""

# Words that attribute what follows or precedes, parted by bars.
SOURCES = """
selon | d' après | de l' avis de | de l' avis d' | de l' avis des | de l' avis du | aux yeux de |
aux yeux d' | aux yeux des | aux yeux du | à en croire | aux dires de | aux dires d' | aux dires
du | aux dires des | de l' aveu de | de l' aveu d' | de l' aveu du | de l' aveu des | de l' aveu
même de | de l' aveu même d' | de l' aveu même du | de l' aveu même des | si l' on en croit | du
point de vue de | du point de vue d' | du point de vue du | du point de vue des | au dire de | au
dire d' | au dire du | au dire des | à entendre | à l' en croire | de l' opinion de | de l'
opinion d' | de l' opinion du | de l' avis même de | de l' avis même d' | de l' avis même du |
dixit
"""

# Adverbs of several words: each is read as one.
PHRASES = (
    "par ailleurs", "de son côté", "pour sa part", "pour leur part", "à son tour", "à leur tour",
    "en effet", "en outre", "au passage", "un temps", "malgré tout", "à nouveau", "de nouveau",
    "de même", "quant à lui", "quant à elle", "quant à eux", "lui aussi", "elle aussi", "eux aussi",
    "par exemple", "en revanche", "en conséquence", "par conséquent", "de plus", "en vain",
    "dans la foulée", "dans un premier temps", "dans un second temps", "sans détour",
    "à plusieurs reprises", "de leur côté",
    "tout de même", "en substance", "en particulier", "pour autant", "d'ailleurs", "d'abord",
    "d'emblée", "jusque là", "jusqu'alors", "jusqu'ici", "à l'époque", "en retour", "en réponse",
    "en réaction", "par la suite", "à l'inverse", "au contraire", "à maintes reprises",
    "une nouvelle fois", "une fois encore", "une fois de plus", "dans le même temps",
    "dans la soirée", "dans la matinée", "dans la journée", "dans la nuit", "dans l'après-midi",
    "à cette occasion", "pour l'heure", "pour le moment", "sans ambages", "à demi-mot",
    "en public", "en privé", "haut et fort", "sur place", "entre autres", "à l'avance",
    "plus tôt", "plus tard", "à l'instant", "à ce sujet", "à ce propos", "à cet égard",
    "sur ce point", "dans ce contexte", "dans ces conditions", "à juste titre", "à l'unisson",
    "d'une seule voix", "d'une même voix", "à l'unanimité", "quant à elles", "tous deux",
    "toutes deux", "tour à tour", "mot pour mot", "avec insistance", "avec prudence",
    "en creux", "en chœur", "en fin de compte", "au final",
    "d'emblée", "en personne", "avec force", "avec fermeté", "en premier lieu",
)  # fmt: skip

# « l'un des conseillers », « l'une d'elles »: each is read as one.
INDEFINITE_PHRASES = ("l'un", "l'une")

PRONOUN_PHRASES = ("ce dernier", "cette dernière", "ces derniers", "ces dernières")
