"""Words chosen on the annotation desk by mouse and by keys, in a real browser."""

from typing import Any

import pytest
from playwright.sync_api import Page

from archive.quotes.text import cuts_cluster
from tests.browser.printed import blank_page, put, words
from tests.browser.printed_text import BODY, QUOTATIONS, Quotation

pytestmark = pytest.mark.django_db(transaction=True)

SHORT = 9  # pixels by which a hand misses both ends

# Where the first letter of a span begins and where its last one ends, on the middle of their lines.
ENDS = """({ start, end }) => {
  getSelection().removeAllRanges();
  scrollTo({ top: 0, behavior: "instant" });
  const rects = [...domRange(start, end).getClientRects()].filter((rect) => rect.width);
  const [first, last] = [rects[0], rects.at(-1)];
  return {
    start: [first.left, (first.top + first.bottom) / 2],
    end: [last.right, (last.top + last.bottom) / 2],
  };
}"""
SELECTED = "() => { const span = printed.selected(); return span && printed.snap(span); }"
ARTICLE_ON_A_TALL_SCREEN = {"width": 1000, "height": 2400}


def drag(page: Page, start: list[float], end: list[float]) -> None:
    # A mouse stands on whole pixels; Chromium loses one press in fifteen between two.
    page.mouse.move(*map(round, start))
    page.mouse.down()
    page.mouse.move(*map(round, end))
    page.mouse.up()


def ends_of(page: Page, quotation: Quotation) -> tuple[list[float], list[float]]:
    found = page.evaluate(ENDS, {"start": quotation.start, "end": quotation.end})
    return found["start"], found["end"]


def exact_after(page: Page, quotation: Quotation, start: list[float], end: list[float]) -> bool:
    drag(page, start, end)
    return words(page, BODY, SELECTED) == quotation.words


@pytest.fixture
def page(visit) -> Page:
    page = put(blank_page(visit), BODY)
    page.set_viewport_size(ARTICLE_ON_A_TALL_SCREEN)
    return page


def span_of(body: str, part: str) -> dict[str, int]:
    start = body.index(part)
    return {"start": start, "end": start + len(part)}


@pytest.mark.parametrize("is_backward", [False, True], ids=["forward", "backward"])
def test_drags_that_fall_short_at_both_ends_are_exact(page, is_backward):
    missed = []
    for quotation in QUOTATIONS:
        (left, above), (right, below) = ends_of(page, quotation)
        hand = [[left + SHORT, above], [right - SHORT, below]]
        if not exact_after(page, quotation, *(reversed(hand) if is_backward else hand)):
            missed.append((quotation.words, words(page, BODY, SELECTED)))
    assert len(missed) <= len(QUOTATIONS) * 0.05, missed


def test_drags_that_reach_one_character_too_far_are_exact(page):
    missed = []
    for quotation in QUOTATIONS:
        for start, end in ((1, 0), (0, 1), (1, 1)):
            span = {"start": quotation.start - start, "end": quotation.end + end}
            found = words(page, BODY, "span => printed.snap(span)", span)
            if found != quotation.words:
                missed.append((quotation.words, found))
    assert missed == []


def test_exact_drags_are_exact(page):
    for quotation in QUOTATIONS:
        assert exact_after(page, quotation, *ends_of(page, quotation)), quotation.words


def test_a_double_click_takes_the_word_and_a_third_the_paragraph(page):
    quotation = next(one for one in QUOTATIONS if one.words.startswith("L’an prochain"))
    (left, above), _ = ends_of(page, quotation)
    page.mouse.dblclick(left + 60, above)
    assert words(page, BODY, SELECTED) == "prochain"
    page.mouse.click(left + 60, above, click_count=3)
    paragraph = next(line for line in BODY.split("\n") if quotation.words in line)
    assert words(page, BODY, SELECTED) == paragraph[: paragraph.rindex("\u00a0»")] + "\u00a0»"
    answer = next(line for line in BODY.split("\n") if line.startswith("Qu’ils"))
    (left, above), _ = ends_of(page, Quotation(**span_of(BODY, answer), words=answer))
    page.mouse.click(left + 5, above, click_count=3)
    assert words(page, BODY, SELECTED) == answer


def test_a_double_click_on_part_of_a_compound_takes_all_of_it(page):
    for word in ("prix-là", "aujourd’hui", "10\u202f000", "e\u0301le\u0300ves"):
        (left, above), _ = ends_of(page, Quotation(**span_of(BODY, word), words=word))
        page.mouse.dblclick(left + 4, above)
        assert words(page, BODY, SELECTED) == word


def test_selecting_all_takes_the_text_alone(page):
    page.keyboard.press("Control+a")
    assert page.evaluate("printed.selected()") == {"start": 0, "end": len(BODY)}
    assert words(page, BODY, SELECTED) == BODY.strip()


SELECT = """([from, start, to, end]) => {
  const node = (name) => document.querySelector(name).firstChild;
  getSelection().setBaseAndExtent(node(from), start, node(to), end);
  return printed.selected();
}"""
FIRST, AFTER = "#printed > p", "#after"


# From where to where, and what of it is in the text.
OUTSIDE = [
    (["#before", 3, FIRST, 8], {"start": 0, "end": 8}),
    ([FIRST, 8, "#before", 3], {"start": 0, "end": 8}),
    ([FIRST, 3, AFTER, 2], {"start": 3, "end": len(BODY)}),
    (["#before", 3, AFTER, 2], {"start": 0, "end": len(BODY)}),
    (["#before", 3, FIRST, 0], None),
    (["#before", 3, "#before", 6], None),
    ([FIRST, 8, FIRST, 8], None),
]


def test_what_is_chosen_outside_the_text_does_not_count(page):
    assert [(ends, page.evaluate(SELECT, ends)) for ends, _ in OUTSIDE] == OUTSIDE


def test_nothing_is_chosen_without_a_selection(page):
    assert page.evaluate("getSelection().removeAllRanges(), printed.selected()") is None


def test_a_span_made_the_selection_is_the_selection(page):
    for quotation in QUOTATIONS:
        span = {"start": quotation.start, "end": quotation.end}
        assert page.evaluate("span => (printed.select(span), printed.selected())", span) == span
        assert page.evaluate("getSelection().toString()").replace("\n", "") == (
            quotation.words.replace("\n", "")
        )


def test_a_point_tells_the_character_under_it(page):
    wrong = page.evaluate(
        """(length) => {
          const wrong = [];
          for (let at = 0; at < length; at += 1) {
            const range = domRange(at, at + 1);
            const rect = [...range.getClientRects()].at(-1);
            if (range.startContainer !== range.endContainer || !rect || rect.width < 2) continue;
            for (const share of [0.1, 0.5, 0.9]) {
              const x = rect.left + rect.width * share;
              const found = printed.at(x, (rect.top + rect.bottom) / 2);
              if (found !== at) wrong.push([at, share, found]);
            }
          }
          return wrong;
        }""",
        len(BODY),
    )
    # A letter with a loose accent is one character of two code points: the letter's place.
    assert [one for one in wrong if not cuts_cluster(BODY, one[0])] == []
    assert all(cuts_cluster(BODY, at) and found == at - 1 for at, _, found in wrong)
    outside = "() => printed.at(...['left', 'top'].map((side) => " + (
        "document.querySelector('#before').getBoundingClientRect()[side] + 4))"
    )
    assert page.evaluate(outside) is None


REVEAL = """async (span) => {
  printed.reveal(span);
  await new Promise(requestAnimationFrame);
  const { top, bottom } = domRange(span.start, span.end).getBoundingClientRect();
  const box = article.scrollHeight > article.clientHeight
    ? article.getBoundingClientRect() : { top: 0, bottom: innerHeight };
  const isSeen = top >= Math.max(0, box.top) && bottom <= Math.min(innerHeight, box.bottom);
  return [isSeen, scrollY, article.scrollTop];
}"""


def test_words_out_of_sight_are_brought_into_it_and_others_stay(visit):
    for rule in ("", "height: 300px; overflow: auto"):
        page = put(blank_page(visit, reduced_motion="reduce"), "\n".join([BODY] * 5))
        page.evaluate("rule => { article.style.cssText = rule; }", rule)
        for start in (5000, 100, 10_000, 4000):
            is_seen, *places = page.evaluate(REVEAL, {"start": start, "end": start + 60})
            assert is_seen, (rule, start)
            assert page.evaluate(REVEAL, {"start": start, "end": start + 60})[1:] == places


# --- Keys ---------------------------------------------------------------------------------------

STEPS = "Il dit qu’elle « part demain ! » et sort (vite). Fin."


def steps(page: Page, body: str, part: str, edge: str, step: int) -> list[str]:
    """The words of a span whose edge goes on until it goes no further."""
    spans = page.evaluate(
        """([span, edge, step]) => {
          const spans = [];
          for (let at = 0; at < 100; at += 1) {
            const next = printed.moveEdge(span, edge, step);
            if (next.start === span.start && next.end === span.end) return spans;
            spans.push(next);
            span = next;
          }
          throw new Error("It never ends.");
        }""",
        [span_of(body, part), edge, step],
    )
    return [body[one["start"] : one["end"]] for one in spans]


def test_an_edge_moves_by_one_word_and_never_past_the_other(visit):
    page = put(blank_page(visit), STEPS)
    assert steps(page, STEPS, "part demain !", "end", -1) == ["part"]
    assert steps(page, STEPS, "part demain !", "start", 1) == ["demain !"]
    assert steps(page, STEPS, "part demain !", "start", -1) == [
        "elle « part demain ! »", "qu’elle « part demain ! »", "dit qu’elle « part demain ! »",
        "Il dit qu’elle « part demain ! »",
    ]  # fmt: skip
    assert steps(page, STEPS, "elle", "end", 1) == [
        "elle « part", "elle « part demain ! »", "elle « part demain ! » et",
        "elle « part demain ! » et sort", "elle « part demain ! » et sort (vite)",
        "elle « part demain ! » et sort (vite). Fin",
    ]  # fmt: skip
    assert steps(page, STEPS, "Fin", "start", 1) == []


def test_a_span_grows_to_its_quotation_its_sentence_its_paragraph(visit):
    body = "Un début. M. Ravel dit : « Partez ! Je reste “ici”, moi. » puis sort. Fin ?\nUne autre."
    page = put(blank_page(visit), body)
    first = body.split("\n")[0]
    grown, span = [], span_of(body, "ici")
    for _ in range(5):
        span = page.evaluate("span => printed.grow(span)", span)
        grown.append(body[span["start"] : span["end"]])
    sentence = "M. Ravel dit : « Partez ! Je reste “ici”, moi. » puis sort."
    quotation = "Partez ! Je reste “ici”, moi."
    assert grown == [quotation, sentence, first, first, first]
    assert words(page, body, "printed.grow({ start: 0, end: 2 })") == "Un début."
    across = {"start": body.index("Fin"), "end": body.index("Une") + 3}
    grows: Any = words(page, body, "span => printed.grow(span)", across)
    assert grows == "Fin ?\nUne autre."


def test_the_word_cursor_goes_through_every_word(visit):
    body = "« Qu’en dit M. Ravel ? »\n\nRien, 🎉 peut-être."
    page = put(blank_page(visit), body)
    walk = """(step) => {
      const spans = [];
      let span = step > 0 ? printed.wordAfter(0) : printed.wordBefore(printed.length);
      for (; span; span = step > 0 ? printed.wordAfter(span.end) : printed.wordBefore(span.start)) {
        spans.push(span);
      }
      return spans;
    }"""
    expected = ["Qu’", "en", "dit", "M.", "Ravel", "Rien", "🎉", "peut-être"]
    forward = [body[one["start"] : one["end"]] for one in page.evaluate(walk, 1)]
    backward = [body[one["start"] : one["end"]] for one in page.evaluate(walk, -1)]
    assert forward == expected
    assert backward == expected[::-1]
    assert words(page, body, "printed.wordAt(3)") == "Qu’"
    assert words(page, body, "at => printed.wordAt(at)", body.index("en dit") + 2) == "en"
    assert page.evaluate("[1, -1, 99].map((at) => printed.wordAt(at))") == [None, None, None]
