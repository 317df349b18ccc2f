// The printed text of an article on the page: places in the document and places in the text.
// A place in the text is counted in code points of the body, as everywhere in the archive; the
// document counts UTF-16 units within one text node a line. What words are is in words.js.
import {
  grown, moved, nextWord, partsStep, previousWord, snapped, wordAround,
} from "./words.js";

const clusters = new Intl.Segmenter("fr", { granularity: "grapheme" });

const isSecondHalf = (unit) => unit >= 0xdc00 && unit <= 0xdfff;

// One line of the body. Code points and UTF-16 units are counted alike but where there are
// surrogate pairs: `units` is then where each code point begins.
class Line {
  constructor(element, start) {
    this.element = element;
    this.node = element.firstChild;
    this.text = element.textContent;
    this.start = start;
    this.units = null;
    if (/[\ud800-\udbff]/.test(this.text)) this.#count();
    this.length = this.units ? this.units.length - 1 : this.text.length;
    this.end = start + this.length;
  }

  #count() {
    this.units = [];
    for (let unit = 0; unit < this.text.length; unit += 1) {
      if (!isSecondHalf(this.text.charCodeAt(unit))) this.units.push(unit);
    }
    this.units.push(this.text.length);
  }

  unitAt(point) {
    return this.units ? this.units[point] : point;
  }

  // Of a unit inside a surrogate pair, the code point that it is of.
  pointAt(unit) {
    if (!this.units) return Math.min(unit, this.length);
    const after = firstIndex(this.units.length, (index) => this.units[index] > unit);
    return Math.min(after - 1, this.length);
  }
}

// The first of so many indexes for which something holds that then goes on holding.
const firstIndex = (count, hold) => {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hold(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

export class PrintedText {
  #lines = [];
  #lineOf = new Map(); // <p> or text node → its line
  #points = null;

  constructor(element) {
    this.element = element;
    element.normalize(); // a parser cuts long lines into several text nodes
    for (const paragraph of element.children) {
      const line = new Line(paragraph, Number(paragraph.dataset.start));
      this.#lines.push(line);
      this.#lineOf.set(paragraph, line);
      if (line.node) this.#lineOf.set(line.node, line);
    }
    this.length = this.#lines.at(-1)?.end ?? 0;
  }

  slice(start, end) {
    return this.#all.slice(Math.max(0, start), Math.max(0, end)).join("");
  }

  rangeOf(start, end) {
    const [startContainer, startOffset] = this.#placeOf(start);
    const [endContainer, endOffset] = this.#placeOf(end);
    return new StaticRange({ startContainer, startOffset, endContainer, endOffset });
  }

  positionAt(node, offset) {
    if (node === this.element) {
      const line = this.#lineOf.get(node.childNodes[offset]);
      return line ? line.start : this.length;
    }
    const line = this.#lineOf.get(node);
    if (!line) return null;
    if (node === line.element) return offset === 0 ? line.start : line.end;
    return line.start + line.pointAt(offset);
  }

  selected() {
    const selection = getSelection();
    for (let index = 0; index < selection.rangeCount; index += 1) {
      const range = selection.getRangeAt(index);
      if (range.collapsed || !range.intersectsNode(this.element)) continue;
      // What begins or ends outside the text reaches to its end on that side.
      const start = this.positionAt(range.startContainer, range.startOffset) ?? 0;
      const end = this.positionAt(range.endContainer, range.endOffset) ?? this.length;
      if (start < end) return { start, end };
    }
    return null;
  }

  snap(span) {
    return snapped(this.#all, span);
  }

  // The word at a place; at the end of one, that one. « l’|école » are two, as for the keys.
  wordAt(position) {
    if (position < 0 || position > this.length) return null;
    const after = position < this.length && wordAround(this.#all, position, partsStep);
    return after || (position > 0 && wordAround(this.#all, position - 1, partsStep)) || null;
  }

  // The last word that ends at a place or before it, the first that begins there or after: the
  // steps of a cursor that goes from word to word.
  wordBefore(position) {
    return previousWord(this.#all, Math.min(position, this.length), partsStep);
  }

  wordAfter(position) {
    return nextWord(this.#all, Math.max(position, 0), partsStep);
  }

  moveEdge(span, edge, step) {
    return moved(this.#all, span, edge, step);
  }

  grow(span) {
    return grown(this.#all, span);
  }

  // Of the character under a point of the viewport; where there is none, of the nearest place.
  at(x, y) {
    const place = caretAt(x, y);
    const position = place && this.positionAt(...place);
    if (position === null || position === undefined) return null;
    const line = this.#lineOf.get(place[0]);
    // A caret stands on the nearer side of a character: on the far side of its middle it is after.
    const before = line?.node && characterBefore(line, line.unitAt(position - line.start));
    return before && isOver(line.node, before, x, y)
      ? line.start + line.pointAt(before.start)
      : position;
  }

  select(span) {
    const range = this.rangeOf(span.start, span.end);
    getSelection().setBaseAndExtent(
      range.startContainer, range.startOffset, range.endContainer, range.endOffset,
    );
  }

  // Scrolls what scrolls around the text until the words are in sight, their beginning if they
  // are longer than that; nothing moves when they are. At once: a scroll that glides paints a long
  // article thirty times, and the next key waits for it.
  reveal(span) {
    const words = document.createRange();
    words.setStart(...this.#placeOf(span.start));
    words.setEnd(...this.#placeOf(span.end));
    let { top, bottom } = words.getBoundingClientRect();
    for (const box of scrollersOf(this.element)) {
      const distance = distanceInto(box, top, bottom);
      if (!distance) continue;
      box.element.scrollBy({ top: distance, behavior: "instant" });
      [top, bottom] = [top - distance, bottom - distance];
    }
  }

  get #all() {
    this.#points ??= Array.from(this.#lines.map((line) => line.text).join("\n"));
    return this.#points;
  }

  // The document's place of a place in the text: in the text node of its line, or in its empty <p>.
  #placeOf(position) {
    const inside = Math.max(0, Math.min(position, this.length));
    const index = firstIndex(this.#lines.length, (at) => this.#lines[at].end >= inside);
    const line = this.#lines[index];
    return line.node ? [line.node, line.unitAt(inside - line.start)] : [line.element, 0];
  }
}

const caretAt = (x, y) => {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && [caret.offsetNode, caret.offset];
  }
  const caret = document.caretRangeFromPoint(x, y);
  return caret && [caret.startContainer, caret.startOffset];
};

// The bounds, in units, of what is read as one character and ends at a unit or holds it.
const characterBefore = (line, unit) => {
  if (unit === 0) return null;
  const cluster = clusters.segment(line.text).containing(unit - 1);
  return { start: cluster.index, end: cluster.index + cluster.segment.length };
};

const isOver = (node, { start, end }, x, y) => {
  const character = document.createRange();
  character.setStart(node, start);
  character.setEnd(node, end);
  return [...character.getClientRects()].some((rect) => {
    const lead = rect.height / 2; // between lines a point is of the line it is nearest to
    return rect.left <= x && x < rect.right && rect.top - lead <= y && y < rect.bottom + lead;
  });
};

// What scrolls around an element, innermost first, with the bounds of what is seen through it.
const scrollersOf = function* (element) {
  for (let one = element; one; one = one.parentElement) {
    const isPage = one === document.scrollingElement;
    const scrolls = isPage || /auto|scroll/.test(getComputedStyle(one).overflowY);
    if (!scrolls || one.scrollHeight <= one.clientHeight) continue;
    const { top } = isPage ? { top: 0 } : one.getBoundingClientRect();
    yield { element: one, top, bottom: top + (isPage ? innerHeight : one.clientHeight) };
  }
};

// How far a box must scroll for words to be seen: to a third of its height, or to its top when
// they are too long for that; 0 when they are seen.
const distanceInto = (box, top, bottom) => {
  const height = box.bottom - box.top;
  const room = Math.max(0, Math.min(height / 3, height - (bottom - top)));
  const lowest = bottom - top > height ? box.top + height / 3 : box.bottom - (bottom - top);
  return box.top <= top && top <= lowest ? 0 : Math.round(top - box.top - room);
};
