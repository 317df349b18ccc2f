// What an editor did and the server has not answered yet: kept in the browser, sent in order, one
// act and one tab at a time, until each has a definite answer. An act has a key (a UUID), and the
// server answers a key that it knows as it did before: sending again doubles nothing. The acts of a
// tab that is gone are taken over by the next page of the same user and article.
import { KeptActs, pageStorage } from "./kept_acts.js";
import { isOffline, Sender } from "./posting.js";
import { Queue } from "./queue.js";
import { Turns } from "./turns.js";
import { uuid } from "./uuid.js";

const pageFetch = (...given) => globalThis.fetch(...given);

export class Outbox extends EventTarget {
  #kept;
  #queue;
  #sender;
  #turns;
  #trouble = null; // "waiting" | "offline" | "logged-out"
  #again = null; // timers
  #held = null;
  #isWorking = false;
  #isLeaving = false;
  #hasTakenOver = false;
  #told = "";
  #listening = new AbortController();
  #ask = (event) => event.preventDefault();

  // `renew`, where given, answers a fresh token (or null) once this page's is refused.
  constructor({ url, user, article, token, storage = pageStorage(), fetch = pageFetch, renew }) {
    super();
    const tab = uuid();
    this.#kept = new KeptActs({ storage, user, article, tab });
    this.#queue = new Queue(this.#kept);
    this.#turns = new Turns(this.#kept.name, tab);
    this.#sender = new Sender({ url, token, fetch, renew });
    this.#listen();
    this.#enter();
  }

  add(act, { hold = 0 } = {}) {
    if (this.has(act.key)) return act.key;
    const entry = this.#queue.add(act, hold);
    if (this.#isLeaving) this.#sendOff(entry);
    this.#tell();
    this.#work();
    return entry.act.key;
  }

  // True: the server has not heard of it, and never will.
  cancel(key) {
    const entry = this.#queue.find(key);
    if (!entry || entry.isSending || entry.isDoubtful) return false;
    this.#queue.drop(entry);
    this.#tell();
    this.#work();
    return true;
  }

  release() {
    for (const entry of this.#queue) entry.until = 0;
    this.#work();
  }

  has(key) {
    return this.#queue.find(key) !== undefined;
  }

  // The acts without an answer, those of the other tabs of this editor and article too.
  get unanswered() {
    return [...this.#queue, ...this.#kept.ofOtherTabs()].map(({ act }) => act);
  }

  get waiting() {
    return this.#queue.size;
  }

  get state() {
    if (!this.#queue.size) return "saved";
    return this.#trouble ?? "sending";
  }

  // Whether what waits would outlive this page: not where storage is full or refused.
  get kept() {
    return this.#kept.isThere && this.#queue.isKept;
  }

  set token(token) {
    this.#sender.token = token;
  }

  retry() {
    this.#wake();
  }

  // Stops sending and listening; what waits is kept for the next page.
  close() {
    this.#listening.abort();
    this.#isLeaving = true;
    this.#turns.leave();
    clearTimeout(this.#again);
    clearTimeout(this.#held);
    globalThis.removeEventListener("beforeunload", this.#ask);
  }

  #listen() {
    const { signal } = this.#listening;
    const on = (name, act) => globalThis.addEventListener(name, act, { signal });
    on("online", () => this.#wake());
    on("offline", () => {
      if (this.#queue.size) this.#wait({ is: "waiting", wait: 5_000 });
      this.#tell();
    });
    on("visibilitychange", () => { if (document.visibilityState === "visible") this.#wake(); });
    on("pagehide", () => this.#leave());
    on("pageshow", (event) => { if (event.persisted) this.#comeBack(); });
    on("submit", ({ target }) => {
      if (target.id === "logout-form" && !this.#queue.size) this.#kept.purge();
    });
  }

  #enter() {
    this.#turns.enter().then(() => this.#queue.settleIn());
    this.#wake();
  }

  async #wake() {
    clearTimeout(this.#again);
    this.#again = null;
    await this.#turns.take(() => this.#takeOver());
    this.#work();
  }

  // The acts of tabs that are gone; where nobody knows which are, all acts, once.
  async #takeOver() {
    if (this.#hasTakenOver && !this.#turns.hasLocks) return;
    this.#hasTakenOver = true;
    for (const entry of await this.#turns.leftBehind(this.#kept)) this.#queue.takeOver(entry);
    this.#tell();
  }

  // --- One act at a time ----------------------------------------------------------------------

  async #work() {
    if (this.#isWorking) return;
    this.#isWorking = true;
    try {
      while (this.#next()) await this.#turns.take(() => this.#sendNext());
    } finally {
      this.#isWorking = false;
    }
  }

  // The act that may leave now; a timer comes back for one that is held.
  #next() {
    clearTimeout(this.#held);
    if (!this.#queue.size || this.#again !== null || this.#isLeaving) return null;
    const rest = this.#queue.first.until - performance.now();
    if (rest <= 0) return this.#queue.first;
    this.#held = setTimeout(() => this.#work(), rest);
    return null;
  }

  async #sendNext() {
    const entry = this.#next(); // the wait for one's turn may have changed it
    if (!entry) return;
    entry.isSending = true;
    this.#tell();
    const meaning = await this.#sender.send(entry.act);
    entry.isSending = false;
    this.#settle(entry, meaning);
  }

  #settle(entry, meaning) {
    if (!this.#queue.has(entry)) return;
    if (meaning.is === "done" || meaning.is === "refused") {
      this.#queue.drop(entry);
      this.#trouble = null;
      const { is, ...told } = meaning;
      this.dispatchEvent(new CustomEvent(is, { detail: { act: entry.act, ...told } }));
    } else {
      if (!meaning.isUndone) entry.isDoubtful = true;
      this.#wait(meaning);
    }
    this.#tell();
  }

  #wait({ is, wait }) {
    this.#trouble = is === "waiting" && isOffline() ? "offline" : is;
    clearTimeout(this.#again);
    this.#again = this.#isLeaving ? null : setTimeout(() => this.#wake(), wait);
  }

  // --- The page goes ---------------------------------------------------------------------------

  // Everything leaves at once, held acts too: nobody is there to wait for one answer after another.
  #leave() {
    this.#isLeaving = true;
    for (const entry of this.#queue) if (!entry.isSending) this.#sendOff(entry);
    this.#turns.leave();
  }

  // Acts that leave together may overtake each other: a refusal then says nothing, and the act
  // stays kept for the next page, which sends it in its turn.
  async #sendOff(entry) {
    entry.isDoubtful = true;
    const meaning = await this.#sender.send(entry.act);
    if (meaning.is === "done") this.#settle(entry, meaning);
  }

  // Back from the browser's memory of pages.
  #comeBack() {
    this.#isLeaving = false;
    this.release();
    this.#enter();
  }

  #tell() {
    const asks = !this.#queue.isKept;
    globalThis[asks ? "addEventListener" : "removeEventListener"]("beforeunload", this.#ask);
    const detail = { state: this.state, waiting: this.waiting, kept: this.kept };
    if (JSON.stringify(detail) === this.#told) return;
    this.#told = JSON.stringify(detail);
    this.dispatchEvent(new CustomEvent("state", { detail }));
  }
}
