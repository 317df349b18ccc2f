"""An editor at the annotation desk in a real browser: opens it, counts what they do, reads what is
shown."""

from typing import Any

from playwright.sync_api import Page, expect

from archive.models import Article

# Two people, a pronoun, an unnamed source, words with and without marks, and some that nobody said.
BODY = (
    "Ysoline Quévrain, maire de Valmont, a réuni hier les commerçants. Selon Théodule "
    "Marquenterre, adjoint aux halles, les travaux ont trop tardé.\n\n"
    "« Il va bien falloir qu’elle se décide », a lancé Théodule Marquenterre. 🎉 Un proche de la "
    "maire s’agace.\n\n"
    "Ysoline Quévrain l’a promis aux commerçants : « Nous ouvrirons la halle au printemps. » "
    "Dehors, une pancarte disait « tout va bien » aux passants.\n"
)
ELLE = "Il va bien falloir qu’elle se décide"
HALLE = "Nous ouvrirons la halle au printemps."


class Bench:
    """The desk of an article in one tab. ``actions`` counts keys, drags and clicks."""

    def __init__(self, page: Page, article: Article) -> None:
        self.page, self.article, self.actions = page, article, 0

    def open(self, at: str = "") -> "Bench":
        self.page.goto(f"/en/admin/archive/article/{self.article.pk}/annotate/{at}")
        expect(self.page.locator("#annotator[data-ready=yes]")).to_be_visible()
        return self

    def press(self, *keys: str) -> None:
        for key in keys:
            self.actions += 1
            self.page.keyboard.press(key)

    def click(self, selector: str) -> None:
        self.actions += 1
        self.page.click(selector)

    def drag(self, words: str, *, short: int = 0) -> None:
        """From the first to the last of these words, so many pixels short at either end."""
        self.actions += 1
        left, top, right, bottom = self.page.evaluate(BOXES, words)
        self.page.mouse.move(left + 1 + short, top)
        self.page.mouse.down()
        self.page.mouse.move(right - 1 - short, bottom, steps=4)
        self.page.mouse.up()
        expect(self.page.locator("#card blockquote")).to_be_visible()

    def saved(self) -> None:
        """Waits until the server has answered everything."""
        expect(self.page.locator("#saving[data-state=saved]")).to_be_visible(timeout=15_000)

    def card(self) -> str:
        return self.page.locator("#card").inner_text()

    @property
    def words(self) -> Any:
        return self.page.locator("#card blockquote")

    @property
    def current(self) -> Any:
        return self.page.locator(".item[aria-current=true]")


BOXES = """words => {
  for (const p of document.querySelectorAll("#printed p")) {
    const at = p.textContent.indexOf(words);
    if (at < 0) continue;
    p.scrollIntoView({ block: "center", behavior: "instant" });
    const range = document.createRange();
    range.setStart(p.firstChild, at);
    range.setEnd(p.firstChild, at + words.length);
    const boxes = [...range.getClientRects()];
    const [first, last] = [boxes[0], boxes.at(-1)];
    return [first.left, (first.top + first.bottom) / 2, last.right, (last.top + last.bottom) / 2];
  }
}"""
