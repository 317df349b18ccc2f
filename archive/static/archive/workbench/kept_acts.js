// The acts of one editor on one article, kept in the browser until the server has answered.
//
// Each act has an entry of its own, propos:outbox:<user>:<article>:<ordinal>, so that two tabs
// never write over each other. An ordinal is a time and the tab that wrote it: sorted, they are
// in order.
const ACTS = "propos:outbox";
const ASIDE = "propos:aside"; // entries that cannot be read
const ORDINAL = /^\d{15}-([\w-]+)$/;

// What the page keeps things in, or null where the browser refuses.
export const pageStorage = () => {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
};

const isAct = (act) => act !== null && typeof act === "object" && typeof act.key === "string";

export const tabOf = (ordinal) => ORDINAL.exec(ordinal)?.[1];

export class KeptActs {
  #storage;
  #user;
  #place;
  #last = 0;
  isEarly = true; // until other tabs can know that this one is here

  constructor({ storage, user, article, tab }) {
    this.#storage = storage;
    this.#user = encodeURIComponent(user);
    this.#place = `${this.#user}:${encodeURIComponent(article)}:`;
    this.tab = tab;
    // After what is kept already, even if the clock was set back.
    for (const ordinal of this.#ordinals()) {
      if (tabOf(ordinal)) this.#last = Math.max(this.#last, Number(ordinal.slice(0, 15)));
    }
  }

  // Of whose acts on what, for the locks.
  get name() {
    return `${ACTS}:${this.#place.slice(0, -1)}`;
  }

  get isThere() {
    return this.#storage !== null;
  }

  nextOrdinal() {
    this.#last = Math.max(Date.now(), this.#last + 1);
    return `${String(this.#last).padStart(15, "0")}-${this.tab}`;
  }

  // The same place in the order, as this tab's.
  asOwn(ordinal) {
    return `${ordinal.slice(0, 15)}-${this.tab}`;
  }

  // Whether the act is kept: not where storage is full, or refused.
  keep(ordinal, act) {
    return this.#write(`${ACTS}:${this.#place}${ordinal}`, JSON.stringify({ act, isEarly: this.isEarly }));
  }

  forget(ordinal) {
    this.#try((storage) => storage.removeItem(`${ACTS}:${this.#place}${ordinal}`));
  }

  // [{ordinal, act, isEarly}] of every other tab, in order. What cannot be read is moved aside.
  ofOtherTabs() {
    return this.#ordinals().filter((ordinal) => tabOf(ordinal) !== this.tab).sort()
      .flatMap((ordinal) => this.#read(ordinal) ?? []);
  }

  // Forgets all of this user's, unless an act of any article still waits.
  purge() {
    if (this.#names(`${ACTS}:${this.#user}:`).length) return;
    for (const name of this.#names(`${ASIDE}:${this.#user}:`)) {
      this.#try((storage) => storage.removeItem(name));
    }
  }

  #read(ordinal) {
    const name = `${ACTS}:${this.#place}${ordinal}`;
    const written = this.#try((storage) => storage.getItem(name)) ?? null;
    if (written === null) return null;
    try {
      const { act, isEarly } = JSON.parse(written);
      if (tabOf(ordinal) && isAct(act)) return { ordinal, act, isEarly };
    } catch { /* moved aside below */ }
    this.#moveAside(ordinal, name, written);
    return null;
  }

  // It is not lost, and is not looked at again; where there is no room it stays where it is.
  #moveAside(ordinal, name, written) {
    if (!this.#write(`${ASIDE}:${this.#place}${ordinal}`, written)) return;
    this.#try((storage) => storage.removeItem(name));
  }

  #ordinals() {
    const start = `${ACTS}:${this.#place}`;
    return this.#names(start).map((name) => name.slice(start.length));
  }

  #names(start) {
    const names = this.#try((storage) => (
      Array.from({ length: storage.length }, (_, index) => storage.key(index))
    ));
    return (names ?? []).filter((name) => name?.startsWith(start));
  }

  #write(name, written) {
    return this.#try((storage) => { storage.setItem(name, written); return true; }) ?? false;
  }

  #try(act) {
    if (this.#storage === null) return undefined;
    try {
      return act(this.#storage);
    } catch {
      return undefined;
    }
  }
}
