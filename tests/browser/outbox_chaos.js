// A day on which everything goes wrong: acts of an editor, a server that fails in every way it can,
// pages that are killed in the middle of a request. Answers what the server did and what was asked.
async ({ count, seed }) => {
  let state = seed;
  const random = () => { // mulberry32
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  bench.hurry = 5000;
  const record = [], counts = {};
  const done = (act) => { if (!record.includes(act.key)) record.push(act.key); };
  const counted = (name) => { counts[name] = (counts[name] ?? 0) + 1; };
  // What may go wrong, the act done or not.
  const faults = {
    lostRequest: () => { throw new TypeError("lost"); },
    lostAnswer: (act) => { done(act); throw new TypeError("lost"); },
    failed: () => bench.answer({ status: 500 }),
    failedAfter: (act) => { done(act); return bench.answer({ status: 500 }); },
    gatewayAfter: (act) => {
      done(act);
      return bench.answer({ status: 504, type: "text/html", body: "<p>" });
    },
    busy: () => bench.answer({ status: 503, headers: { "Retry-After": "5" } }),
    often: () => bench.answer({ status: 429 }),
    loggedOut: () => bench.answer(bench.problem(401)),
    token: () => bench.answer({ status: 403, type: "text/html", body: "<p>" }),
    redirect: () => ({ type: "opaqueredirect", status: 0, headers: new Headers() }),
    portal: () => bench.answer({ status: 200, type: "text/html", body: "<p>" }),
    cutAfter: (act) => { done(act); return bench.answer({ body: '{"key": "' }); },
    killed: () => { kill(); return new Promise(() => {}); },
    killedAfter: (act) => { done(act); kill(); return new Promise(() => {}); },
  };
  const names = Object.keys(faults);
  const fetch = async (url, { body }) => {
    const act = JSON.parse(body);
    await bench.pause(random() < 0.05 ? 1 : 0);
    if (act.refused) { counted("refused"); return bench.answer(bench.problem(409)); }
    if (random() < 0.35) {
      const name = names[Math.floor(random() * names.length)];
      counted(name);
      return faults[name](act);
    }
    done(act);
    return bench.answer({ body: { key: act.key } });
  };
  // The page is gone without a word, in the middle of a request; another one is opened.
  let outbox, alive = Promise.resolve();
  const kill = () => {
    const gone = outbox;
    alive = (async () => { gone.close(); outbox = await bench.open({ fetch, renew }); })();
  };
  const renew = async () => "neuf";
  outbox = await bench.open({ fetch, renew });
  const expected = [], refused = [], taken = [];
  for (let n = 0; n < count; n += 1) {
    await alive;
    const isRefused = random() < 0.05;
    const hold = random() < 0.1 ? 3 : 0;
    const key = outbox.add({ act: "edit", n, ...(isRefused && { refused: true }) }, { hold });
    if (random() < 0.05 && outbox.cancel(key)) taken.push(key);
    else (isRefused ? refused : expected).push(key);
    if (random() < 0.2) await bench.pause(random() * 4);
    if (random() < 0.01) outbox.retry();
  }
  await bench.until(() => outbox.state === "saved" && bench.names().length === 0, 100_000);
  await alive;
  return { record, expected, refused, taken, counts,
    told: bench.told.filter(({ name }) => name === "refused").map(({ act }) => act.key) };
}
