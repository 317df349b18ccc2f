"""Numbers in other authority files: what is understood of a paste, what is refused, and why.

The examples are public records of authors long dead.
"""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from archive.identifiers import (
    AUTHORITIES,
    BETANUMERIC,
    InvalidIdentifier,
    WrongCheckCharacter,
    address,
    ark_check,
    canonical,
    isni_check,
    ppn_check,
)
from archive.models import Identifier, Person

pytestmark = pytest.mark.once

UNDERSTOOD = [
    ("wikidata", "Q535", "Q535"),
    ("wikidata", " q535 ", "Q535"),
    ("wikidata", "https://www.wikidata.org/wiki/Q535#sitelinks-wikipedia", "Q535"),
    ("wikidata", "http://www.wikidata.org/entity/Q535", "Q535"),
    ("wikidata", "https://m.wikidata.org/wiki/Q535?uselang=fr", "Q535"),
    ("wikidata", "https://www.wikidata.org/wiki/Special:EntityData/Q535.json", "Q535"),
    ("wikidata", "wd:Q535", "Q535"),
    ("viaf", "9847974", "9847974"),
    ("viaf", "https://viaf.org/viaf/9847974/", "9847974"),
    ("viaf", "https://viaf.org/en/viaf/9847974", "9847974"),
    ("viaf", "VIAF: 9847974", "9847974"),
    ("isni", "0000 0001 2120 0982", "0000000121200982"),
    ("isni", "0000\u00a00001\u00a02120\u00a00982", "0000000121200982"),
    ("isni", "ISNI 0000-0001-2120-0982", "0000000121200982"),
    ("isni", "https://isni.org/isni/0000000121200982", "0000000121200982"),
    ("isni", "www.isni.org/0000000121200982", "0000000121200982"),
    ("isni", "0000 0001 2146 438x", "000000012146438X"),
    ("bnf", "cb11907966z", "cb11907966z"),
    ("bnf", "CB11907966Z", "cb11907966z"),
    ("bnf", "ark:/12148/cb11907966z", "cb11907966z"),
    ("bnf", "https://data.bnf.fr/ark:/12148/cb11907966z", "cb11907966z"),
    ("bnf", "https://catalogue.bnf.fr/ark:/12148/cb11907966z/PUBLIC", "cb11907966z"),
    ("bnf", "https://data.bnf.fr/fr/11907966/victor_hugo/", "cb11907966z"),
    ("idref", "026927608", "026927608"),
    ("idref", "https://www.idref.fr/026927608", "026927608"),
    ("idref", "http://www.idref.fr/026927608/id", "026927608"),
    ("idref", "PPN 02734004x", "02734004X"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "typed", "kept"), UNDERSTOOD)
def test_a_number_is_kept_in_one_form_however_it_was_pasted(scheme, typed, kept):
    assert canonical(scheme, typed) == kept


@pytest.mark.parametrize(("scheme", "typed", "kept"), UNDERSTOOD)
def test_what_is_kept_is_understood_again(scheme, typed, kept):
    assert canonical(scheme, kept) == canonical(scheme, address(scheme, kept)) == kept


NOT_UNDERSTOOD = [
    ("wikidata", "535"), ("wikidata", "Q0535"), ("wikidata", "P535"), ("wikidata", "Victor Hugo"),
    ("wikidata", "https://fr.wikipedia.org/wiki/Q535"), ("wikidata", "Q٥٣٥"),
    ("wikidata", "https://www.wikidata.org.example/wiki/Q535"),
    ("wikidata", "https://www.wikidata.org/"), ("wikidata", "javascript:alert(1)"),
    ("viaf", "0847974"), ("viaf", "9"), ("viaf", "98479741234"), ("viaf", "https://viaf.org/viaf/"),
    ("isni", "0000 0001 2120 098"), ("isni", "X000000121200982"),
    ("isni", "https://orcid.org/0000-0001-2120-0982"),
    ("bnf", "11907966z"), ("bnf", "cb1190796z"), ("bnf", "cb11907966a"),
    ("bnf", "ark:/12148/btv1b8451636f"), ("bnf", "https://gallica.bnf.fr/ark:/12148/cb11907966z"),
    ("idref", "26927608"), ("idref", "https://www.idref.fr/"), ("idref", "0269276081"),
]  # fmt: skip


@pytest.mark.parametrize(("scheme", "typed"), NOT_UNDERSTOOD)
def test_what_is_no_number_of_the_file_is_refused(scheme, typed):
    with pytest.raises(InvalidIdentifier) as refused:
        canonical(scheme, typed)
    assert not isinstance(refused.value, WrongCheckCharacter)


@pytest.mark.parametrize(
    ("scheme", "typed", "expected"),
    [
        ("isni", "0000 0001 2120 0983", "2"),
        ("bnf", "cb11907966x", "z"),
        ("bnf", "https://data.bnf.fr/ark:/12148/cb11907967z", ark_check("cb11907967")),
        ("idref", "026927609", "8"),
    ],
)
def test_a_miscopied_number_is_told_by_its_last_character(scheme, typed, expected):
    with pytest.raises(WrongCheckCharacter) as refused:
        canonical(scheme, typed)
    assert refused.value.expected == expected


def test_the_check_characters_are_those_of_known_records():
    assert [isni_check(n) for n in ("000000012120098", "000000012146438")] == ["2", "X"]
    known = ["cb12423662g", "cb13895060w", "cb15272211b", "cb12201408w", "cb169157795"]
    assert [ark_check(name[:-1]) for name in known] == [name[-1] for name in known]
    known = ["026927608", "027138143", "02734004X", "027199746"]
    assert [ppn_check(number[:-1]) for number in known] == [number[-1] for number in known]


@given(st.text("0123456789", min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_figure_never_passes(digits, place, more):
    wrong = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    assert ppn_check(digits) != ppn_check(wrong)
    assert ark_check(f"cb{digits}") != ark_check(f"cb{wrong}")
    assert isni_check(f"0000000{digits}") != isni_check(f"0000000{wrong}")


@given(st.sampled_from(sorted(AUTHORITIES)), st.text(max_size=400))
def test_nothing_typed_is_a_failure(scheme, typed):
    try:
        kept = canonical(scheme, typed)
    except InvalidIdentifier:
        return
    assert canonical(scheme, kept) == kept


def test_the_alphabet_of_check_characters_has_no_vowel_and_no_l():
    assert len(set(BETANUMERIC)) == 29
    assert not set(BETANUMERIC) & set("aeiouly")


@pytest.mark.parametrize("scheme", Identifier.Scheme.values)
def test_every_scheme_of_the_archive_is_known(scheme):
    assert address(scheme, "1").startswith("https://")


def test_a_record_keeps_the_one_form():
    identifier = Identifier(person=Person(), scheme="isni", value="0000 0001 2120 0982")
    identifier.clean()
    assert identifier.value == "0000000121200982"


def test_a_record_refuses_what_is_no_number():
    with pytest.raises(ValidationError) as refused:
        Identifier(person=Person(), scheme="idref", value="Hugo").clean()
    assert list(refused.value.message_dict) == ["value"]
