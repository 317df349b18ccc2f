"""What editors are told of a number that is none of the authority file it is said to be of."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive import identifiers

NOT_A_NUMBER = {
    "wikidata": _("A Wikidata number is a Q and figures: Q535."),
    "viaf": _("A VIAF number has 2 to 9 figures, or 19 to 22."),
    "isni": _("An ISNI has 16 figures, of which the last may be an X: 0000 0001 2120 0982."),
    "bnf": _("A BnF number is “cb”, 8 or 9 figures and a last character: cb11907966z."),
    "idref": _("An IdRef number has 9 figures, of which the last may be an X: 026927608."),
}


def understood(scheme: str, typed: str) -> str:
    """The one form the authority file gives this number; ``ValidationError`` where it is none."""
    try:
        return identifiers.canonical(scheme, typed)
    except identifiers.WrongCheckCharacter as wrong:
        problem = _(
            "The last character does not fit the others: if they are right, it is “%(expected)s”. "
            "Copy the identifier again."
        )
        error = ValidationError(problem, params={"expected": wrong.expected})
    except identifiers.InvalidIdentifier:
        error = ValidationError(NOT_A_NUMBER[scheme])
    raise error
