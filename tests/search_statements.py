"""The statements of the corpus that is searched: fictional people, towns and outlets."""

from dataclasses import dataclass
from typing import Final

Target = tuple[str, str, str]  # relation, name, role

ADELE, BASILE, CLEMENCE = "Adèle Vauquelin", "Basile O’Brien", "Clémence d’Hautecourt"
DENIS, ELEONORE, FAUSTIN = "Denis Lœuilleux", "Éléonore Marchetout", "Faustin N’Diaye-Rocher"
VOIX, ECHO, HERALD = "La Voix de l’Authie", "L’Écho du Ternois", "The Harbour Herald"
MAIRE = "maire d’Aubencheul"
DEPUTE = "députée de l’Authie"
VICE = "vice-président du conseil régional"


@dataclass(frozen=True, slots=True)
class Said:
    """What a reader can find of a statement."""

    exact: str
    speaker: str = ADELE
    role: str = ""
    said_on: str = ""
    published: str = "2019-03-10"
    title: str = "Séance du soir"
    outlet: str = VOIX
    targets: tuple[Target, ...] = ()
    topics: tuple[str, ...] = ()
    place: str = ""
    note: str = ""
    before: str = ""
    after: str = ""
    attribution: str = ""
    kind: str = "direct"
    language: str = "fr"


STATEMENTS: Final[dict[int, Said]] = {
    # Accents, case, elisions, ligatures
    1: Said("L’hôpital d’Aubencheul restera ouvert", role=MAIRE, said_on="2017-01-22",
            topics=("Santé",), place="Aubencheul"),
    2: Said("Les hôpitaux ferment les uns après les autres", ELEONORE, DEPUTE, "2017-02",
            topics=("Santé",), targets=(("about", ADELE, MAIRE),)),
    3: Said("L'ETAT NE PAIE PLUS SES FACTURES", BASILE, VICE, "2017-03-02", place="Arques"),
    4: Said("L’État doit payer, et payer vite", DENIS, "", "2018"),
    5: Said("Il y va de l’état des routes", DENIS, "", "2018-06", topics=("Routes",)),
    6: Said("C’est un coup au cœur de la ville", CLEMENCE, "", "2016-11-05"),
    7: Said("Les œuvres du musée nous reviennent", CLEMENCE, "conservatrice", "2016-12"),
    8: Said("Aujourd’hui, rien n’est réglé", FAUSTIN, "", "2019-01-15"),
    9: Said("L’U.M.P. n’a plus d’idées", BASILE, VICE, "2015-05", targets=(
            ("about", ELEONORE, DEPUTE),)),
    10: Said("L’UMP a perdu, la C.G.T. aussi", BASILE, VICE, "2015-06-10"),
    # Inflections
    11: Said("Nous avons mangé notre pain blanc", ADELE, MAIRE, "2018-09-01"),
    12: Said("Les économies ont été mangées par la crise", BASILE, VICE, "2018-10"),
    13: Said("Elle a été élue sans programme", FAUSTIN, "", "2014-04", targets=(
             ("about", ADELE, MAIRE),)),
    14: Said("Les élus locaux sont épuisés", ADELE, MAIRE, "2020-02-14"),
    15: Said("Un élu se doit d’être là", DENIS, "", "2020-02-20"),
    16: Said("La politique nationale oublie les communes", ADELE, MAIRE, "2020-03"),
    17: Said("Deux journaux nationaux en parlent", ELEONORE, DEPUTE, "2020-03-05"),
    18: Said("Le loyer de la halle a doublé", DENIS, "", "2019-05-12", topics=("Halle",)),
    19: Said("La loi est la loi", BASILE, VICE, "2019-05-13"),
    20: Said("Ces lois ne servent personne", ELEONORE, DEPUTE, "2019-06"),
    21: Said("Il faut construire une école", CLEMENCE, "", "2013-09", topics=("École",)),
    22: Said("Les écoles construites en 1950 fuient", ADELE, MAIRE, "2013-10-02",
             topics=("École",), note="L’école des Tilleuls date de 1953."),
    23: Said("Le pays attend, les travaux aussi", FAUSTIN, "", "2012"),
    24: Said("Ce travail n’est pas payé", FAUSTIN, "", "2012-05-01"),
    # Phrases, repeated words, order
    25: Said("Nous ouvrirons la halle au printemps", ADELE, MAIRE, "2019-03-02",
             topics=("Halle",), title="Une halle au printemps", targets=(("to", DENIS, ""),)),
    26: Said("La halle, nous l’ouvrirons ; au printemps ou plus tard", ADELE, MAIRE, "2019-03-20",
             topics=("Halle",)),
    27: Said("Elle n’a rien ouvert du tout", DENIS, "", "2019-03-21", topics=("Halle",),
             targets=(("about", ADELE, MAIRE),), title="Halle : la réplique"),
    28: Said("Au printemps, nous verrons bien", ADELE, MAIRE, "2019-04"),
    29: Said("Non, non et non", FAUSTIN, "", "2011-11-11"),
    30: Said("Oui, mais non", FAUSTIN, "", "2011-11-12"),
    31: Said("Du pain, de la paix, du travail", BASILE, VICE, "2010-05-01"),
    # Compounds
    32: Said("Le vice-président ment", ELEONORE, DEPUTE, "2015-09-09",
             targets=(("about", BASILE, VICE),)),
    33: Said("Ce vice de forme, président, vous le paierez", DENIS, "", "2015-09-10"),
    34: Said("Le porte-parole n’a rien porté", CLEMENCE, "", "2015-10"),
    35: Said("C’est-à-dire que le rendez-vous est pris", CLEMENCE, "", "2015-11-02"),
    # Where words are found: names, roles, titles, outlets, contexts, notes
    36: Said("Je n’ai rien à ajouter", BASILE, VICE, "2016-04-01", title="Le Breton s’explique",
             before="Interrogé sur le tramway, il se tait. "),
    37: Said("Ce sera voté demain", ELEONORE, DEPUTE, "2016-05",
             after=" a-t-elle dit du tramway."),
    38: Said("Le tramway passera par la gare", ADELE, MAIRE, "2016-06-18", topics=("Tramway",),
             place="Gare d’Aubencheul"),
    39: Said("On verra", DENIS, "conseiller municipal", "2016-07", title="Tramway : le doute"),
    40: Said("Cela coûtera cher", DENIS, "conseiller municipal", "2016-08-30",
             note="Le devis du tramway n’était pas encore connu."),
    41: Said("Je l’ai dit au maire", CLEMENCE, "", "2016-09", targets=(("to", ADELE, MAIRE),)),
    42: Said("La mairie est fermée le lundi", CLEMENCE, "", "2016-10"),
    43: Said("Ils ont tort", "", "", "2016-10-20", attribution="un conseiller de la ministre",
             targets=(("about", ELEONORE, DEPUTE),)),
    44: Said("Les conseillers décideront", FAUSTIN, "secrétaire du comité", "2016-11"),
    # Numbers
    45: Said("Nous avons perdu 1500 emplois en 2008", BASILE, VICE, "2009-01"),
    46: Said("Il manque 3,5 millions, pas 35", ADELE, MAIRE, "2009-02-03", topics=("Budget",)),
    47: Said("Le budget 2009 est insincère", DENIS, "", "2009-02-04", topics=("Budget",)),
    # English, and other scripts
    48: Said("The mayor’s taxes are too high", BASILE, "regional councillor", "2018-03-03",
             outlet=HERALD, title="Taxes and tramways", language="en", place="Dover"),
    49: Said("We taxed the harbours, not the people", BASILE, "regional councillor", "2018-03-04",
             outlet=HERALD, title="A café by the sea", language="en"),
    50: Said("Мэр сказал: привет", FAUSTIN, "", "2018-04", language="ru", outlet=HERALD),
    # Reported, mixed, anonymous, undated, ancient, inexact
    51: Said("elle quitterait le conseil avant l’été", ELEONORE, DEPUTE, "2021-04~",
             kind="indirect", targets=(("about", CLEMENCE, ""),)),
    52: Said("le projet est « mort-né »", ELEONORE, DEPUTE, "2021-05-06", kind="mixed"),
    53: Said("Je partirai un jour", CLEMENCE, "", "", published=""),
    54: Said("Nous n’oublierons pas la grève", BASILE, "", "2010/2012", published="2013-01-05"),
    55: Said("Les années d’après furent longues", DENIS, "", "201X", published="2020-05-01"),
    56: Said("La rumeur court depuis longtemps", FAUSTIN, "", "2014/..", published="2016-01-02"),
    57: Said("Nous étions là au printemps", ADELE, MAIRE, "2018-21", published="2018-07-01"),
    58: Said("Un mot de fin d’année", ADELE, MAIRE, "", published="2017-12-31"),
    59: Said("Un mot de nouvel an", ADELE, MAIRE, "", published="2018-01-01", outlet=ECHO,
             targets=(("to", BASILE, VICE), ("about", DENIS, ""))),
    60: Said("Fin 2017, début 2018, qu’importe", DENIS, "", "2017-12-31/2018-01-01", outlet=ECHO),
    61: Said("Les chiffres d’avant 2012 sont faux", ELEONORE, DEPUTE, "../2011", outlet=ECHO,
             published="2012-03-03"),
    62: Said("Le <mark>texte</mark> est &lt;barré&gt;", DENIS, "", "2021-06", outlet=ECHO),
}  # fmt: skip
