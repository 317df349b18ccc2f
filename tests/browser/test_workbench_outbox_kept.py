"""The outbox of the annotation desk: what an editor did outlives the page, and is done once."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.acts_server import SERVER, problem

pytest_plugins = ["tests.browser.outbox_desk"]
pytestmark = pytest.mark.django_db(transaction=True)


def another(page: Page) -> Page:
    """A second tab of the same browser."""
    tab = page.context.new_page()
    tab.set_default_timeout(10_000)
    tab.goto(page.url)
    return tab


# --- What outlives its page -----------------------------------------------------------------


def keys_of(page: Page, numbers: str) -> list[str]:
    """Adds acts to an outbox whose requests never come back, and leaves them there."""
    return page.evaluate(f"""async () => {{
      bench.plan.push(...Array(100).fill("never"));
      const outbox = await bench.fake();
      return {numbers}.map((n) => outbox.add({{ n }}));
    }}""")


# A browser takes a while to take away the locks that a tab held which is gone.
OTHERS_ARE_GONE = """() => navigator.locks.request("to know who asks", async () => {
  const others = async () => {
    const { held, pending } = await navigator.locks.query();
    const { clientId } = held.find(({ name }) => name === "to know who asks");
    return [...held, ...pending].some((lock) => lock.clientId !== clientId);
  };
  const end = performance.now() + 8000;
  while (await others() && performance.now() < end) await bench.pause(5);
})"""


def crash(page: Page, *, seen_from: Page) -> None:
    """Ends the page as a machine short of memory does: it hears of nothing."""
    target = page.context.new_cdp_session(page).send("Target.getTargetInfo")["targetInfo"]
    browser = page.context.browser.new_browser_cdp_session()
    session = browser.send("Target.attachToTarget", {"targetId": target["targetId"]})["sessionId"]
    # Sent on by the browser, since a page that has crashed answers nobody.
    order = {"sessionId": session, "message": json.dumps({"id": 1, "method": "Page.crash"})}
    with page.expect_event("crash"):
        browser.send("Target.sendMessageToTarget", order)
    seen_from.evaluate(OTHERS_ARE_GONE)


def test_the_acts_of_a_tab_that_was_killed_are_sent_by_the_next_page(desk):
    keys = keys_of(desk, "[1, 2, 3]")
    tab = another(desk)
    crash(desk, seen_from=tab)
    tab.evaluate("async () => { await bench.open(); }")
    told = tab.evaluate("""async () => {
      const mine = bench.outbox.add({ n: 4 });
      await bench.until(() => bench.told.length === 4);
      return [bench.told.map(({ act }) => act.n), bench.names(), mine];
    }""")
    assert told[:2] == [[1, 2, 3, 4], []]
    assert SERVER.received == [*keys, told[2]]


def test_a_page_that_comes_into_sight_sends_what_another_left(desk):
    tab = another(desk)
    tab.evaluate("async () => { await bench.open(); }")
    keys = keys_of(desk, "[1, 2]")
    crash(desk, seen_from=tab)
    assert SERVER.received == []
    tab.evaluate("""async () => {
      document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      await bench.until(() => bench.told.length === 2);
    }""")
    assert SERVER.received == keys


def test_what_another_page_left_can_not_be_taken_back(desk):
    keys = keys_of(desk, "[1]")
    tab = another(desk)
    crash(desk, seen_from=tab)
    assert tab.evaluate(
        """async (key) => {
          bench.plan.push("network");
          await bench.fake();
          await bench.until(() => bench.outbox.state === "waiting");
          return [bench.outbox.has(key), bench.outbox.cancel(key)];
        }""",
        keys[0],
    ) == [True, False]


def test_two_tabs_send_each_act_once_and_each_its_own(desk):
    tab = another(desk)
    script = """async (start) => {
      await bench.open();
      for (let n = start; n < start + 25; n += 1) {
        bench.outbox.add({ n });
        await bench.pause(4);
      }
      await bench.saved();
      return bench.told.map(({ act }) => act.n);
    }"""
    tab.evaluate(f"(start) => {{ globalThis.late = ({script})(start); }}", 100)
    mine = desk.evaluate(script, 0)
    theirs = tab.evaluate("() => late")
    assert (mine, theirs) == (list(range(25)), list(range(100, 125)))
    assert len(SERVER.received) == len(set(SERVER.received)) == 50
    assert desk.evaluate("() => bench.names()") == []


def test_two_pages_never_write_over_each_others_entries(desk):
    tab = another(desk)
    for page in (desk, tab):
        page.evaluate("""async () => {
          const outbox = await bench.fake();
          for (let n = 0; n < 200; n += 1) outbox.add({ n }, { hold: 60_000 });
        }""")
    # One page hears of what another one keeps a moment later.
    names = desk.evaluate("""async () => {
      await bench.until(() => bench.names().length === 400);
      return bench.names();
    }""")
    assert all(name.startswith("propos:outbox:7:3:") for name in names)


def test_without_locks_everything_still_arrives(desk):
    assert desk.evaluate("""async () => {
      Object.defineProperty(navigator, "locks", { value: undefined });
      Object.defineProperty(crypto, "randomUUID", { value: undefined });
      bench.plan.push("never");
      const before = await bench.fake();
      const key = before.add({ n: 1 });
      await bench.until(() => bench.sent.length === 1);
      before.close();
      await bench.fake();
      bench.outbox.add({ n: 2 });
      await bench.until(() => bench.told.length === 2);
      return [bench.numbers(), /^[0-9a-f-]{14}4[0-9a-f]{3}-[89ab][0-9a-f-]{16}$/.test(key)];
    }""") == [[1, 1, 2], True]


def test_everything_leaves_with_the_page_held_acts_too(desk):
    keys = desk.evaluate("""async () => {
      const outbox = await bench.open();
      const keys = [1, 2, 3].map((n) => outbox.add({ n }, { hold: 60_000 }));
      await bench.pause(30);
      return keys;
    }""")
    assert SERVER.received == []
    desk.goto("/about/?next")
    desk.evaluate("async () => { await bench.open(); }")
    desk.evaluate("""async () => {
      await bench.until(() => bench.told.length === 3);
    }""")
    assert sorted(SERVER.done) == sorted(keys)
    assert sorted(set(SERVER.received)) == sorted(keys)


def heard_of(page: Page, number: int) -> None:
    """Waits until so many acts have reached the server, whoever sent them."""
    for _ in range(500):
        if len(SERVER.received) >= number:
            return
        page.wait_for_timeout(20)


def test_what_leaves_with_the_page_arrives_though_nobody_comes_back(desk):
    keys = desk.evaluate("""async () => {
      const outbox = await bench.open();
      return [1, 2, 3].map((n) => outbox.add({ n }, { hold: 60_000 }));
    }""")
    desk.goto("about:blank")
    heard_of(desk, 3)
    assert sorted(SERVER.received) == sorted(keys)


def test_a_refusal_of_what_left_with_others_is_asked_for_again_in_turn(desk):
    keys = desk.evaluate("""async () => {
      const outbox = await bench.open();
      return [1, 2].map((n) => outbox.add({ n }, { hold: 60_000 }));
    }""")
    SERVER.plan = [problem(409), problem(409)]
    desk.goto("/about/?next")
    heard_of(desk, 2)  # what left is answered before the next page asks
    desk.evaluate("""async () => {
      await bench.open();
      await bench.until(() => bench.told.length === 2);
    }""")
    assert SERVER.done == keys


def test_acts_of_another_user_or_article_are_not_sent(desk):
    assert desk.evaluate("""async () => {
      bench.plan.push(...Array(9).fill("never"));
      for (const [user, article] of [[8, 3], [7, 4], [77, 3], [7, 33], ["7:3", 1]]) {
        const other = await bench.fake({ user, article });
        other.add({ n: `${user}/${article}` });
        other.close();
      }
      bench.sent.length = bench.plan.length = 0;
      await bench.fake();
      bench.outbox.add({ n: 1 });
      await bench.saved();
      await bench.pause(50);
      return [bench.numbers(), bench.names().length];
    }""") == [[1], 5]


# --- Where nothing can be kept --------------------------------------------------------------


def test_full_storage_says_so_and_loses_nothing(desk):
    assert desk.evaluate("""async () => {
      bench.plan.push({ status: 503 });
      const storage = bench.storage(2);
      const outbox = await bench.fake({ storage });
      for (const n of [1, 2, 3]) outbox.add({ n });
      await bench.until(() => outbox.state === "waiting");
      const full = { ...bench.states.at(-1) };
      const isAsked = !dispatchEvent(new Event("beforeunload", { cancelable: true }));
      outbox.addEventListener("done", () => {
        bench.states.push({ atDone: outbox.kept, size: storage.kept.size });
      }, { once: true });
      outbox.retry();
      await bench.saved();
      const later = !dispatchEvent(new Event("beforeunload", { cancelable: true }));
      const [atDone] = bench.states.filter((one) => "atDone" in one);
      return [full, isAsked, atDone, later, bench.numbers(), storage.kept.size];
    }""") == [
        {"state": "waiting", "waiting": 3, "kept": False},
        True,
        {"atDone": True, "size": 2},  # the place that became free was taken at once
        False,
        [1, 1, 2, 3],
        0,
    ]


def test_a_full_browser_is_told_as_such(desk):
    """The real storage of a page: about five million characters."""
    assert desk.evaluate("""async () => {
      const outbox = await bench.fake();
      for (let size = 4 << 20; size > 0; size >>= 1) {
        try {
          while (true) localStorage.setItem(`filling-${size}-${Math.random()}`, "x".repeat(size));
        } catch { /* full for this size */ }
      }
      outbox.add({ n: 1, exact: "é".repeat(500) }, { hold: 60_000 });
      const full = { ...bench.states.at(-1) };
      localStorage.clear();
      outbox.release();
      await bench.saved();
      return [full.kept, bench.numbers()];
    }""") == [False, [1]]


@pytest.mark.parametrize(
    "storage",
    [
        "null",
        "{ get length() { throw new DOMException('no', 'SecurityError'); },"
        " key() {}, getItem() { throw new Error(); }, removeItem() { throw new Error(); },"
        " setItem() { throw new Error(); } }",
    ],
)
def test_a_browser_that_keeps_nothing_says_so(desk, storage):
    assert desk.evaluate(f"""async () => {{
      const outbox = await bench.fake({{ storage: {storage} }});
      outbox.add({{ n: 1 }});
      const first = bench.states.find((one) => one.waiting === 1);
      const isAsked = !dispatchEvent(new Event("beforeunload", {{ cancelable: true }}));
      await bench.saved();
      return [first.kept, isAsked, bench.numbers()];
    }}""") == [False, True, [1]]


def test_a_page_whose_storage_is_refused_has_none(desk):
    kept = desk.evaluate("""async () => {
      Object.defineProperty(globalThis, "localStorage", {
        get() { throw new DOMException("no", "SecurityError"); },
      });
      const outbox = await bench.fake();
      return outbox.kept;
    }""")
    assert not kept


def test_an_entry_that_cannot_be_read_is_moved_aside(desk):
    for written in ("{", "null", "[]", '{"act": 3}', '{"act": {"n": 1}}', '"x"', ""):
        told = desk.evaluate(
            """async (written) => {
              localStorage.clear();
              bench.sent.length = bench.told.length = 0;
              const before = "propos:outbox:7:3:";
              localStorage.setItem(`${before}000000000000001-a`, written);
              localStorage.setItem(`${before}x`, '{"act": {"key": "k"}}');
              const good = '{"act": {"key": "g", "n": 5}}';
              localStorage.setItem(`${before}000000000000002-a`, good);
              const outbox = await bench.fake();
              outbox.add({ n: 6 });
              await bench.until(() => bench.told.length === 2);
              return [bench.numbers(), bench.names()];
            }""",
            written,
        )
        aside = ["propos:aside:7:3:000000000000001-a", "propos:aside:7:3:x"]
        assert (told, written) == ([[5, 6], aside], written)


def test_a_page_asks_before_it_closes_only_where_something_would_be_lost(desk):
    asks = desk.evaluate("""async () => {
      const outbox = await bench.fake();
      outbox.add({ n: 1 }, { hold: 60_000 });
      return !dispatchEvent(new Event("beforeunload", { cancelable: true }));
    }""")
    assert not asks


# --- Whoever logs out leaves nothing --------------------------------------------------------

LOG_OUT = """
  const form = document.createElement("form");
  form.id = "logout-form";
  form.addEventListener("submit", (event) => event.preventDefault());
  document.body.append(form);
  form.requestSubmit();
"""


def test_logging_out_removes_what_was_kept_when_all_is_sent(desk):
    assert desk.evaluate(f"""async () => {{
      localStorage.setItem("propos:outbox:7:3:x", "{{");
      localStorage.setItem("propos:aside:8:3:x", "{{");
      await bench.fake();
      bench.outbox.add({{ n: 1 }});
      await bench.saved();
      await bench.until(() => bench.names("propos:aside:7:").length === 1);
      {LOG_OUT}
      return bench.names();
    }}""") == ["propos:aside:8:3:x"]


def test_logging_out_leaves_what_still_waits(desk):
    kept = desk.evaluate(f"""async () => {{
      const other = await bench.fake({{ article: 9 }});
      other.add({{ n: 1 }}, {{ hold: 60_000 }});
      localStorage.setItem("propos:aside:7:9:x", "{{");
      await bench.fake();
      {LOG_OUT}
      return bench.names().length;
    }}""")
    assert kept == 2


# --- A thousand acts ------------------------------------------------------------------------

CHAOS = Path(__file__).with_name("outbox_chaos.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", [1, 2])
def test_of_a_thousand_acts_none_is_lost_doubled_or_out_of_order(desk, seed):
    desk.set_default_timeout(120_000)
    found = desk.evaluate(CHAOS, {"count": 1000, "seed": seed})
    assert found["record"] == found["expected"]
    assert sorted(set(found["told"])) == sorted(found["refused"])
    assert not set(found["taken"]) & set(found["record"])
    assert len(found["counts"]) == 15  # everything went wrong, each in its way
    assert sum(found["counts"].values()) > 300
