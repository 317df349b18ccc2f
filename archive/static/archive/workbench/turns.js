// Which tab sends: one at a time, by the browser's locks; and which tabs are still there, since
// each holds a lock of its own as long as it lives. Where there are no locks (a page that did not
// come by HTTPS) every tab sends, and takes every other for gone: an act sent twice is done once.
export class Turns {
  #name;
  #tab;
  #letGo;
  #left; // resolves when the tab goes
  #line = Promise.resolve(); // this tab's turns, where the browser gives none

  constructor(name, tab) {
    this.#name = name;
    this.#tab = tab;
    this.enter();
  }

  get #locks() {
    return globalThis.navigator.locks ?? null;
  }

  get hasLocks() {
    return this.#locks !== null;
  }

  enter() {
    this.#left = new Promise((resolve) => { this.#letGo = resolve; });
    this.#locks?.request(`${this.#name}:${this.#tab}`, () => this.#left).catch(() => {});
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

  // A function that tells of a tab whether it is gone.
  async gone() {
    const { held = [], pending = [] } = (await this.#locks?.query()) ?? {};
    const living = new Set([...held, ...pending].map((lock) => lock.name));
    return (tab) => !living.has(`${this.#name}:${tab}`);
  }
}
