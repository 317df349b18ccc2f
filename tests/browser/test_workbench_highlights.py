"""What is painted over the printed text on the annotation desk, in a real browser."""

import re
from itertools import combinations

import pytest
from playwright.sync_api import Page

from tests.browser.printed import blank_page, put
from tests.browser.printed_text import BODY

pytestmark = pytest.mark.django_db(transaction=True)

LAYERS = ["draft", "in_review", "returned", "published", "suggestion", "unsure", "elsewhere"]
FILLS = ["nested", "focus", "pending"]

# What each highlight holds, as [start, end] in the text.
PAINTED = """() => Object.fromEntries([...CSS.highlights].filter(([, ranges]) => ranges.size).map(
  ([name, ranges]) => [name.replace("propos-", ""), [...ranges].map((range) => [
    printed.positionAt(range.startContainer, range.startOffset),
    printed.positionAt(range.endContainer, range.endOffset),
  ]).sort((one, other) => one[0] - other[0] || one[1] - other[1])],
))"""


@pytest.fixture
def page(visit) -> Page:
    return put(blank_page(visit), BODY)


def test_each_layer_is_one_highlight(page):
    page.evaluate(
        """(layers) => layers.forEach((layer, index) => {
          highlights.set(index, { start: index * 50, end: index * 50 + 30 }, layer);
        })""",
        LAYERS,
    )
    painted = page.evaluate(PAINTED)
    assert painted == {layer: [[at * 50, at * 50 + 30]] for at, layer in enumerate(LAYERS)}
    assert page.evaluate("CSS.highlights.size") == len(LAYERS) + 4
    priorities = page.evaluate("[...CSS.highlights.values()].map(({ priority }) => priority)")
    assert len(set(priorities)) == len(priorities)


def test_a_span_set_again_leaves_its_layer_and_its_place(page):
    page.evaluate("highlights.set('a', { start: 0, end: 5 }, 'draft')")
    page.evaluate("highlights.set('a', { start: 9, end: 12 }, 'in_review')")
    assert page.evaluate(PAINTED) == {"in_review": [[9, 12]]}
    assert page.evaluate("[highlights.idsAt(3), highlights.idsAt(9)]") == [[], ["a"]]
    page.evaluate("highlights.remove('a'), highlights.remove('never there')")
    assert page.evaluate(PAINTED) == {}
    assert page.evaluate("highlights.idsAt(9)") == []


def test_words_inside_others_are_painted_once_more_while_they_are(page):
    page.evaluate("highlights.set('inner', { start: 300, end: 310 }, 'draft')")
    page.evaluate("highlights.set('outer', { start: 100, end: 900 }, 'published')")
    assert page.evaluate(PAINTED)["nested"] == [[300, 310]]
    page.evaluate("highlights.set('same', { start: 100, end: 900 }, 'suggestion')")
    assert page.evaluate(PAINTED)["nested"] == [[100, 900], [300, 310]]
    page.evaluate("highlights.remove('outer')")
    assert page.evaluate(PAINTED)["nested"] == [[300, 310]]
    page.evaluate("highlights.remove('same')")
    assert "nested" not in page.evaluate(PAINTED)


def test_all_takes_the_place_of_what_there_was(page):
    page.evaluate("highlights.set('gone', { start: 0, end: 5 }, 'draft')")
    page.evaluate(
        """highlights.all([
          ["inner", { start: 10, end: 20 }, "unsure"], ["outer", { start: 5, end: 40 }, "returned"],
          ["twice", { start: 50, end: 60 }, "draft"], ["twice", { start: 70, end: 80 }, "draft"],
        ])"""
    )
    assert page.evaluate(PAINTED) == {
        "draft": [[70, 80]], "nested": [[10, 20]], "returned": [[5, 40]], "unsure": [[10, 20]],
    }  # fmt: skip
    assert page.evaluate("highlights.idsAt(1)") == []


def test_ids_over_a_place_begin_with_the_innermost(page):
    page.evaluate(
        """highlights.all([
          ["outer", { start: 0, end: 900 }, "draft"], ["middle", { start: 250, end: 700 }, "draft"],
          ["inner", { start: 500, end: 520 }, "draft"], ["last", { start: 500, end: 520 }, "draft"],
        ])"""
    )
    assert page.evaluate("[249, 510, 520, 899, 900].map((at) => highlights.idsAt(at))") == [
        ["outer"], ["last", "inner", "middle", "outer"], ["middle", "outer"], ["outer"], [],
    ]  # fmt: skip


def test_what_is_at_hand_is_painted_and_taken_away(page):
    page.evaluate(
        """() => {
          highlights.focus({ start: 1, end: 9 });
          highlights.focus({ start: 11, end: 19 });
          highlights.pending({ start: 21, end: 29 });
          highlights.mentions([{ start: 31, end: 33 }, { start: 35, end: 39 }]);
        }"""
    )
    expected = {"focus": [[11, 19]], "pending": [[21, 29]], "mentions": [[31, 33], [35, 39]]}
    assert page.evaluate(PAINTED) == expected
    page.evaluate("highlights.focus(null), highlights.pending(null), highlights.mentions([])")
    assert page.evaluate(PAINTED) == {}


def test_without_highlights_all_else_works(visit):
    page = visit()
    page.add_init_script("Object.defineProperty(CSS, 'highlights', { value: undefined })")
    page.goto("/admin/login/")
    put(page, BODY)
    assert page.evaluate("Highlights.isSupported") is False
    page.evaluate(
        """() => {
          highlights.all([["a", { start: 0, end: 9 }, "draft"]]);
          highlights.set("b", { start: 2, end: 4 }, "unsure");
          highlights.set("c", { start: 3, end: 4 }, "draft");
          highlights.remove("b");
          highlights.focus({ start: 0, end: 9 });
          highlights.pending(null);
          highlights.mentions([{ start: 0, end: 2 }]);
        }"""
    )
    assert page.evaluate("highlights.idsAt(3)") == ["c", "a"]


# --- Speed --------------------------------------------------------------------------------------

LINE = "Maud Ravel l’a dit et redit : « La halle ouvrira au printemps, quoi qu’il en coûte. » "
LONG = "\n\n".join([LINE * 4] * (200_000 // (4 * len(LINE)) + 1))

# Milliseconds from the call to the frame that shows it.
TIMED = """async ({ count, layers }) => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  }));
  const step = Math.floor(printed.length / count);
  const entries = Array.from({ length: count }, (_, index) => [
    index, { start: index * step, end: index * step + 80 + (index % 5) * 40 }, layers[index % 7],
  ]);
  const timed = async (act) => {
    await frame();
    await frame();
    const begun = performance.now();
    act();
    const called = performance.now() - begun;
    document.body.getBoundingClientRect();
    await frame();
    return { called, painted: performance.now() - begun };
  };
  return {
    all: await timed(() => highlights.all(entries)),
    set: await timed(() => highlights.set(7, { start: 10, end: 60 }, "draft")),
    remove: await timed(() => highlights.remove(8)),
    focus: await timed(() => highlights.focus(entries[3][1])),
    idsAt: await timed(() => { for (let at = 0; at < 1000; at += 1) highlights.idsAt(at * 200); }),
    snap: await timed(() => printed.snap({ start: 100_010, end: 100_200 })),
  };
}"""


def test_two_thousand_spans_of_a_long_article_are_painted_at_once(visit):
    assert len(LONG) > 200_000
    page = put(blank_page(visit), LONG)
    # What else the machine does is not measured: each budget must be kept once.
    best = page.evaluate(TIMED, {"count": 2000, "layers": LAYERS})
    for _ in range(30):
        if is_in_time(best):
            break
        again = page.evaluate(TIMED, {"count": 2000, "layers": LAYERS})
        best = {name: quicker(times, again[name]) for name, times in best.items()}
    assert is_in_time(best), best


def quicker(one: dict[str, float], other: dict[str, float]) -> dict[str, float]:
    return {what: min(time, other[what]) for what, time in one.items()}


def is_in_time(times: dict[str, dict[str, float]]) -> bool:
    is_painted = all(times[name]["painted"] < 100 for name in ("all", "set", "remove", "focus"))
    is_light = all(times[name]["called"] < 5 for name in ("set", "remove", "focus", "snap"))
    return is_painted and is_light and times["idsAt"]["called"] < 50


# --- Colours ------------------------------------------------------------------------------------

STYLES = """(layers) => {
  const line = article.querySelector("p");
  const { color, backgroundColor } = getComputedStyle(article);
  return {
    ink: color, paper: backgroundColor,
    layers: Object.fromEntries(layers.map((layer) => {
      const style = getComputedStyle(line, `::highlight(propos-${layer})`);
      return [layer, {
        fill: style.backgroundColor, ink: style.color, line: style.textDecorationColor,
        drawn: [style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness],
      }];
    })),
  };
}"""
Colour = tuple[float, ...]


def colour(css: str) -> Colour:
    red, green, blue, *alpha = (float(part) for part in re.findall(r"[\d.]+", css))
    return (red, green, blue, alpha[0] if alpha else 1.0)


def over(paper: Colour, *fills: Colour) -> Colour:
    for *fill, alpha in fills:
        mixed = (
            one * alpha + under * (1 - alpha) for one, under in zip(fill, paper[:3], strict=True)
        )
        paper = (*mixed, 1.0)
    return paper


def luminance(colour: Colour) -> float:
    shares = [part / 255 for part in colour[:3]]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2, relative luminances."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_text_and_lines_are_read_on_every_fill(visit):
    light = put(blank_page(visit), BODY)
    dark = put(blank_page(visit, color_scheme="dark"), BODY)
    chosen = put(blank_page(visit), BODY)
    chosen.evaluate("document.documentElement.dataset.theme = 'dark'")
    worst = {}
    for theme, page in {"light": light, "dark": dark, "dark chosen": chosen}.items():
        styles = page.evaluate(STYLES, LAYERS + FILLS)
        fills = {name: colour(one["fill"]) for name, one in styles["layers"].items()}
        ink, paper = colour(styles["ink"]), colour(styles["paper"])
        assert luminance(paper) > 0.9 if theme == "light" else luminance(paper) < 0.02
        for first, second in combinations([*LAYERS, None], 2):
            for more in ([], ["nested"], ["nested", "focus"], ["nested", "focus", "pending"]):
                names = [name for name in (first, second, *more) if name]
                ground = over(paper, *(fills[name] for name in names))
                worst[theme] = min(worst.get(theme, 99), contrast(ink, ground))
        for name in (*LAYERS, "pending"):
            line = colour(styles["layers"][name]["line"])
            assert contrast(line, over(paper, fills[name])) >= 3, (theme, name)
    assert min(worst.values()) >= 4.5, worst


def test_a_status_is_told_by_its_line_as_well_as_its_colour(page):
    styles = page.evaluate(STYLES, LAYERS)
    lines = [tuple(one["drawn"]) for one in styles["layers"].values()]
    assert len(set(lines)) == len(LAYERS)
    assert all(drawn[0] == "underline" for drawn in lines)


def test_in_forced_colours_the_lines_and_what_is_at_hand_remain(visit):
    page = put(blank_page(visit, forced_colors="active"), BODY)
    styles = page.evaluate(STYLES, [*LAYERS, *FILLS])["layers"]
    assert len({tuple(styles[layer]["drawn"]) for layer in LAYERS}) == len(LAYERS)
    assert {colour(styles[layer]["fill"])[3] for layer in LAYERS} == {0}
    # What is computed is painted: Chromium would paint every highlight as a selection.
    assert page.evaluate("getComputedStyle(article).forcedColorAdjust") == "none"
    for name in ("focus", "pending"):
        assert contrast(colour(styles[name]["fill"]), colour(styles[name]["ink"])) >= 4.5


def test_lines_of_the_text_are_those_of_a_book(visit):
    page = put(blank_page(visit), LINE * 30)
    height, line = page.evaluate(
        """() => {
          const paragraph = article.firstChild;
          const { lineHeight } = getComputedStyle(paragraph);
          return [paragraph.getBoundingClientRect().height, parseFloat(lineHeight)];
        }"""
    )
    # Sixty to seventy characters in the faces that are named first; the machine may have others.
    assert 55 <= len(LINE * 30) / round(height / line) <= 75
