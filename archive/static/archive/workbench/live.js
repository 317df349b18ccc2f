// Who else has the article open and what they changed, asked for while the page is in sight.
const EVERY = 20_000; // milliseconds

export class Live {
  constructor({ url, since, take, every = EVERY }) {
    Object.assign(this, { url, since, take, every });
    this.timer = null;
    document.addEventListener("visibilitychange", () => this.#turn());
    this.#turn();
  }

  #turn() {
    clearInterval(this.timer);
    if (document.visibilityState !== "visible") return;
    this.ask();
    this.timer = setInterval(() => this.ask(), this.every);
  }

  async ask() {
    try {
      const answer = await fetch(`${this.url}?${new URLSearchParams({ since: this.since })}`,
        { redirect: "manual" });
      if (!answer.ok) return;
      const state = await answer.json();
      this.since = state.now;
      this.take(state);
    } catch {
      // Offline: the outbox tells; the next turn asks again.
    }
  }
}
