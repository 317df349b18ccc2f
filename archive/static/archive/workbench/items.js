// The list of statements and suggestions: the server's own markup, in reading order, one of them at
// hand. It is what assistive technology reads; the marks in the text only follow it.
import { markup } from "./make.js";

const DECIDED = new Set(["published"]);
const order = (one, other) =>
  one.span.start - other.span.start || other.span.end - one.span.end
  || (one.item < other.item ? -1 : 1);

export class Items {
  constructor({ list, unsure, records, nothing, count }) {
    Object.assign(this, { list, unsure, nothing, count });
    this.records = new Map(records.map((record) => [record.item, record]));
    this.elements = new Map();
    for (const element of document.querySelectorAll("[data-item]")) {
      this.elements.set(element.dataset.item, element);
    }
    this.sorted = [...this.records.values()].sort(order);
    this.later = new Set();
    this.current = null;
    if (this.sorted.length) this.#tabbable(this.first()?.item ?? this.sorted[0].item);
  }

  get(item) {
    return this.records.get(item) ?? null;
  }

  element(item) {
    return this.elements.get(item) ?? null;
  }

  get all() {
    return this.sorted;
  }

  first() {
    return this.sorted.find((record) => record.status !== "unsure") ?? null;
  }

  // Takes a record as it is now; its markup replaces the one that was there.
  put(record) {
    const element = record.html ? markup(record.html) : this.elements.get(record.item);
    const former = this.elements.get(record.item);
    const hadFocus = former?.contains(document.activeElement);
    this.#forget(record.item);
    former?.remove();
    this.records.set(record.item, record);
    this.elements.set(record.item, element);
    this.sorted.splice(this.#placeOf(record), 0, record);
    this.#insert(record, element);
    if (this.current === record.item) this.#mark(element);
    if (hadFocus) element.focus({ preventScroll: true });
    this.#tell();
  }

  remove(item) {
    const element = this.elements.get(item);
    if (!this.records.has(item)) return;
    const hadFocus = element.contains(document.activeElement);
    this.#forget(item);
    this.records.delete(item);
    this.elements.delete(item);
    element.remove();
    if (this.current === item) this.current = null;
    if (hadFocus) this.list.focus({ preventScroll: true });
    this.#tell();
  }

  // Makes an item the one at hand; focus speaks it, so nothing else needs to.
  choose(item, { focus = true } = {}) {
    if (this.current) {
      const former = this.elements.get(this.current);
      former?.removeAttribute("aria-current");
      if (former) former.tabIndex = -1;
    }
    this.current = item;
    const element = item && this.elements.get(item);
    if (!element) return;
    if (this.unsure.contains(element)) this.unsure.open = true;
    this.#mark(element);
    if (focus) element.focus({ preventScroll: true });
    // In one column the list stands below the card, which is what is read.
    const box = this.list.parentElement;
    if (box.scrollHeight > box.clientHeight + 1) element.scrollIntoView({ block: "nearest" });
  }

  // The neighbour of the item at hand, or of a place in the text when there is none.
  beside(step, place = 0) {
    const shown = this.#shown();
    const at = shown.findIndex((record) => record.item === this.current);
    if (at >= 0) return shown[at + step] ?? null;
    const after = shown.findIndex((record) => record.span.start >= place);
    return step > 0 ? shown[after] ?? null : shown[(after < 0 ? shown.length : after) - 1] ?? null;
  }

  // Where to go once an item is decided on: the next that waits, those left for later last, the
  // less reliable ones after them when they are unfolded.
  next(isWaiting, place) {
    const waiting = this.#shown().filter(
      (record) => record.item !== this.current && !DECIDED.has(record.status) && isWaiting(record),
    );
    const prompt = waiting.filter((record) => !this.later.has(record.item));
    const sure = prompt.filter((record) => record.status !== "unsure");
    const after = (records) =>
      records.find((record) => record.span.start >= place) ?? records[0] ?? null;
    return after(sure) ?? [...this.later].map((item) => this.get(item))
      .find((record) => record && record.item !== this.current && isWaiting(record))
      ?? after(prompt);
  }

  leave(item) {
    this.later.delete(item);
    this.later.add(item);
  }

  #shown() {
    return this.sorted.filter((record) => record.status !== "unsure" || this.unsure.open);
  }

  #forget(item) {
    const at = this.sorted.findIndex((record) => record.item === item);
    if (at >= 0) this.sorted.splice(at, 1);
  }

  #placeOf(record) {
    let [low, high] = [0, this.sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (order(this.sorted[middle], record) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #insert(record, element) {
    const isUnsure = record.status === "unsure";
    const list = isUnsure ? this.unsure.querySelector("ol") : this.list;
    const at = this.sorted.indexOf(record);
    const following = this.sorted.slice(at + 1)
      .find((other) => (other.status === "unsure") === isUnsure);
    list.insertBefore(element, following ? this.elements.get(following.item) : null);
  }

  #mark(element) {
    element.setAttribute("aria-current", "true");
    element.tabIndex = 0;
  }

  #tabbable(item) {
    const element = this.elements.get(item);
    if (element) element.tabIndex = 0;
  }

  #tell() {
    const unsure = this.sorted.filter((record) => record.status === "unsure").length;
    this.nothing.hidden = this.sorted.length > 0;
    this.unsure.hidden = unsure === 0;
    this.unsure.querySelector("#unsure-count").textContent = unsure;
    this.count.textContent = this.sorted.length;
  }
}
