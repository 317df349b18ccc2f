"""An article for rough hands: forty quotations, bounded by ⟦ and ⟧ as an editor means them.

Everybody in it is fictional. It holds what makes bounds hard: narrow first words, apostrophes,
marks inside marks, stops inside and outside them, numbers with blanks, emoji, letters with
combining accents, words that one mark opens and no other closes, lines without anything.
"""

from dataclasses import dataclass

_BOUNDED = """\
La halle du port rouvrira, promet la mairie

« ⟦Nous ouvrirons la halle au printemps⟧ », a promis Séverine Tallandray devant les commerçants.
Odilon Ferrastier n’y croit pas : « ⟦Il n’y a plus un sou dans la caisse.⟧ » L’ancien adjoint \
assure ⟦que l’eau monte chaque hiver jusqu’aux étals⟧.

« ⟦C’est une honte !⟧ » s’est emporté Aubin Lestrange. Il accuse la maire ⟦d’avoir « vendu la \
jetée au plus offrant »⟧. Elle lui répond : « ⟦Je n’ai rien vendu, et l’on sait bien qui a \
signé⟧ », avant d’ajouter ⟦qu’« aujourd’hui, tout est public »⟧.

Selon le port, ⟦les travaux coûteront 10 000 euros par mois⟧, soit ⟦une hausse de 3,5 %⟧. « ⟦À ce \
prix-là, autant construire ailleurs⟧ », a lancé M. Lestrange. « ⟦Ailleurs ? Où ça ?⟧ » a rétorqué \
Mme Tallandray.

« ⟦Le maire a dit : “C’est fini”, et c’était fini⟧ », raconte Léontine Ravel. Pour elle, ⟦la halle \
est « le cœur du quartier » (et son poumon)⟧. Elle regrette « ⟦un gâchis sans nom⟧ ».

« ⟦On y va !⟧ » a crié Basile Corentin, le crieur. « ⟦Rendez-vous dimanche 🎉👏⟧ », écrit-il le \
soir. Il ajoute ⟦que les élèves des écoles viendront⟧.

“⟦Tout est prêt.⟧” Ainsi parle l’architecte. "⟦Reste à payer⟧", note le trésorier, qui se dit \
« ⟦ni pour, ni contre⟧ ».

Que répondez-vous à ceux qui doutent ?
⟦Qu’ils viennent voir. La charpente est saine, les murs aussi.⟧
Et le budget ?
— ⟦Nous l’avons voté deux fois. Personne n’a protesté !⟧

Basile Corentin dit ⟦avoir « prévenu tout le monde »⟧. « ⟦Qui m’a écouté ? Personne. J’ai parlé \
dans le vide⟧ », soupire-t-il. « ⟦L’an prochain, peut-être…⟧ »

D’après Odilon Ferrastier, ⟦la commune doit 2 millions d’euros⟧ ; ⟦elle n’en a pas le premier⟧, \
dit-il. Il demande ⟦de geler les loyers⟧ et ⟦si quelqu’un lira un jour le rapport⟧.

« ⟦Une farce, une triste farce⟧ », juge Léontine Ravel. Elle menace ⟦de quitter le conseil⟧. \
« ⟦Vous verrez bien⟧, prévient-elle, ⟦je ne reviendrai plus.⟧ »

Aubin Lestrange est « ⟦l’homme des promesses⟧ », selon elle. « ⟦Elle ment⟧ », répond-il, « ⟦et \
elle le sait⟧ ». Il rappelle ⟦que « la jetée, c’est 1 200 emplois »⟧.

« ⟦Les amis, c’est signé. Ouvrez les portes !⟧ » a conclu la maire. Le port, lui, « ⟦prend \
acte⟧ ». On ignore ⟦quand l’entrepôt fermera⟧.
"""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of the article as an editor means them: ``body[start:end]``, in code points."""

    start: int
    end: int
    words: str


def _read(bounded: str) -> tuple[str, list[Quotation]]:
    body, quotations, start = "", [], 0
    for char in bounded:
        if char == "⟦":
            start = len(body)
        elif char == "⟧":
            quotations.append(Quotation(start, len(body), body[start:]))
        else:
            body += char
    return body, quotations


# The blanks beside marks and within numbers are no plain ones, and two words have loose accents.
_PRINTED = {
    "« ": "«\u00a0", " »": "\u00a0»", " !": "\u202f!", " ?": "\u202f?", " ;": "\u202f;",
    " %": "\u202f%", "10 000": "10\u202f000", "1 200": "1\u202f200", "élèves": "e\u0301le\u0300ves",
}  # fmt: skip


def _printed(bounded: str) -> str:
    for plain, printed in _PRINTED.items():
        bounded = bounded.replace(plain, printed)
    return bounded


BODY, QUOTATIONS = _read(_printed(_BOUNDED))
