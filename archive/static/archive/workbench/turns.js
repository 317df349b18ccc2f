// Which tab sends: one at a time, by the browser's locks; and which tabs are still there, since
// each holds a lock of its own as long as it lives. Where there are no locks (a page that did not
// come by HTTPS) every tab sends, and takes every other for gone: an act sent twice is done once.
import { tabOf } from "./kept_acts.js";

const LOOKS = 10;
const BETWEEN = 50; // milliseconds

const pause = () => new Promise((resolve) => { setTimeout(resolve, BETWEEN); });

export class Turns {
  #name;
  #tab;
  #letGo;
  #left; // resolves when the tab goes
  #line = Promise.resolve(); // this tab's turns, where the browser gives none

  constructor(name, tab) {
    this.#name = name;
    this.#tab = tab;
  }

  get #locks() {
    return globalThis.navigator.locks ?? null;
  }

  get hasLocks() {
    return this.#locks !== null;
  }

  // Resolves once every other tab can know that this one is here.
  async enter() {
    this.#left = new Promise((resolve) => { this.#letGo = resolve; });
    if (!this.#locks) return;
    const name = `${this.#name}:${this.#tab}`;
    await new Promise((isIn) => {
      this.#locks.request(name, () => { isIn(); return this.#left; }).catch(isIn);
    });
  }

  leave() {
    this.#letGo();
  }

  // Runs `act` when it is this tab's turn, which ends with the act or when the tab goes.
  async take(act) {
    let isRun = false;
    const run = () => { isRun = true; return Promise.race([act(), this.#left]); };
    try {
      await this.#locks?.request(this.#name, run);
    } catch (problem) {
      if (isRun) throw problem; // else the browser refused the lock
    }
    if (isRun) return;
    this.#line = this.#line.then(run, run);
    await this.#line;
  }

  // What tabs that are gone have left. One that has just opened may have kept an act before it holds
  // its lock, and is given a moment.
  async leftBehind(kept) {
    for (let looks = 1; ; looks += 1) {
      // Seen before the tabs are counted: a tab that opens meanwhile is in no list.
      const seen = new Set(kept.ofOtherTabs().map(({ ordinal }) => ordinal));
      const living = await this.#living();
      const left = kept.ofOtherTabs().filter(({ ordinal }) => (
        seen.has(ordinal) && !living.has(`${this.#name}:${tabOf(ordinal)}`)
      ));
      if (looks === LOOKS || !this.hasLocks || !left.some((entry) => entry.isEarly)) return left;
      await pause();
    }
  }

  async #living() {
    const { held = [], pending = [] } = (await this.#locks?.query()) ?? {};
    return new Set([...held, ...pending].map((lock) => lock.name));
  }
}
