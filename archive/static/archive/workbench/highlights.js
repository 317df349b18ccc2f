// What is painted over the printed text: one CSS highlight a layer, styled in text.css, never one a
// statement. It is decoration: the list beside the text says it all. Where the browser has no
// highlights nothing is painted, and all else works.

// Undermost first. What stands inside other words is painted once more, so that it shows.
const LAYERS = ["elsewhere", "unsure", "suggestion", "published", "in_review", "returned", "draft"];
const ABOVE = ["nested", "focus", "mentions", "pending"];
const STRETCH = 256; // code points; what lies over one is looked through

const holds = (outer, inner) => outer.start <= inner.start && inner.end <= outer.end;

// Which entries lie over a place, whatever their number.
class Index {
  #stretches = new Map(); // number of a stretch of the text → the entries that lie over it

  add(entry) {
    for (const number of stretchesOf(entry.span)) {
      if (!this.#stretches.has(number)) this.#stretches.set(number, new Set());
      this.#stretches.get(number).add(entry);
    }
  }

  remove(entry) {
    for (const number of stretchesOf(entry.span)) this.#stretches.get(number).delete(entry);
  }

  over(position) {
    const near = this.#stretches.get(Math.floor(position / STRETCH)) ?? [];
    return [...near].filter(({ span }) => span.start <= position && position < span.end);
  }

  inside(span) {
    const found = new Set();
    for (const number of stretchesOf(span)) {
      for (const entry of this.#stretches.get(number) ?? []) {
        if (holds(span, entry.span)) found.add(entry);
      }
    }
    return found;
  }
}

const stretchesOf = function* ({ start, end }) {
  const last = Math.floor(Math.max(start, end - 1) / STRETCH);
  for (let number = Math.floor(start / STRETCH); number <= last; number += 1) yield number;
};

export class Highlights {
  #text;
  #painted = new Map(); // layer → Highlight
  #entries = new Map(); // id → {id, span, layer, order, range, isNested}
  #index = new Index();
  #order = 0;

  static get isSupported() {
    return Boolean(globalThis.CSS?.highlights) && typeof Highlight === "function";
  }

  constructor(text) {
    this.#text = text;
    if (!Highlights.isSupported) return;
    [...LAYERS, ...ABOVE].forEach((layer, priority) => {
      const highlight = new Highlight();
      highlight.priority = priority;
      this.#painted.set(layer, highlight);
      CSS.highlights.set(`propos-${layer}`, highlight);
    });
  }

  set(id, span, layer) {
    this.remove(id);
    const entry = this.#add(id, span, layer);
    for (const inner of this.#index.inside(span)) this.#nest(inner);
    return entry.range;
  }

  remove(id) {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#entries.delete(id);
    this.#index.remove(entry);
    this.#painted.get(entry.layer)?.delete(entry.range);
    if (entry.isNested) this.#painted.get("nested")?.delete(entry.range);
    for (const inner of this.#index.inside(entry.span)) this.#nest(inner);
  }

  // In place of all there were.
  all(entries) {
    for (const layer of [...LAYERS, "nested"]) this.#painted.get(layer)?.clear();
    this.#entries.clear();
    this.#index = new Index();
    for (const [id, span, layer] of entries) {
      this.#entries.has(id) ? this.set(id, span, layer) : this.#add(id, span, layer);
    }
    for (const entry of this.#entries.values()) this.#nest(entry);
  }

  focus(span) {
    this.#only("focus", span ? [span] : []);
  }

  pending(span) {
    this.#only("pending", span ? [span] : []);
  }

  mentions(spans) {
    this.#only("mentions", spans);
  }

  idsAt(position) {
    const length = ({ span }) => span.end - span.start;
    return this.#index
      .over(position)
      .sort((one, other) => length(one) - length(other) || other.order - one.order)
      .map(({ id }) => id);
  }

  #add(id, { start, end }, layer) {
    const span = { start, end };
    const range = Highlights.isSupported ? this.#text.rangeOf(start, end) : null;
    const entry = { id, span, layer, order: this.#order++, range, isNested: false };
    this.#entries.set(id, entry);
    this.#index.add(entry);
    this.#painted.get(layer)?.add(range);
    return entry;
  }

  // Of two that lie over the same words the later one is inside.
  #nest(entry) {
    const isNested = this.#index.over(entry.span.start).some((outer) =>
      outer !== entry && holds(outer.span, entry.span) &&
      (outer.order < entry.order || !holds(entry.span, outer.span)));
    if (isNested === entry.isNested) return;
    entry.isNested = isNested;
    const nested = this.#painted.get("nested");
    if (isNested) nested?.add(entry.range);
    else nested?.delete(entry.range);
  }

  #only(layer, spans) {
    const highlight = this.#painted.get(layer);
    if (!highlight) return;
    highlight.clear();
    for (const { start, end } of spans) highlight.add(this.#text.rangeOf(start, end));
  }
}
