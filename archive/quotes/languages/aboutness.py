"""What must be known of a language to tell whom words are about; all empty where one has it not."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Aboutness:
    """The words that lead from reported words, or from their verb, to the people meant."""

    # Lemmas of verbs whose object the words are about: « qualifie X de “…” », « salue X ».
    judging: frozenset[str] = frozenset()
    # Lemmas followed by « de X »: « dit de X que … ».
    speaking_of: frozenset[str] = frozenset()
    object_marks: frozenset[str] = frozenset()  # « salue *en* X », « reproche *à* X »
    addressee_marks: frozenset[str] = frozenset()  # those of them before whom one asks: à
    topic_nouns: frozenset[str] = frozenset()  # « à *propos* de X », « à l'*encontre* de X »
    topic_words: frozenset[str] = frozenset()  # « *concernant* X », « *contre* X »
    asked: frozenset[str] = frozenset()  # « *interrogée* sur X »
    asked_about: frozenset[str] = frozenset()  # sur
    datives: frozenset[str] = frozenset()  # « je *lui* fais confiance », « avec *lui* »
    owners: frozenset[str] = frozenset()  # possessives of one owner: son, sa, ses
    own_kin: frozenset[str] = frozenset()  # possessives of whoever speaks: ma, mon
    before_objects: frozenset[str] = frozenset()  # « *je* la connais », « *ne* la suit pas »
    human_verbs: frozenset[str] = frozenset()  # whose object is somebody: « je *la connais* »
    presenting: frozenset[str] = frozenset()  # « *c'*était une amie »
    impersonal_reflexives: frozenset[str] = frozenset()  # « il s'*agit* de »
    # « il était *temps* »: what nobody is, though « que » or « de » does not follow.
    impersonal_states: frozenset[str] = frozenset()
    somebody: frozenset[str] = frozenset()  # quelqu'un
    sharing: frozenset[str] = frozenset()  # « *on* fait *son* travail », « *chacun* sa part »
    # Lemmas of verbs that answer whoever spoke before: « “Il ment”, réplique X ».
    answering: frozenset[str] = frozenset()
    # Nouns of what bears somebody's name and is not they: « la *loi* X », « le *prix* X ».
    namesakes: frozenset[str] = frozenset()
    # Nouns of kin by which somebody is called, each with those that mean the same person.
    kin: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # « mon *client* », says a lawyer; with the gender.
    clients: Mapping[str, str] = field(default_factory=dict)
    # A wide function and the narrower ones it takes up: « le parlementaire » is a « député ».
    wider: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
