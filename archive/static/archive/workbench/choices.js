// What an editor has begun and not sent: a new statement, or changes of one or of a suggestion. Each
// is kept in the browser as it is made, so that a closed tab loses nothing.
const FIELDS = ["kind", "speaker", "speaker_type", "attribution", "speaker_role", "span", "targets"];

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

export const valuesOf = (record) =>
  Object.fromEntries(FIELDS.map((name) => [name, record[name] ?? null]));

export class Choice {
  constructor({ item, base, changes = {}, names = {} }) {
    Object.assign(this, { item, base, changes, names });
    this.past = [];
    this.future = [];
    this.conflicts = null; // {field: theirs}
  }

  get isNew() {
    return this.item.startsWith("n");
  }

  get isChanged() {
    return this.isNew || Object.keys(this.changes).length > 0;
  }

  value(name) {
    return name in this.changes ? this.changes[name] : this.base[name];
  }

  set(values) {
    const before = { ...this.changes };
    for (const [name, value] of Object.entries(values)) {
      if (!this.isNew && same(value, this.base[name])) delete this.changes[name];
      else this.changes[name] = value;
    }
    if (same(before, this.changes)) return;
    this.past.push(before);
    this.future = [];
    this.#prune();
  }

  // The record as somebody else left it: what both changed is for the editor to choose.
  meet(base) {
    for (const [name, mine] of Object.entries(this.changes)) {
      if (same(base[name], mine)) delete this.changes[name];
      else if (!same(base[name], this.base[name])) (this.conflicts ??= {})[name] = base[name];
    }
    this.base = base;
    this.#prune();
  }

  settle(name, side) {
    delete this.conflicts[name];
    if (side === "theirs") this.set({ [name]: this.base[name] });
    this.#prune();
  }

  // Nothing is left to choose of a field whose change was taken back.
  #prune() {
    const left = Object.entries(this.conflicts ?? {}).filter(([name]) => name in this.changes);
    this.conflicts = left.length ? Object.fromEntries(left) : null;
  }

  undo() {
    return this.#step(this.past, this.future);
  }

  redo() {
    return this.#step(this.future, this.past);
  }

  #step(from, to) {
    if (!from.length) return false;
    to.push(this.changes);
    this.changes = from.pop();
    this.#prune();
    return true;
  }

  toggleTarget(person) {
    const targets = this.value("targets") ?? [];
    const others = targets.filter((target) => !isSomebody(target.person, person));
    const added = others.length === targets.length
      ? [...targets, { person, relation: "about", mention: null, role: "" }]
      : others;
    this.set({ targets: added });
  }

  hasTarget(person) {
    return (this.value("targets") ?? []).some((target) => isSomebody(target.person, person));
  }
}

// People are numbers of records, or {name, kind} for those to be recorded.
export const isSomebody = (one, other) =>
  typeof one === "object" && typeof other === "object" ? one?.name === other?.name : one === other;

export class Choices {
  #byItem = new Map();
  #held = new Set(); // items that this tab has had something begun of

  constructor({ user, article, text }) {
    this.place = `propos:choices:${user}:${article}`;
    this.text = text;
  }

  get(item) {
    return this.#byItem.get(item) ?? null;
  }

  of(record) {
    const kept = this.get(record.item);
    if (kept) return kept;
    const choice = new Choice({
      item: record.item, base: valuesOf(record), names: { ...record.names },
    });
    this.#byItem.set(record.item, choice);
    return choice;
  }

  add(choice) {
    this.#byItem.set(choice.item, choice);
    this.keep();
    return choice;
  }

  drop(item) {
    this.#held.add(item);
    this.#byItem.delete(item);
    this.keep();
  }

  get begun() {
    return [...this.#byItem.values()].filter((choice) => choice.isChanged);
  }

  keep() {
    const own = this.begun.map(({ item, base, changes, names }) => (
      { item, base, changes, names, text: this.text }
    ));
    for (const { item } of own) this.#held.add(item);
    try {
      // What another tab has begun of other items stays as that tab wrote it.
      const kept = [...this.#left().filter(({ item }) => !this.#held.has(item)), ...own];
      if (kept.length) localStorage.setItem(this.place, JSON.stringify({ text: this.text, kept }));
      else localStorage.removeItem(this.place);
    } catch {
      // A full or closed storage: what was begun lives as long as the page.
    }
  }

  #left() {
    try {
      const left = JSON.parse(localStorage.getItem(this.place));
      const kept = Array.isArray(left?.kept) ? left.kept : [];
      return kept.filter((one) => typeof one?.item === "string" && one.base?.span)
        .map((one) => ({ text: left.text, ...one }));
    } catch {
      return [];
    }
  }

  // What a former page left, of the items that are still there; `find` gives the place of words in
  // the text as it is now, or null.
  restore(records, find) {
    const found = [];
    for (const one of this.#left()) {
      const choice = new Choice(one);
      const isMoved = one.text !== this.text;
      if (choice.isNew) {
        const span = isMoved ? find(choice.base.span) : choice.base.span;
        if (!span) continue;
        choice.base.span = span;
        if (isMoved) delete choice.changes.span;
      } else {
        const record = records.get(choice.item);
        if (!record) continue;
        if (isMoved) delete choice.changes.span;
      }
      this.#byItem.set(choice.item, choice);
      found.push(choice);
    }
    return found;
  }
}
