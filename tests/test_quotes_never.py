"""What the detector must never do: name the person whom an unnamed source only stands near."""

import pytest

from archive.quotes.candidates import KnownPerson, Tier
from archive.quotes.detection import find_candidates

pytestmark = pytest.mark.once

PEOPLE = [
    KnownPerson("Théodule Marquenterre", roles=("député du Beffroi",), gender="m"),
    KnownPerson("Ysoline Quévrain", roles=("ministre des Ports",), gender="f"),
    KnownPerson("Aubin Lestrange", roles=("président du Conseil",), gender="m"),
]

NEAR_SOMEBODY = [
    "« C'est fini pour nous », confie un proche du candidat Marquenterre.",
    "Un conseiller de la ministre Ysoline Quévrain affirme que le texte est prêt.",
    "L'entourage du député Théodule Marquenterre assure que rien n'est joué.",
    "Selon un proche de l'ancienne ministre des Ports Ysoline Quévrain, le texte est mort.",
    "Un membre de la famille Marquenterre raconte que la maison est vide.",
    "Le directeur de cabinet de la ministre Ysoline Quévrain précise que le texte est prêt.",
    "« Tout est faux et archifaux », a répondu l'avocat du député Théodule Marquenterre.",
    "À propos de Théodule Marquenterre, un proche affirme qu'il n'ira pas au bout.",
    "Face à Ysoline Quévrain, un agriculteur a lancé que la terre se meurt.",
    "Pour défendre Théodule Marquenterre, un proche raconte que tout est faux.",
    "Interrogé par Théodule Marquenterre, le procureur a indiqué que le dossier est clos.",
    "Accusé par Ysoline Quévrain, le syndicat a répliqué que les comptes sont bons.",
    "Avec Théodule Marquenterre, l'un de ses conseillers assure que rien n'est joué.",
    "Critiqué par Théodule Marquenterre, le préfet se tait. Ysoline Quévrain approuve. "
    "Le préfet assure que tout est en règle.",
    "Ysoline Quévrain, dont le conseiller affirme que le texte est mort, ne dit rien.",
    "Aubin Lestrange est confiant. Son entourage, lui, affirme que « rien n'est joué ».",
    "Aubin Lestrange avance. Son adversaire, lui, prévient que la partie est longue.",
    "Théodule Marquenterre part. « On est tous très déçus ici », confie celui qui fut son ami.",
    "Théodule Marquenterre part. Commentaire d'un proche : « C'est la fin d'une époque. »",
    "Théodule Marquenterre est visé par une plainte qui affirme que le compte est vide.",
    "Théodule Marquenterre a démissionné, ce qui confirme que la crise est profonde.",
    "Le collectif « Sauvons notre hôpital public » salue Théodule Marquenterre.",
    "Aubin Lestrange, président du Conseil, était là. "
    "Le président américain a déclaré que tout irait bien.",
    "Dans l'entourage de Théodule Marquenterre, on veut y croire : « Rien n'est perdu. »",
    "« Rien n'est perdu pour lui », a lancé une collaboratrice de Théodule Marquenterre.",
]


@pytest.mark.parametrize("text", NEAR_SOMEBODY)
def test_a_source_near_somebody_is_never_that_person(text):
    named = {person.name for person in PEOPLE}
    wrong = [one for one in find_candidates(text, PEOPLE) if one.speaker.name in named]
    assert not wrong


SPOKEN_BY = [
    (
        "« Vous mentez tous », a lancé Théodule Marquenterre à Aubin Lestrange, "
        "qui lui a répondu : « Et vous trichez. »",
        "« Et vous trichez. »",
        "Aubin Lestrange",
    ),
    (
        "Théodule Marquenterre a reçu Aubin Lestrange. Ce dernier a affirmé que le port ouvrira.",
        "que le port ouvrira",
        "Aubin Lestrange",
    ),
    (
        "« Le port doit se reprendre », a déclaré lundi à l'AFP Aubin Lestrange.",
        "« Le port doit se reprendre »",
        "Aubin Lestrange",
    ),
    (
        "« Tout est faux dans ce dossier », a déclaré devant les députés Théodule Marquenterre.",
        "« Tout est faux dans ce dossier »",
        "Théodule Marquenterre",
    ),
    (
        "Ysoline Quévrain est venue. Théodule Marquenterre l'accuse d'avoir menti au conseil.",
        "d'avoir menti au conseil",
        "Théodule Marquenterre",
    ),
    (
        "Devant Théodule Marquenterre, l'ouvrière a crié : « Vous partez tous ! »",
        "« Vous partez tous ! »",
        "l'ouvrière",
    ),
]


@pytest.mark.parametrize(("text", "words", "speaker"), SPOKEN_BY)
def test_who_speaks_is_who_the_sentence_says(text, words, speaker):
    said = {text[one.start : one.end]: one.speaker.name for one in find_candidates(text, PEOPLE)}
    assert said.get(words) == speaker


def test_the_attribution_of_a_hung_pronoun_is_the_pronoun():
    text = "Aubin Lestrange a parlé. « Tout est faux ici », a-t-il déclaré."
    (found,) = find_candidates(text, PEOPLE)
    assert text[found.speaker.span.start : found.speaker.span.end] == "il"


def test_neither_of_two_who_speak_together_is_a_target():
    text = (
        "« Nous avons soutenu Aubin Lestrange et Ysoline Quévrain.\n\n"
        "« Nous irons jusqu'au bout », ont déclaré Théodule Marquenterre et Aubin Lestrange."
    )
    reopened, _said = find_candidates(text, PEOPLE)
    assert reopened.speaker.name == "Théodule Marquenterre et Aubin Lestrange"
    assert [target.name for target in reopened.targets] == ["Ysoline Quévrain"]


def test_homonyms_are_never_chosen_between():
    people = [
        KnownPerson("Jean Dunoyer", key=1, roles=("maire de Valmont",)),
        KnownPerson("Jean Dunoyer", key=2, roles=("député du Beffroi",)),
    ]
    (found,) = find_candidates("Jean Dunoyer a dit que le port ouvrira.", people)
    assert found.speaker.person is None
    assert not found.speaker.is_new
    assert found.confidence is not Tier.HIGH


@pytest.mark.parametrize(
    "person",
    [
        KnownPerson("", names=("Jean Dunoyer",)),
        KnownPerson("...", names=("Jean Dunoyer",)),
        KnownPerson("Jean Dunoyer", key={"of": "any kind"}, roles=("maire de Valmont",)),
    ],
)
def test_any_record_may_be_in_the_registry(person):
    text = "Jean Dunoyer, maire de Valmont, parle. Le maire de Valmont a dit que tout va bien."
    assert find_candidates(text, [person])
