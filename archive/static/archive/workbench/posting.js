// One act sent to the server, and what the answer means for it.
//
//   done        it is in the archive, whether now or when it was first sent
//   refused     the server says why not, and would say so again
//   waiting     nobody knows, or not now: it is sent again
//   logged-out  nothing was done: the session has ended, or the page's token is no longer its own
const LIMIT = 30_000; // milliseconds without an answer
const KEEPALIVE = 60_000; // bytes: browsers let 64 KiB outlive a page
const RETRY = 5_000;
const LONGEST = 60_000;
const LOGGED_OUT = 20_000;
const TRANSIENT = [408, 425, 429];
const PROBLEM = "application/problem+json";

const typeOf = (answer) => answer.headers.get("Content-Type")?.split(";")[0].trim() ?? "";

const jsonOf = async (answer) => {
  try {
    return await answer.json();
  } catch {
    return undefined;
  }
};

// Milliseconds to wait, from Retry-After in seconds or as a date (RFC 9110, 10.2.3).
const waitOf = (answer) => {
  const written = answer.headers.get("Retry-After");
  if (!written) return RETRY;
  const asked = /^\d+$/.test(written) ? written * 1000 : Date.parse(written) - Date.now();
  return Number.isNaN(asked) ? RETRY : Math.min(Math.max(asked, 1000), LONGEST);
};

const isLoggedOut = (answer) => answer.type === "opaqueredirect" || answer.status === 401 ||
  (answer.status === 403 && typeOf(answer) !== PROBLEM);

const meaningOf = async (answer) => {
  const { status } = answer;
  if (isLoggedOut(answer)) {
    // The token of a page outlives no new log-in: 403 asks for another one.
    return { is: "logged-out", wait: LOGGED_OUT, isUndone: true, needsToken: status !== 401 };
  }
  if (status === 200 || status === 201) {
    // A page of some gateway, or an answer cut short, says nothing of the act.
    const told = await jsonOf(answer);
    return told === undefined ? { is: "waiting", wait: RETRY } : { is: "done", answer: told };
  }
  if (status >= 400 && status < 500 && !TRANSIENT.includes(status)) {
    return { is: "refused", status, problem: (await jsonOf(answer)) ?? null };
  }
  return { is: "waiting", wait: waitOf(answer), isUndone: status === 429 };
};

const OFFLINE = { is: "waiting", wait: RETRY, isUndone: true };

export const isOffline = () => globalThis.navigator.onLine === false;

// Sends acts to one address with the page's token, and asks `renew` for another once it is refused.
export class Sender {
  #url;
  #fetch;
  #renew;
  #needsToken = false;

  constructor({ url, token, fetch, renew }) {
    this.#url = url;
    this.#fetch = fetch;
    this.#renew = renew;
    this.token = token;
  }

  // What the answer to this act means; never fails.
  async send(act) {
    if (isOffline()) return OFFLINE;
    if (this.#needsToken) await this.#askToken();
    const meaning = await this.#post(JSON.stringify(act));
    this.#needsToken = Boolean(meaning.needsToken);
    return meaning;
  }

  async #askToken() {
    try {
      this.token = (await this.#renew?.()) ?? this.token;
    } catch { /* the next attempt asks again */ }
  }

  async #post(body) {
    const isSmall = new TextEncoder().encode(body).length <= KEEPALIVE;
    try {
      return await meaningOf(await this.#fetch(this.#url, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-CSRFToken": this.token },
        body,
        redirect: "manual",
        keepalive: isSmall,
        signal: AbortSignal.timeout(LIMIT),
      }));
    } catch {
      return { is: "waiting", wait: RETRY };
    }
  }
}
