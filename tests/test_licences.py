"""An open licence is named from its address, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.importers.licences import licence_name

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://creativecommons.org/licenses/by/2.5/", "CC BY 2.5"),
        ("http://www.creativecommons.org/licenses/by-sa/3.0/fr/deed.fr", "CC BY-SA 3.0 FR"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/legalcode", "CC BY-NC-ND 4.0"),
        ("https://creativecommons.org/licenses/by/3.0/igo/", "CC BY 3.0 IGO"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/deed.fr", "Public Domain Mark 1.0"),
        ("https://www.etalab.gouv.fr/licence-ouverte-open-licence/", "Licence Ouverte"),
        (
            "https://www.etalab.gouv.fr/wp-content/uploads/2017/04/ETALAB-Licence-Ouverte-v2.0.pdf",
            "Licence Ouverte 2.0",
        ),
        ("https://github.com/etalab/licence-ouverte/blob/master/LO.md", "Licence Ouverte 2.0"),
        ("https://spdx.org/licenses/etalab-2.0.html", "Licence Ouverte 2.0"),
        ("https://opendatacommons.org/licenses/odbl/1-0/", "ODbL 1.0"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GFDL 1.3"),
        (
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            "OGL UK 3.0",
        ),
    ],
)
def test_a_known_licence_has_its_name(url, name):
    assert licence_name(url) == name


@pytest.mark.parametrize(
    "url",
    [
        "",
        "CC BY 4.0",
        "javascript:alert(1)//creativecommons.org/licenses/by/4.0/",
        "https://creativecommons.org.example/licenses/by/4.0/",
        "https://creativecommons.org/licenses/by/9.0/",
        "https://creativecommons.org/licenses/by-everything/4.0/",
        "https://example.org/licence",
        "https://[broken/licenses/by/4.0/",
    ],
)
def test_an_unknown_licence_has_no_name(url):
    assert licence_name(url) is None


@given(st.text())
def test_no_address_breaks_the_licence_table(text):
    assert licence_name("https://" + text) is None or text
