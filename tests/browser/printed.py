"""A printed text put on a page of the desk, as the annotation desk would: its document and modules.

In the page, `printed` is the text, `article` its element, `highlights` what is painted over it;
`domRange` makes the live range of a span.
"""

from typing import Any

from playwright.sync_api import Page

VIEW = {"width": 1000, "height": 900}

# The annotation desk's markup: one <p> a line, one text node each, nothing between.
BUILD = """async (lines) => {
  if (!document.querySelector("link[href$='text.css']")) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = "/static/archive/workbench/text.css";
    const loaded = new Promise((resolve) => { style.onload = resolve; });
    document.head.append(style);
    await loaded;
  }
  const article = document.createElement("article");
  Object.assign(article, { id: "printed", lang: "fr", tabIndex: 0 });
  for (const [start, line] of lines) {
    const paragraph = document.createElement("p");
    paragraph.dataset.start = start;
    if (line) paragraph.textContent = line;
    article.append(paragraph);
  }
  const [before, after] = [document.createElement("p"), document.createElement("p")];
  before.id = "before"; before.textContent = "Avant le texte.";
  after.id = "after"; after.textContent = "Après le texte.";
  document.body.replaceChildren(before, article, after);
  const { PrintedText } = await import("/static/archive/workbench/text.js");
  const { Highlights } = await import("/static/archive/workbench/highlights.js");
  Object.assign(window, { Highlights, printed: new PrintedText(article), article });
  window.highlights = new Highlights(printed);
  window.domRange = (start, end) => {
    const range = document.createRange();
    const words = printed.rangeOf(start, end);
    range.setStart(words.startContainer, words.startOffset);
    range.setEnd(words.endContainer, words.endOffset);
    return range;
  };
}"""


def blank_page(visit: Any, **options: Any) -> Page:
    """A page with the desk's own styles, whose content does not matter."""
    page = visit(viewport=VIEW, **options)
    page.goto("/admin/login/")
    return page


def put(page: Page, body: str) -> Page:
    """The page with this text, in place of what was there."""
    page.evaluate(BUILD, lines_of(body))
    return page


def lines_of(body: str) -> list[tuple[int, str]]:
    lines, start = [], 0
    for line in body.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def words(page: Page, body: str, script: str, argument: Any = None) -> str | None:
    """The words of the span that a script answers."""
    found = page.evaluate(script, argument)
    return body[found["start"] : found["end"]] if found else None
