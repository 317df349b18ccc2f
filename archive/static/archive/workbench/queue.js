// The acts of this tab that have no answer yet, in order; each is kept in the browser while there
// is room. An entry is {ordinal, act, until, isKept, isSending, isDoubtful}: held until a time of
// this page's clock; doubtful when the server may have heard of it.
import { uuid } from "./uuid.js";

export class Queue {
  #entries = [];
  #kept;

  constructor(kept) {
    this.#kept = kept;
  }

  [Symbol.iterator]() {
    return [...this.#entries][Symbol.iterator]();
  }

  get first() {
    return this.#entries[0];
  }

  get size() {
    return this.#entries.length;
  }

  get isKept() {
    return this.#entries.every((entry) => entry.isKept);
  }

  has(entry) {
    return this.#entries.includes(entry);
  }

  find(key) {
    return this.#entries.find((entry) => entry.act.key === key);
  }

  add(given, hold) {
    const act = JSON.parse(JSON.stringify({ ...given, key: given.key ?? uuid() })); // as it is now
    const ordinal = this.#kept.nextOrdinal();
    const isKept = this.#kept.keep(ordinal, act);
    const entry = { ordinal, act, until: performance.now() + hold, isKept };
    this.#entries.push(entry);
    return entry;
  }

  // An act of a tab that is gone, at its place in the order.
  takeOver({ ordinal, act }) {
    const known = this.find(act.key);
    if (known) {
      if (known.isKept && known.ordinal !== ordinal) this.#kept.forget(ordinal);
      return;
    }
    const own = this.#kept.asOwn(ordinal);
    const isMoved = this.#kept.keep(own, act);
    if (isMoved) this.#kept.forget(ordinal);
    const entry = { ordinal: isMoved ? own : ordinal, act, until: 0, isKept: true };
    this.#entries.push({ ...entry, isDoubtful: true });
    this.#entries.sort((one, other) => (one.ordinal < other.ordinal ? -1 : 1));
  }

  // Other tabs know that this one is here: what it kept before says so.
  settleIn() {
    this.#kept.isEarly = false;
    for (const entry of this.#entries) {
      if (entry.isKept) this.#kept.keep(entry.ordinal, entry.act);
    }
  }

  drop(entry) {
    this.#entries.splice(this.#entries.indexOf(entry), 1);
    this.#kept.forget(entry.ordinal);
    for (const one of this.#entries) { // there may be room now
      if (!one.isKept) one.isKept = this.#kept.keep(one.ordinal, one.act);
    }
  }
}
