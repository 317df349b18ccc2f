// The printed text under the editor's hands: words dragged over, items clicked, and a cursor of words
// for the keyboard (arrows, Shift to extend, Enter to take them).
const STILL = 4; // pixels a pointer may move in a click

export class Reader {
  constructor({ text, highlights, onWords, onItem, isOn }) {
    Object.assign(this, { text, highlights, onWords, onItem, isOn });
    this.cursor = null; // {from, to}: the words where the keyboard's stretch begins and ends
    this.pressed = null;
    const { element } = text;
    element.addEventListener("pointerdown", (event) => {
      this.pressed = [event.clientX, event.clientY];
    });
    document.addEventListener("pointerup", (event) => this.#release(event));
    element.addEventListener("keydown", (event) => this.#press(event));
  }

  #release(event) {
    const from = this.pressed;
    this.pressed = null;
    if (!from || event.button !== 0) return;
    const isStill = Math.hypot(event.clientX - from[0], event.clientY - from[1]) < STILL;
    // A double click has chosen a word by then; a single one leaves an empty selection.
    setTimeout(() => {
      const raw = this.text.selected();
      if (raw) this.#take(raw);
      else if (isStill) this.#click(event);
    });
  }

  #take(raw) {
    const span = this.isOn() ? this.text.snap(raw) : null;
    if (span) this.onWords(span);
  }

  #click({ clientX, clientY }) {
    const position = this.text.at(clientX, clientY);
    if (position === null) return;
    this.cursor = null;
    const ids = this.highlights.idsAt(position);
    if (ids.length) this.onItem(ids);
    else {
      const word = this.text.wordAt(position);
      if (word) this.cursor = { from: word, to: word };
    }
  }

  // Where the keyboard is, for who asks what comes after it.
  get position() {
    return this.cursor?.to.start ?? 0;
  }

  #press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step) this.#step(step, event.shiftKey);
    else if (event.key === "Enter" && this.cursor) this.#take(this.#stretch());
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #step(step, isExtending) {
    const { to } = this.cursor ?? { to: null };
    const next = !to
      ? this.text.wordAfter(0)
      : step > 0 ? this.text.wordAfter(to.end) : this.text.wordBefore(to.start);
    if (!next) return;
    this.cursor = isExtending && this.cursor ? { from: this.cursor.from, to: next } : { from: next, to: next };
    const span = this.#stretch();
    this.text.select(span);
    this.text.reveal(next);
  }

  #stretch() {
    const { from, to } = this.cursor;
    return { start: Math.min(from.start, to.start), end: Math.max(from.end, to.end) };
  }
}
