"""The printed text on the annotation desk, in a real browser: places in it, and words."""

import json
import random
from pathlib import Path

import pytest

from archive.quotes.anchoring import BadSpan, Span, trim
from archive.quotes.text import cuts_cluster, cuts_word
from tests.browser.printed import blank_page, put

pytestmark = pytest.mark.django_db(transaction=True)

GOLDEN = Path(__file__).resolve().parent.parent / "golden" / "quotes"

PIECES = [
    "été", "aujourd’hui", "qu’elle", "l'eau", "peut-être", "e\u0301cole", "10\u202f000",
    "3,5\u202f%", "🎉", "👩\u200d👧", "👏🏽", "🇫🇷🇧🇪", "M. Ravel", "𝒜lma", "œuvre", "mot\u00adcoupé",
    "fin.", "fin\u202f!", "«\u00a0", "\u00a0»", "“", "”", '"', "‘", "(", ")", "–", ",", ";", "…",
    "\n", "\n\n", " ", " ", " ", "\u00a0",
]  # fmt: skip


def random_texts(count: int, *, seed: int) -> list[str]:
    dice = random.Random(seed)
    return ["".join(dice.choices(PIECES, k=dice.randint(1, 60))) for _ in range(count)]


def random_spans(body: str, count: int, *, seed: int) -> list[tuple[int, int]]:
    dice = random.Random(seed)
    pairs = [(dice.randint(0, len(body)), dice.randint(0, len(body))) for _ in range(count)]
    return [(min(pair), max(pair)) for pair in pairs]


def trimmed(body: str, start: int, end: int) -> Span | None:
    try:
        return trim(body, start, end)
    except BadSpan:
        return None


# --- Places -----------------------------------------------------------------------------------


def test_slices_are_those_of_the_server(visit):
    page = blank_page(visit)
    for number, body in enumerate(random_texts(40, seed=1)):
        put(page, body)
        spans = random_spans(body, 60, seed=number)
        slices = page.evaluate("spans => spans.map(([a, b]) => printed.slice(a, b))", spans)
        assert slices == [body[start:end] for start, end in spans]
        assert page.evaluate("printed.length") == len(body)


def test_every_place_is_found_again_in_the_document(visit):
    body = "\n".join([*random_texts(6, seed=2), "", "fin 🎉"])
    lost = put(blank_page(visit), body).evaluate(
        """(length) => {
          const lost = [];
          for (let at = 0; at <= length; at += 1) {
            const place = printed.rangeOf(at, at);
            if (printed.positionAt(place.startContainer, place.startOffset) !== at) lost.push(at);
            if (printed.positionAt(place.endContainer, place.endOffset) !== at) lost.push(at);
          }
          return lost;
        }""",
        len(body),
    )
    assert lost == []


def test_ranges_hold_the_words_they_are_for(visit):
    body = "\n".join(random_texts(4, seed=3))
    spans = random_spans(body, 200, seed=3)
    texts = put(blank_page(visit), body).evaluate(
        "(spans) => spans.map(([start, end]) => domRange(start, end).toString())", spans
    )
    assert texts == [body[start:end].replace("\n", "") for start, end in spans]


def test_places_on_elements_and_outside(visit):
    page = put(blank_page(visit), "un\n\n🎉 deux")
    places = page.evaluate(
        """() => [
          [article, 0], [article, 1], [article, 2], [article, 3], [article.children[1], 0],
          [article.children[2], 0], [article.children[2], 1], [article.children[2].firstChild, 1],
          [document.body, 0], [document.querySelector("#after").firstChild, 2],
        ].map(([node, offset]) => printed.positionAt(node, offset))"""
    )
    # The middle of a surrogate pair is the place of its character.
    assert places == [0, 3, 4, 10, 3, 4, 10, 4, None, None]


def test_a_line_too_long_for_one_text_node_is_one_line(visit):
    page = put(blank_page(visit), "un")
    page.evaluate(
        """async () => {
          article.innerHTML = `<p data-start="0">${"mot ".repeat(40000)}fin</p>`;
          const { PrintedText } = await import("/static/archive/workbench/text.js");
          window.printed = new PrintedText(article);
        }"""
    )
    assert page.evaluate("printed.slice(159999, 160003)") == " fin"
    assert page.evaluate("article.firstChild.childNodes.length") == 1
    assert page.evaluate("printed.rangeOf(150000, 150001).startOffset") == 150_000


# --- Words ------------------------------------------------------------------------------------


def test_trimming_and_cuts_are_those_of_the_server(visit):
    page = blank_page(visit)
    for number, body in enumerate(random_texts(60, seed=4)):
        spans = random_spans(body, 40, seed=number)
        places = range(len(body) + 1)
        answers = page.evaluate(
            """async ([body, spans, places]) => {
              const { trim, cutsCluster, cutsWord } =
                await import("/static/archive/workbench/letters.js");
              const points = Array.from(body);
              return {
                trimmed: spans.map(([start, end]) => trim(points, { start, end })),
                clusters: places.map((at) => cutsCluster(points, at)),
                words: places.map((at) => cutsWord(points, at)),
              };
            }""",
            [body, spans, list(places)],
        )
        found = [one and Span(one["start"], one["end"]) for one in answers["trimmed"]]
        assert found == [trimmed(body, start, end) for start, end in spans]
        assert answers["clusters"] == [cuts_cluster(body, at) for at in places]
        assert answers["words"] == [cuts_word(body, at) for at in places]


SNAP = """async ([body, spans]) => {
  const { snapped } = await import("/static/archive/workbench/words.js");
  const points = Array.from(body);
  return spans.map(([start, end]) => snapped(points, { start, end }));
}"""


def test_a_snapped_span_is_one_the_server_takes_and_stays_as_it_is(visit):
    page = blank_page(visit)
    for number, body in enumerate(random_texts(80, seed=5)):
        found = page.evaluate(SNAP, [body, random_spans(body, 30, seed=number)])
        spans = [Span(**one) for one in found if one]
        for span in spans:
            assert trim(body, span.start, span.end) == span, body[span.start : span.end]
            for at in (span.start, span.end):
                assert not cuts_cluster(body, at) and not cuts_word(body, at), (body, span)
        again = page.evaluate(SNAP, [body, [(one.start, one.end) for one in spans]])
        assert [Span(**one) for one in again] == spans


def test_a_snapped_span_cuts_nothing_that_the_browser_takes_for_one_character(visit):
    page = blank_page(visit)
    for number, body in enumerate(random_texts(40, seed=6)):
        cut = page.evaluate(
            """async ([body, spans]) => {
              const { snapped } = await import("/static/archive/workbench/words.js");
              const points = Array.from(body);
              const whole = new Set([points.length]);
              const clusters = new Intl.Segmenter("fr", { granularity: "grapheme" });
              for (const { index } of clusters.segment(body)) {
                whole.add(Array.from(body.slice(0, index)).length);
              }
              const found = spans.map(([start, end]) => snapped(points, { start, end }));
              return found.filter((one) => one && !(whole.has(one.start) && whole.has(one.end)));
            }""",
            [body, random_spans(body, 30, seed=number)],
        )
        assert cut == []


def test_the_spans_of_the_golden_files_are_left_alone(visit):
    page, moved, count = blank_page(visit), [], 0
    for case in sorted(GOLDEN.glob("*/*.txt")):
        body = case.read_bytes().decode()
        told = json.loads(case.with_suffix(".json").read_text(encoding="utf-8"))
        raw = [tuple(map(int, one["at"].split(":"))) for one in told]
        meant = [trim(body, start, end) for start, end in raw]
        exact = [(span.start, span.end) for span in meant]
        count += len(meant)
        for given in (raw, exact):
            found = page.evaluate(SNAP, [body, given])
            pairs = zip(found, exact, strict=True)
            moved += [case.stem for one, span in pairs if (one["start"], one["end"]) != span]
    assert count > 250
    assert moved == []


# What is chosen, between brackets, and the words that it snaps to.
CHOICES = [
    ("Il dit [«\u00a0Je pars.\u00a0»] et sort.", "Je pars."),
    ("Il dit «\u00a0Je [pa]rs.\u00a0»", "pars."),
    ("Il dit «\u00a0J[e par]s.\u00a0»", "Je pars."),
    ("Il dit qu’elle part[ira, di]t-on.", "partira, dit-on"),
    ("Il dit [que tout va bien.]", "que tout va bien"),
    ("Il dit [que tout va bien,] et sort.", "que tout va bien"),
    ("[Tout va bien.] Il sort.", "Tout va bien."),
    ("[Tout va bien]. Il sort.", "Tout va bien"),
    ("T[out va bien. Il sor]t.", "Tout va bien. Il sort."),
    ("Il faudrait [«\u00a0agir vi]te\u00a0», dit-il.", "agir vite"),
    ("Il f[audrait «\u00a0agir vi]te\u00a0», dit-il.", "faudrait «\u00a0agir vite\u00a0»"),
    ("« A[gir » et « vi]te », dit-il.", "« Agir » et « vite »"),
    ("Il veut p[artir (demai]n), dit-il.", "partir (demain)"),
    ("Il veut partir (d[emai]n), dit-il.", "demain"),
    ("Jusqu’[à dem]ain", "Jusqu’à demain"),
    ("a[ujour]d’hui", "aujourd’hui"),
    ("Dit-[i]l", "Dit-il"),
    ("la f[e\u0301]te", "fe\u0301te"),
    ("env. 10\u202f[0]00 €", "10\u202f000"),
    ("de 3[,5]\u202f% par an", "3,5\u202f%"),
    ("voir M[. Ravel] demain", "Ravel"),
    ("«\u00a0Il[ faut par]tir\u00a0»", "Il faut partir"),
    ("«\u00a0Il [faut par]tir\u00a0»", "faut partir"),
    ("[\u00a0, – ]", None),
    ("", None),
]


def test_what_a_choice_snaps_to(visit):
    page, found = blank_page(visit), []
    for marked, _ in CHOICES:
        start, end = max(marked.find("["), 0), max(marked.find("]") - 1, 0)
        body = marked.replace("[", "").replace("]", "")
        (span,) = page.evaluate(SNAP, [body, [(start, end)]])
        found.append((marked, body[span["start"] : span["end"]] if span else None))
    assert found == CHOICES


def test_no_text_takes_long(visit):
    hostile = ["«a", "a»", "(", "l’", "\u00ad", "e\u0301", "Ab. ", '"a" ', "a. ", " .", "👏🏽"]
    slow = blank_page(visit).evaluate(
        """async (pieces) => {
          const { grown, moved, snapped } = await import("/static/archive/workbench/words.js");
          const slow = [];
          for (const piece of pieces) {
            const points = Array.from(piece.repeat(50_000));
            const span = { start: 50_000, end: 50_003 };
            const begun = performance.now();
            snapped(points, span);
            snapped(points, { start: 0, end: points.length });
            grown(points, span);
            moved(points, span, "start", -1);
            moved(points, span, "end", 1);
            const time = performance.now() - begun;
            if (time > 5000) slow.push([piece, time]);
          }
          return slow;
        }""",
        hostile,
    )
    assert slow == []
