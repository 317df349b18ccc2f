"""The outbox of the annotation desk sends every act in its order, until it has an answer."""

import pytest

from tests.browser.acts_server import SERVER, to_log_in

pytest_plugins = ["tests.browser.outbox_desk"]
pytestmark = pytest.mark.django_db(transaction=True)


# --- What is sent, and in which order -------------------------------------------------------


def test_acts_leave_in_their_order_one_after_another(desk):
    numbers, told, states = desk.evaluate("""async () => {
      let under_way = 0, most = 0;
      const slowly = async (...given) => {
        most = Math.max(most, ++under_way);
        await bench.pause(Math.random() * 5);
        under_way -= 1;
        return bench.fetch(...given);
      };
      const outbox = await bench.open({ fetch: slowly });
      for (let n = 0; n < 20; n += 1) outbox.add({ act: "create", n });
      await bench.saved();
      return [bench.numbers(), [most, bench.told.map(({ act }) => act.n)], bench.states];
    }""")
    assert numbers == list(range(20))
    assert told == [1, list(range(20))]
    assert states[0] == {"state": "sending", "waiting": 1, "kept": True}
    assert states[-1] == {"state": "saved", "waiting": 0, "kept": True}


def test_an_act_is_one_post_of_json_with_the_token_and_its_key(desk):
    sent, key, told = desk.evaluate("""async () => {
      bench.plan.push({ status: 201, body: { statement: 12 } });
      const act = { act: "create", exact: "« Ça ira ! » 🎉" };
      const outbox = await bench.fake();
      const key = outbox.add(act);
      act.exact = "autre";
      await bench.saved();
      return [bench.sent[0], key, bench.told];
    }""")
    options = {name: value for name, value in sent["options"].items() if name != "signal"}
    assert sent["url"] == "/acts/"
    assert sent["act"] == {"act": "create", "exact": "« Ça ira ! » 🎉", "key": key}
    assert len(key) == 36
    assert told == [{"name": "done", "act": sent["act"], "answer": {"statement": 12}}]
    assert (options["method"], options["redirect"]) == ("POST", "manual")
    assert options["headers"] == {"Content-Type": "application/json", "X-CSRFToken": "jeton"}


def test_an_act_added_twice_is_one(desk):
    assert desk.evaluate("""async () => {
      const outbox = await bench.fake();
      const keys = [1, 2].map(() => outbox.add({ act: "create", key: "k", n: 1 }));
      const state = [outbox.has("k"), outbox.waiting];
      await bench.saved();
      return [keys, state, bench.numbers(), outbox.has("k")];
    }""") == [["k", "k"], [True, 1], [1], False]


# --- What is not answered is sent again -----------------------------------------------------


# What is answered, and how many milliseconds later the act is sent again.
UNANSWERED = [
    ('"network"', 5_000),
    ("{status: 500}", 5_000),
    ("{status: 502, type: 'text/html', body: '<p>'}", 5_000),
    ("{status: 503, headers: {'Retry-After': '17'}}", 17_000),
    ("{status: 503, headers: {'Retry-After': '4000'}}", 60_000),
    ("{status: 503, headers: {'Retry-After': '0'}}", 1_000),
    ("{status: 503, headers: {'Retry-After': 'demain'}}", 5_000),
    ("{status: 503, headers: {'Retry-After': 'Wed, 21 Oct 2099 07:28:00 GMT'}}", 60_000),
    ("{status: 429, headers: {'Retry-After': '9'}}", 9_000),
    ("{status: 408}", 5_000),
    ("{status: 200, type: 'text/html', body: '<p>Portail</p>'}", 5_000),
    ("{status: 200, body: '{cut'}", 5_000),
]


def test_what_is_not_answered_is_sent_again_before_the_next(desk):
    desk.evaluate("async () => { bench.hurry = 200; await bench.fake(); }")
    for plan, wait in UNANSWERED:
        asked, numbers, states, keys = desk.evaluate(f"""async () => {{
          for (const list of ["asked", "sent", "states"]) bench[list].length = 0;
          bench.plan.push({plan}, {plan});
          for (const n of [1, 2]) bench.outbox.add({{ act: "create", n }});
          await bench.saved();
          const keys = new Set(bench.sent.slice(0, 3).map((one) => one.act.key));
          return [bench.asked, bench.numbers(), bench.states.map((one) => one.state), keys.size];
        }}""")
        assert ([round(one, -2) for one in asked], plan) == ([wait, wait], plan)
        assert (numbers, keys) == ([1, 1, 1, 2], 1)
        assert "waiting" in states


def test_it_tries_again_at_once_when_the_network_or_the_page_comes_back(desk):
    assert desk.evaluate("""async () => {
      bench.plan.push("network", "network", "network");
      const outbox = await bench.fake();
      outbox.add({ act: "create", n: 1 });
      const tries = [];
      for (const name of ["online", "visibilitychange", "retry"]) {
        await bench.until(() => outbox.state === "waiting" && bench.sent.length > tries.length);
        await bench.pause(20);
        tries.push(bench.sent.length);
        if (name === "retry") outbox.retry();
        else if (name === "online") dispatchEvent(new Event(name));
        else document.dispatchEvent(new Event(name, { bubbles: true }));
      }
      await bench.saved();
      return tries;
    }""") == [1, 2, 3]


def test_more_acts_do_not_hurry_a_server_that_asked_for_time(desk):
    assert desk.evaluate("""async () => {
      bench.plan.push({ status: 503 });
      const outbox = await bench.fake();
      outbox.add({ n: 1 });
      await bench.until(() => outbox.state === "waiting");
      for (const n of [2, 3, 4]) outbox.add({ n });
      await bench.pause(50);
      return [bench.sent.length, outbox.state, outbox.waiting];
    }""") == [1, "waiting", 4]


def test_without_a_network_nothing_is_tried_until_it_is_back(desk):
    desk.evaluate("async () => { await bench.fake(); }")
    desk.context.set_offline(True)
    offline = desk.evaluate("""async () => {
      for (const n of [1, 2]) bench.outbox.add({ n });
      await bench.until(() => bench.outbox.state === "offline");
      return [bench.sent.length, bench.outbox.waiting];
    }""")
    desk.context.set_offline(False)
    assert offline == [0, 2]
    assert desk.evaluate("async () => { await bench.saved(); return bench.numbers(); }") == [1, 2]


def test_an_ended_session_keeps_everything(desk):
    page_of_refusal = "{status: 403, type: 'text/html', body: '<p>'}"
    for plan in ("bench.problem(401)", '"redirect"', page_of_refusal):
        told = desk.evaluate(f"""async () => {{
          bench.sent.length = bench.told.length = 0;
          bench.plan.push({plan});
          const outbox = await bench.fake();
          for (const n of [1, 2]) outbox.add({{ n }});
          await bench.until(() => outbox.state === "logged-out");
          const kept = [bench.asked.at(-1), outbox.waiting, bench.names().length];
          const told = bench.told.length;
          outbox.retry();
          await bench.saved();
          return [kept, told, bench.numbers()];
        }}""")
        assert (told, plan) == ([[20_000, 2, 2], 0, [1, 1, 2]], plan)


def test_a_page_whose_token_was_replaced_asks_for_another_one(desk):
    assert desk.evaluate("""async () => {
      bench.plan.push(bench.problem(401), { status: 403, type: "text/html", body: "<p>" });
      let asked = 0;
      const outbox = await bench.fake({ renew: async () => `neuf-${asked += 1}` });
      outbox.add({ n: 1 });
      for (const tries of [1, 2]) {
        await bench.until(() => bench.sent.length === tries && outbox.state === "logged-out");
        await bench.pause(20);
        outbox.retry();
      }
      await bench.saved();
      return [asked, bench.sent.map(({ options }) => options.headers["X-CSRFToken"])];
    }""") == [1, ["jeton", "jeton", "neuf-1"]]


def test_djangos_own_answers_are_understood(desk, complaints):
    """A redirect to the page to log in, and the page of a refused token."""
    SERVER.plan = [to_log_in()]
    assert desk.evaluate("""async () => {
      const outbox = await bench.open();
      outbox.add({ n: 1 });
      await bench.until(() => outbox.state === "logged-out");
      outbox.close();
      const guarded = await bench.open({ url: "/guarded-acts/" });
      await bench.until(() => guarded.state === "logged-out");
      return [guarded.waiting, bench.told];
    }""") == [1, []]
    assert len(SERVER.received) == 1
    complaints.forgive("403")


# --- What is refused is told, and the next goes on ------------------------------------------


def test_what_is_refused_is_told_and_the_next_goes_on(desk):
    desk.evaluate("async () => { await bench.fake(); }")
    for status in (400, 403, 404, 409, 413, 422):
        refused, numbers, kept = desk.evaluate(f"""async () => {{
          bench.sent.length = bench.told.length = 0;
          bench.plan.push(bench.problem({status}, "Trop tard."));
          for (const n of [1, 2]) bench.outbox.add({{ n }});
          await bench.saved();
          return [bench.told[0], bench.numbers(), bench.names()];
        }}""")
        assert (refused["name"], refused["status"], refused["act"]["n"]) == ("refused", status, 1)
        assert refused["problem"] == {"detail": "Trop tard."}
        assert (numbers, kept) == ([1, 2], [])


# --- What is held, and what is taken back ---------------------------------------------------


def test_a_held_act_may_be_taken_back_and_others_wait_for_it(desk):
    assert desk.evaluate("""async () => {
      const outbox = await bench.fake();
      const first = outbox.add({ n: 1 }, { hold: 60_000 });
      outbox.add({ n: 2 });
      await bench.pause(30);
      const before = [bench.sent.length, outbox.state, bench.names().length];
      const taken = [outbox.cancel(first), outbox.has(first), outbox.cancel(first)];
      await bench.saved();
      return [before, taken, bench.numbers(), bench.names()];
    }""") == [[0, "sending", 2], [True, False, False], [2], []]


def test_a_held_act_leaves_when_its_time_is_over_or_it_is_released(desk):
    assert desk.evaluate("""async () => {
      const outbox = await bench.fake();
      const start = performance.now();
      outbox.add({ n: 1 }, { hold: 120 });
      await bench.saved();
      const took = performance.now() - start;
      outbox.add({ n: 2 }, { hold: 60_000 });
      outbox.release();
      await bench.saved();
      return [took >= 115, bench.numbers()];
    }""") == [True, [1, 2]]


def test_what_the_server_may_have_heard_of_is_not_taken_back(desk):
    assert desk.evaluate("""async () => {
      let fail;
      const outbox = await bench.open({ fetch: () => new Promise((_, no) => { fail = no; }) });
      const lost = outbox.add({ n: 1 });
      const behind = outbox.add({ n: 2 });
      await bench.until(() => fail);
      const sending = outbox.cancel(lost);
      fail(new TypeError("Failed to fetch"));
      await bench.until(() => outbox.state === "waiting");
      return [sending, outbox.cancel(lost), outbox.cancel(behind), outbox.waiting];
    }""") == [False, False, True, 1]


def test_what_was_refused_for_want_of_a_session_can_be_taken_back(desk):
    assert desk.evaluate("""async () => {
      bench.plan.push(bench.problem(401));
      const outbox = await bench.fake();
      const key = outbox.add({ n: 1 });
      await bench.until(() => outbox.state === "logged-out");
      return [outbox.cancel(key), outbox.state, bench.names()];
    }""") == [True, "saved", []]
