"""What the French stemmer takes apart though it belongs together, or together though it does not.

Applied before the stemmer of Snowball (``archive.search.analysis``). A family needs no programmer:
one line a family, the word that stands for all of them first. Pure Python.
"""

import re
from typing import Final

# Inflections of one word. They are found by one another and by nothing else: "loyer" by "loyers"
# and never by "loi", "français" never by "franc".
_FAMILIES: Final = """
travail travaux
vitrail vitraux
bail baux
oeil yeux
ciel cieux
monsieur messieurs
madame mesdames
jeu jeux
enjeu enjeux
lieu lieux
milieu milieux
feu feux
voeu voeux
aveu aveux
neveu neveux
adieu adieux
cheveu cheveux
pneu pneus
bijou bijoux
caillou cailloux
chou choux
genou genoux
hibou hiboux
pou poux
loi lois
roi rois
emploi emplois
convoi convois
envoi envois
renvoi renvois
tournoi tournois
octroi octrois
beffroi beffrois
paroi parois
appui appuis
ennui ennuis
etui etuis
pays
moi
mois
mer mers
mere meres
pere peres
frere freres
maire maires
mairie mairies
france
franc francs franche franches
francais francaise francaises
anglais anglaise anglaises
polonais polonaise polonaises
angle angles
mars
mari maris
parti partis partie parties
part parts
base bases
politique politiques
loyer loyers
foyer foyers
danger dangers
conseiller conseillers conseillere conseilleres
etranger etrangers etrangere etrangeres
passager passagers passagere passageres
messager messagers messagere messageres
boulanger boulangers boulangere boulangeres
boucher bouchers bouchere boucheres
berger bergers bergere bergeres
leger legers legere legeres
public publics publique publiques
turc turcs turque turques
grec grecs grecque grecques
blanc blancs blanche blanches
frais fraiche fraiches
sec secs seche seches
long longs longue longues
gros grosse grosses
bas basse basses
doux douce douces
faux fausse fausses
roux rousse rousses
actif actifs active actives
vif vifs vive vives
juif juifs juive juives
neuf neufs neuve neuves
veuf veufs veuve veuves
sportif sportifs sportive sportives
massif massifs massive massives
bref brefs breve breves
petit petits petite petites
beau beaux bel belle belles
nouveau nouveaux nouvel nouvelle nouvelles
vieux vieil vieille vieilles
travailleur travailleurs travailleuse travailleuses
chomeur chomeurs chomeuse chomeuses
vendeur vendeurs vendeuse vendeuses
chanteur chanteurs chanteuse chanteuses
joueur joueurs joueuse joueuses
serveur serveurs serveuse serveuses
chercheur chercheurs chercheuse chercheuses
annee annees
anne
nu nus nue nues
vu vus vue vues
lu lus lue lues
su sus sue sues
cru crus crue crues
plus
"""

# Words in -us and -os that are no plurals of words in -u and -o, and whose kin have the "s".
_WITH_S: Final = {
    "nous", "vous", "tous", "sous", "plus", "refus", "abus", "confus", "diffus", "obtus", "intrus",
    "inclus", "exclus", "reclus", "clos", "enclos", "éclos", "dispos", "repos", "propos", "absous",
    "dissous",
}  # fmt: skip
_SHORTEST_PLURAL: Final = 4
_FEMININE: Final = "trice"
_SHORTEST_FEMININE: Final = 7

# An ending that may have been typed without its accent: "mangees", "donnerent", "premiere".
_BARE_ENDINGS: Final = (
    (re.compile(r"ere(s?)\Z"), r"ère\1"),
    (re.compile(r"erent\Z"), "èrent"),
    (re.compile(r"e(e?s?)\Z"), r"é\1"),
)

_FAMILY: Final = {
    word: line.split()[0] for line in _FAMILIES.strip().splitlines() for word in line.split()
}


def family(bare: str) -> str | None:
    """The word that stands for this one, both without accents; None when the stemmer may say."""
    return _FAMILY.get(bare)


def prepared(word: str) -> str:
    """The word as the stemmer takes it, in the singular and the masculine where it would not see
    that: "élus", "photos", "sénatrices"."""
    if word.endswith(("us", "os")) and len(word) >= _SHORTEST_PLURAL and word not in _WITH_S:
        return word[:-1]
    singular = word.removesuffix("s")
    if singular.endswith(_FEMININE) and len(singular) >= _SHORTEST_FEMININE:
        return f"{singular.removesuffix(_FEMININE)}teur"
    return word


def accented(word: str) -> list[str]:
    """What may have been meant by a word whose ending is typed without accents."""
    return [
        ending.sub(written, word)
        for ending, written in _BARE_ENDINGS
        if len(word) >= _SHORTEST_PLURAL and ending.search(word)
    ]
