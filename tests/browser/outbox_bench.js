// Set before every page of the tests of the outbox: a fake server, clocks that hurry, what was told.
(() => {
  const slow = globalThis.setTimeout.bind(globalThis);
  const bench = { asked: [], sent: [], plan: [], told: [], states: [], hurry: 1 };
  // Waits of a second and more are asked for, and are over sooner.
  globalThis.setTimeout = (act, wait = 0, ...more) => {
    if (wait >= 1000) bench.asked.push(wait);
    return slow(act, wait >= 1000 ? wait / bench.hurry : wait, ...more);
  };
  bench.pause = (wait) => new Promise((resolve) => { slow(resolve, wait); });
  bench.until = async (isSo, most = 8000) => {
    const end = performance.now() + most;
    while (!isSo()) {
      if (performance.now() > end) throw new Error(`never: ${isSo}`);
      await bench.pause(5);
    }
  };
  bench.answer = ({ status = 200, body = {}, type = "application/json", headers = {} }) => (
    new Response(typeof body === "string" ? body : JSON.stringify(body),
      { status, headers: { "Content-Type": type, ...headers } })
  );
  bench.problem = (status, detail = "Non.") => (
    { status, body: { detail }, type: "application/problem+json" }
  );
  // Each call takes the next of `plan`: an answer, "network", "never" or "redirect".
  bench.fetch = async (url, options) => {
    const act = JSON.parse(options.body);
    bench.sent.push({ url, options, act });
    const next = bench.plan.shift() ?? {};
    if (next === "never") return new Promise(() => {});
    if (next === "network") throw new TypeError("Failed to fetch");
    if (next === "redirect") return { type: "opaqueredirect", status: 0, headers: new Headers() };
    return bench.answer(next);
  };
  bench.open = async (given = {}) => {
    const { Outbox } = await import("/static/archive/workbench/outbox.js");
    const options = { url: "/acts/", user: 7, article: 3, token: "jeton", ...given };
    const outbox = new Outbox(options);
    outbox.addEventListener("state", ({ detail }) => bench.states.push(detail));
    for (const name of ["done", "refused"]) {
      outbox.addEventListener(name, ({ detail }) => bench.told.push({ name, ...detail }));
    }
    bench.outbox = outbox;
    return outbox;
  };
  bench.fake = (given = {}) => bench.open({ fetch: bench.fetch, ...given });
  // A storage of a test, with room for so many entries.
  bench.storage = (room = Infinity) => {
    const kept = new Map();
    return {
      kept,
      room,
      get length() { return kept.size; },
      key: (index) => [...kept.keys()][index] ?? null,
      getItem: (name) => kept.get(name) ?? null,
      removeItem: (name) => { kept.delete(name); },
      setItem(name, written) {
        if (!kept.has(name) && kept.size >= this.room) {
          throw new DOMException("full", "QuotaExceededError");
        }
        kept.set(name, String(written));
      },
    };
  };
  bench.names = (start = "propos:") => Object.keys(localStorage)
    .filter((name) => name.startsWith(start)).sort();
  bench.numbers = () => bench.sent.map(({ act }) => act.n);
  bench.saved = () => bench.until(() => bench.outbox.state === "saved");
  globalThis.bench = bench;
})();
