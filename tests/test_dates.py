"""Partial dates: the notation, what editors type, what readers see."""

import re
import time
from datetime import date, timedelta

import edtf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.dates import MESSAGES, InvalidDate, display, overlaps, parse, understand

pytestmark = pytest.mark.once

# The examples the Library of Congress gives for level 0 and for the part of level 1 we keep.
LOC_EXAMPLES = [
    *("1985-04-12", "1985-04", "1985"),
    *("1985-04-12T23:20:30", "1985-04-12T23:20:30Z"),
    *("1985-04-12T23:20:30-04", "1985-04-12T23:20:30+04:30"),
    *("1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08"),
    *("2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02"),
    *("2001-21", "1984?", "2004-06~", "2004-06-11%"),
    *("201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX"),
    *("1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12", "../1985-04", "../1985"),
    *("1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985"),
]
LOC_BEYOND_THE_SUBSET = [
    *("Y170000002", "Y-170000002", "-1985"),
    *("Y-17E7", "1950S2", "Y171010000S3", "Y3388E2S3"),
    *("2001-34", "2001-25", "2001-41"),
    *("[1667,1668,1670..1672]", "[..1760-12-03]", "[1760-12..]", "[1667,1760-12]", "[..1984]"),
    *("{1667,1668,1670..1672}", "{1960,1961-12}", "{..1984}"),
    *("2004-06~-11", "2004?-06-11", "?2004-06-~11", "2004-%06-11"),
    *("156X-12-25", "15XX-12-25", "XXXX-12-XX", "1XXX-XX", "1XXX-12", "1984-1X"),
    *("2004-06-~01/2004-06-~20", "2004-06-XX/2004-07-03", "2004-XX-01"),
]
BOUNDS = {
    "2017": ("2017-01-01", "2017-12-31", "year"),
    "2017-01": ("2017-01-01", "2017-01-31", "month"),
    "2016-02": ("2016-02-01", "2016-02-29", "month"),
    "2017-01-22": ("2017-01-22", "2017-01-22", "day"),
    "1985-04-12T23:20:30-04": ("1985-04-12", "1985-04-12", "day"),
    "201X": ("2010-01-01", "2019-12-31", "decade"),
    "20XX": ("2000-01-01", "2099-12-31", "century"),
    "2004-XX": ("2004-01-01", "2004-12-31", "year"),
    "1985-04-XX": ("1985-04-01", "1985-04-30", "month"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31", "year"),
    "2017-21": ("2017-03-01", "2017-05-31", "season"),
    "2017-22": ("2017-06-01", "2017-08-31", "season"),
    "2017-23": ("2017-09-01", "2017-11-30", "season"),
    "2015-24": ("2015-12-01", "2016-02-29", "season"),
    "9999-24": ("9999-12-01", "9999-12-31", "season"),
    "0001": ("0001-01-01", "0001-12-31", "year"),
    "2004-06~/2005": ("2004-06-01", "2005-12-31", "interval"),
    "1985-04/..": ("1985-04-01", None, "interval"),
    "/1985": (None, "1985-12-31", "interval"),
}
WRONG = {
    "": "empty",
    "hello": "syntax",
    "2017-1": "syntax",
    " 2017": "syntax",
    "2017\n": "syntax",
    "٢٠١٧": "syntax",
    "17": "syntax",
    "20170122": "syntax",
    "2017-13": "month",
    "2017-00": "month",
    "2017-42": "month",
    "2017-02-30": "day",
    "2017-02-29": "day",
    "2017-01-00": "day",
    "0000": "year",
    "00XX": "year",
    "2017-01-22T24:00:00": "time",
    "2017-01-22T10:60:00": "time",
    "2017-01T10:00:00": "syntax",
    "2017-01-22T10:00:00/2018": "unsupported",
    "201X/2020": "unsupported",
    "/": "no_end",
    "../..": "no_end",
    "2017/2016": "reversed",
    "2017-01-22/2017-01-21": "reversed",
    "2017/2018/2019": "syntax",
}
TYPED = {
    "2017-01": "2017-01",
    "2017-1-5": "2017-01-05",
    "22/01/2017": "2017-01-22",
    "22.1.2017": "2017-01-22",
    "22-01-2017": "2017-01-22",
    "03/04/2017": "2017-04-03",
    "01/2017": "2017-01",
    "2017/01": "2017-01",
    "janvier 2017": "2017-01",
    "Janvier\u00a02017": "2017-01",
    "JANV. 2017": "2017-01",
    "Jan. 2017": "2017-01",
    "fevrier 2017": "2017-02",
    "fe\u0301vrier 2017": "2017-02",
    "août 2017": "2017-08",
    "aout 2017": "2017-08",
    "mai 2017": "2017-05",
    "May 2017": "2017-05",
    "22 janvier 2017": "2017-01-22",
    "22\u202fjanvier\u00a02017.": "2017-01-22",
    "1er février 2017": "2017-02-01",
    "1ᵉʳ février 2017": "2017-02-01",
    "le 3 mars 2017": "2017-03-03",
    "dimanche 22 janvier 2017": "2017-01-22",
    "Sunday, 22 January 2017": "2017-01-22",
    "March 3, 2017": "2017-03-03",
    "March 3rd 2017": "2017-03-03",
    "the 3rd of March 2017": "2017-03-03",
    "2017": "2017",
    "en 2017": "2017",
    "vers 2017": "2017~",
    "~2017": "2017~",
    "vers janvier 2017": "2017-01~",
    "vers le 3 mars 2017": "2017-03-03~",
    "environ 2017": "2017~",
    "circa 2017": "2017~",
    "ca. 2017": "2017~",
    "about 2017": "2017~",
    "2017 environ": "2017~",
    "2017 ?": "2017?",
    "janvier 2017 (incertain)": "2017-01?",
    "vers 2017 ?": "2017%",
    "années 2010": "201X",
    "les annees 2010": "201X",
    "the 2010s": "201X",
    "201x": "201X",
    "hiver 2017": "2017-24",
    "l’hiver 2016-2017": "2016-24",
    "printemps 2017": "2017-21",
    "l'été 2017": "2017-22",
    "fall 2017": "2017-23",
    "de janvier à mars 2017": "2017-01/2017-03",
    "d’août à octobre 2017": "2017-08/2017-10",
    "janvier-mars 2017": "2017-01/2017-03",
    "from January to March 2017": "2017-01/2017-03",
    "de décembre 2016 à mars 2017": "2016-12/2017-03",
    "du 3 au 5 mars 2017": "2017-03-03/2017-03-05",
    "du 1er au 3 mars 2017": "2017-03-01/2017-03-03",
    "du 3 mars au 5 avril 2017": "2017-03-03/2017-04-05",
    "du 3 mars 2017 à avril 2018": "2017-03-03/2018-04",
    "du printemps à l’automne 2017": "2017-21/2017-23",
    "2017-2019": "2017/2019",
    "2017 – 2019": "2017/2019",
    "entre 2017 et 2019": "2017/2019",
    "depuis 2014": "2014/..",
    "depuis le 3 mars 2017": "2017-03-03/..",
    "à partir de mars 2017": "2017-03/..",
    "from 2014": "2014/..",
    "since March 2014": "2014-03/..",
    "jusqu'en mars 2017": "../2017-03",
    "jusqu’au 3 mars 2017": "../2017-03-03",
    "until 2017": "../2017",
    "de 2014 à une date inconnue": "2014/",
    "1985/..": "1985/..",
    "1985-04-12t23:20:30z": "1985-04-12T23:20:30Z",
}
NOT_UNDERSTOOD = {
    "": "empty",
    " \u00a0": "empty",
    "bonjour": "unknown",
    "17": "unknown",
    "début 2017": "unknown",
    "avant 2017": "unknown",
    "XIXe siècle": "unknown",
    "lundi janvier 2017": "unknown",
    "été 2016-2017": "unknown",
    "13/25/2017": "month",
    "01/22/2017": "month",
    "2017-13": "month",
    "31 avril 2017": "day",
    "22/01/17": "year_digits",
    "22 janvier 17": "year_digits",
    "janvier 17": "year_digits",
    "22 janvier": "year_digits",
    "22/01": "year_digits",
    "années 90": "year_digits",
    "années 2015": "decade",
    "lundi 22 janvier 2017": "weekday",
    "de mars à janvier 2017": "reversed",
    "2017 - 2016": "reversed",
}
DISPLAYED = {
    "2017-01": ("janvier 2017", "January 2017"),
    "2017-01-22": ("22 janvier 2017", "22 January 2017"),
    "2017-02-01": ("1er février 2017", "1 February 2017"),
    "1985-04-12T23:20:30Z": ("12 avril 1985", "12 April 1985"),
    "2017": ("2017", "2017"),
    "2017~": ("vers 2017", "about 2017"),
    "2017?": ("2017 (incertain)", "2017 (uncertain)"),
    "2017%": ("vers 2017 (incertain)", "about 2017 (uncertain)"),
    "2017-03-03~": ("vers le 3 mars 2017", "about 3 March 2017"),
    "201X": ("années 2010", "2010s"),
    "201X~": ("vers les années 2010", "about the 2010s"),
    "20XX": ("entre 2000 et 2099", "between 2000 and 2099"),
    "20XX~": ("entre 2000 et 2099 environ", "approximately between 2000 and 2099"),
    "1985-04-XX": ("avril 1985", "April 1985"),
    "1985-XX-XX": ("1985", "1985"),
    "2017-24": ("hiver 2017", "winter 2017"),
    "2017-22~": ("vers l’été 2017", "about summer 2017"),
    "2017-01/2017-03": ("de janvier à mars 2017", "from January to March 2017"),
    "2017-10/2018-03": ("d’octobre 2017 à mars 2018", "from October 2017 to March 2018"),
    "2017-03-01/2017-03-05": ("du 1er au 5 mars 2017", "from 1 to 5 March 2017"),
    "2017-03-03/2017-04-05": ("du 3 mars au 5 avril 2017", "from 3 March to 5 April 2017"),
    "2017-21/2017-22": ("du printemps 2017 à l’été 2017", "from spring 2017 to summer 2017"),
    "2017/2019": ("de 2017 à 2019", "from 2017 to 2019"),
    "1984~/2004?": ("de 1984 environ à 2004 (incertain)", "from about 1984 to 2004 (uncertain)"),
    "2014/..": ("depuis 2014", "since 2014"),
    "2017-03-03/..": ("depuis le 3 mars 2017", "since 3 March 2017"),
    "../2017-03": ("jusqu’en mars 2017", "until March 2017"),
    "../2017-03-03": ("jusqu’au 3 mars 2017", "until 3 March 2017"),
    "../2017-24": ("jusqu’à l’hiver 2017", "until winter 2017"),
    "../2017-21": ("jusqu’au printemps 2017", "until spring 2017"),
    "2014/": ("de 2014 à une date inconnue", "from 2014 to an unknown date"),
    "/2017": ("d’une date inconnue à 2017", "from an unknown date to 2017"),
}

days = st.dates(min_value=date(1000, 1, 1), max_value=date(9998, 12, 31))
qualifiers = st.sampled_from(["", "?", "~", "%"])


@st.composite
def bounded_dates(draw) -> str:
    """A date that may stand at the end of an interval, with or without a qualifier."""
    day = draw(days)
    season = f"{day.year:04d}-{draw(st.integers(21, 24))}"
    shape = draw(
        st.sampled_from([day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], season])
    )
    return shape + draw(qualifiers)


@st.composite
def unspecified_dates(draw) -> str:
    text = draw(days).isoformat()
    shapes = [
        text[:3] + "X",
        text[:2] + "XX",
        text[:4] + "-XX",
        text[:7] + "-XX",
        text[:4] + "-XX-XX",
    ]
    return draw(st.sampled_from(shapes)) + draw(qualifiers)


@st.composite
def intervals(draw) -> str:
    ends = sorted(
        [draw(bounded_dates()), draw(bounded_dates())], key=lambda end: parse(end).earliest
    )
    open_or_unknown = st.sampled_from(["", ".."])
    ends = draw(
        st.sampled_from([ends, [ends[0], draw(open_or_unknown)], [draw(open_or_unknown), ends[1]]])
    )
    return "/".join(ends)


any_edtf = st.one_of(bounded_dates(), unspecified_dates(), intervals())


@pytest.mark.parametrize("text", LOC_EXAMPLES)
def test_every_example_of_the_supported_subset_parses(text):
    assert str(parse(text)) == text


@pytest.mark.parametrize("text", LOC_BEYOND_THE_SUBSET)
def test_every_example_beyond_the_subset_is_refused_by_name(text):
    with pytest.raises(InvalidDate) as refused:
        parse(text)
    assert refused.value.code == "unsupported"


@pytest.mark.parametrize(("text", "expected"), BOUNDS.items())
def test_bounds_cover_all_the_days_a_date_may_mean(text, expected):
    parsed = parse(text)
    earliest, latest = (bound and bound.isoformat() for bound in (parsed.earliest, parsed.latest))
    assert (earliest, latest, parsed.precision) == expected


@pytest.mark.parametrize(("text", "code"), WRONG.items())
def test_what_is_not_a_date_is_refused_with_its_reason(text, code):
    with pytest.raises(InvalidDate) as refused:
        parse(text)
    assert refused.value.code == code


def test_a_refusal_is_a_sentence_that_names_what_was_given():
    with pytest.raises(InvalidDate, match=r"^“2017-02-30”: there is no such day in that month\.$"):
        parse("2017-02-30")


def test_a_refusal_shows_no_more_than_the_beginning_of_a_long_text():
    with pytest.raises(InvalidDate) as refused:
        understand("x" * 10_000)
    assert len(str(refused.value)) < 400


@pytest.mark.parametrize("code", MESSAGES)
def test_every_message_can_be_filled_with_the_value(code):
    assert "%" not in str(InvalidDate(code, "2017"))


@settings(deadline=None)
@given(any_edtf)
def test_parsing_the_printed_form_gives_the_same_date(text):
    assert parse(str(parse(text))) == parse(text)


@settings(deadline=None)
@given(any_edtf)
def test_a_date_never_ends_before_it_begins(text):
    parsed = parse(text)
    if parsed.earliest and parsed.latest:
        assert parsed.earliest <= parsed.latest
    assert parsed.sort_key in (parsed.earliest, parsed.latest)


@settings(deadline=None)
@given(st.text(alphabet="0123456789XYT-/.?~%:Z+", max_size=24))
def test_parse_refuses_with_invalid_date_only(text):
    try:
        assert parse(text).edtf == text
    except InvalidDate as refused:
        assert refused.code in MESSAGES


# What both this archive and the edtf package claim to support. The package puts winter in December
# alone, reads no qualifier after a season or a century and fails on open intervals: those are
# compared by the tables above.
ORACLE_ENDS = bounded_dates().filter(lambda text: not re.match(r".{4}-2[1-4]", text))
ORACLE_INTERVALS = st.tuples(ORACLE_ENDS, ORACLE_ENDS).map(
    lambda ends: "/".join(sorted(ends, key=lambda end: parse(end).earliest))
)
ORACLE_SEASONS = st.builds("{:04d}-{}".format, st.integers(1000, 9999), st.integers(21, 23))
ORACLE_UNSPECIFIED = unspecified_dates().map(lambda text: text.rstrip("?~%"))


@settings(max_examples=400, deadline=None)
@given(st.one_of(ORACLE_ENDS, ORACLE_INTERVALS, ORACLE_SEASONS, ORACLE_UNSPECIFIED))
def test_bounds_agree_with_the_edtf_package(text):
    ours, theirs = parse(text), edtf.parse_edtf(text)
    assert ours.earliest.timetuple()[:3] == theirs.lower_strict()[:3]
    assert ours.latest.timetuple()[:3] == theirs.upper_strict()[:3]


@pytest.mark.parametrize(("typed", "expected"), TYPED.items())
def test_what_an_editor_types_is_understood(typed, expected):
    assert understand(typed).edtf == expected


@pytest.mark.parametrize("text", LOC_EXAMPLES)
def test_an_editor_may_type_edtf(text):
    assert understand(text) == parse(text)


@pytest.mark.parametrize(("typed", "code"), NOT_UNDERSTOOD.items())
def test_what_cannot_be_understood_is_refused_with_its_reason(typed, code):
    with pytest.raises(InvalidDate) as refused:
        understand(typed)
    assert refused.value.code == code


def test_an_unknown_text_is_answered_with_examples():
    with pytest.raises(InvalidDate, match="Write for instance 2017, 2017-01, 22/01/2017"):
        understand("bonjour")


words_of_dates = st.sampled_from(
    [*TYPED, *("22", "1er", "17", "de", "à", "-", "/", "vers", "?", "(", "lundi", "et", "..", "X")]
)


@settings(max_examples=1000, deadline=None)
@given(st.one_of(st.text(), st.lists(words_of_dates, max_size=8).map(" ".join)))
@example("½ mars 2017")
@example("²2 mars 2017")
def test_understand_refuses_with_invalid_date_only(typed):
    try:
        assert parse(understand(typed).edtf)
    except InvalidDate as refused:
        assert refused.code in MESSAGES


@pytest.mark.parametrize(("text", "expected"), DISPLAYED.items())
def test_a_date_is_displayed_in_french_and_in_english(text, expected):
    assert (display(text), display(parse(text), "en")) == expected


def test_a_regional_language_is_served_in_its_language():
    assert display("2017-01", "fr-be") == "janvier 2017"


def test_an_unknown_language_is_served_in_english():
    assert display("2017-01", "de") == "January 2017"


@settings(deadline=None)
@given(any_edtf, st.sampled_from(["fr", "en"]))
def test_a_month_is_never_padded_to_a_day(text, language):
    parsed = parse(text)
    if parsed.precision in ("month", "season", "year", "decade", "century"):
        assert re.findall(r"\b[0-9]{1,2}(?:er)?\b", display(parsed, language)) == []


@settings(max_examples=500, deadline=None)
@given(any_edtf, st.sampled_from(["fr", "en"]))
def test_what_is_displayed_is_understood_as_the_same_days(text, language):
    shown, again = parse(text), understand(display(text, language))
    assert (again.earliest, again.latest) == (shown.earliest, shown.latest)


@pytest.mark.parametrize(
    ("text", "first", "last", "expected"),
    [
        ("2017-01", "2017-01-01", "2017-12-31", True),
        ("2017-01", "2017-01-31", "2017-01-31", True),
        ("2017-01", "2017-02-01", "2017-02-28", False),
        ("2017-01", "2016-01-01", "2016-12-31", False),
        ("2014/..", "2020-01-01", "2020-01-01", True),
        ("2014/..", "2013-01-01", "2013-12-31", False),
        ("/2017", "1901-01-01", "1901-01-01", True),
        ("/2017", "2018-01-01", "2018-01-01", False),
    ],
)
def test_a_date_overlaps_the_periods_it_may_fall_in(text, first, last, expected):
    assert overlaps(parse(text), date.fromisoformat(first), date.fromisoformat(last)) is expected


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before it begins"):
        overlaps(parse("2017"), date(2017, 2, 1), date(2017, 1, 1))


@settings(deadline=None)
@given(bounded_dates(), days, st.integers(0, 500))
def test_overlap_is_the_same_as_sharing_a_day(text, first, length):
    parsed, last = parse(text), min(first + timedelta(days=length), date.max)
    latest_start, earliest_end = max(parsed.earliest, first), min(parsed.latest, last)
    assert overlaps(parsed, first, last) is (latest_start <= earliest_end)


@pytest.mark.parametrize("piece", ["2", "2017-", "/", " ", "janvier ", "de ", "?", "("])
def test_a_megabyte_of_garbage_is_refused_at_once(piece):
    garbage = piece * (1_000_000 // len(piece))
    began = time.process_time()
    for read in (parse, understand):
        with pytest.raises(InvalidDate):
            read(garbage)
    assert time.process_time() - began < 0.5
