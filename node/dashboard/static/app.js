// The money screen: a session, the event feed, and the views that it fills. It only reads.
import { bar, clock, count, el, exact, money, percent, short, span, table, terms, until } from "./view.js";

const $ = (id) => document.getElementById(id);
const stored = "tolsey-session";
const shownCalls = 100;

const state = { status: null, offers: [], calls: new Map() };
let lastEvent = "";

/** Asks the API; a refusal is an error with the node's own words. */
async function api(path, options = {}) {
  const token = sessionStorage.getItem(stored);
  const headers = { ...options.headers };
  if (token) headers.Authorization = "Bearer " + token;
  const answer = await fetch("/api/v1" + path, { ...options, headers, cache: "no-store" });
  if (!answer.ok) {
    const body = await answer.json().catch(() => ({}));
    const refusal = new Error(body.error ? body.error.message : "status " + answer.status);
    refusal.status = answer.status;
    throw refusal;
  }
  return answer;
}

/** Takes the one-time code out of the address before anything else can see it, and turns it into a session. */
async function redeem() {
  const fragment = new URLSearchParams(location.hash.slice(1));
  if (!location.hash) return;
  history.replaceState(null, "", location.pathname);
  const code = fragment.get("code");
  if (!code) return;
  sessionStorage.removeItem(stored);
  const answer = await api("/session", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ code }) });
  sessionStorage.setItem(stored, (await answer.json()).token);
}

function askForToken(message) {
  sessionStorage.removeItem(stored);
  $("screen").hidden = true;
  $("login").hidden = false;
  $("login-error").textContent = message || "";
  link("not connected", "off");
  $("token").focus();
}

$("login-form").addEventListener("submit", (event) => {
  event.preventDefault();
  sessionStorage.setItem(stored, $("token").value.trim());
  $("token").value = "";
  run();
});

function link(text, kind) {
  $("link").textContent = text;
  $("link").className = "pill " + kind;
}

/** Reads the feed until the session ends; a broken connection is taken up where it was. */
async function run() {
  for (let wait = 250; ; wait = Math.min(wait * 2, 5000)) {
    try {
      const answer = await api("/events", lastEvent ? { headers: { "Last-Event-ID": lastEvent } } : {});
      $("login").hidden = true;
      $("screen").hidden = false;
      link("live", "on");
      wait = 250;
      await read(answer.body.pipeThrough(new TextDecoderStream()).getReader());
    } catch (refusal) {
      if (refusal.status === 401) {
        askForToken(refusal.message);
        return;
      }
    }
    link("reconnecting", "warn");
    await new Promise((go) => setTimeout(go, wait));
  }
}

async function read(reader) {
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) apply(block);
    render();
  }
}

function apply(block) {
  const fields = {};
  for (const line of block.split("\n")) {
    const colon = line.indexOf(": ");
    if (colon > 0) fields[line.slice(0, colon)] = line.slice(colon + 2);
  }
  if (!fields.event) return;
  const data = JSON.parse(fields.data);
  if (fields.event === "snapshot") {
    state.status = data.status;
    state.offers = data.offers || [];
    state.calls = new Map();
    for (const call of (data.calls || []).reverse()) state.calls.set(callKey(call), call);
  } else if (fields.event === "status") {
    state.status = data;
  } else if (fields.event === "offers") {
    state.offers = data || [];
  } else if (fields.event === "call") {
    state.calls.set(callKey(data), data);
  }
  while (state.calls.size > shownCalls) state.calls.delete(state.calls.keys().next().value);
  lastEvent = fields.id;
}

const callKey = (call) => call.side + call.call + "/" + call.attempt;

// A selection is left alone: someone is copying.
function render() {
  if (!getSelection().isCollapsed) return;
  if (!state.status) return;
  const s = state.status;
  who(s.node);
  alarms(s);
  buying(s);
  selling(s);
  marketPanel(s);
  risks(s.atRisk || []);
  parties(s.counterparties || []);
  offers(state.offers);
  calls([...state.calls.values()].sort((a, b) => b.time - a.time));
}

function fill(id, title, note, ...content) {
  $(id).replaceChildren(el("h2", null, title, note ? el("small", null, note) : null), ...content);
}

function who(node) {
  const kind = { running: "on", starting: "warn", paused: "warn", draining: "warn", degraded: "bad" }[node.state] || "off";
  $("who").replaceChildren(
    el("span", { class: "pill " + kind }, node.state),
    el("span", null, "network ", el("b", null, node.network), " (chain " + node.chainId + ")"),
    el("span", null, "node ", short(node.peerId)),
    el("span", null, "owner ", short(node.owner)),
    el("span", null, "up ", el("b", null, span(Date.now() - node.started))),
    el("span", { title: node.commit }, node.version));
}

function alarms(s) {
  const bad = (s.checks || []).filter((check) => !check.ok);
  const alerts = s.alerts || [];
  if (bad.length + alerts.length === 0) {
    $("alarms").replaceChildren();
    return;
  }
  $("alarms").replaceChildren(el("section", { class: "card alarm", role: "alert" },
    ...bad.map((check) => el("p", null, el("b", { class: "bad" }, check.name + ": "), check.detail || "not ready")),
    ...alerts.map((a) => el("p", null, el("b", { class: a.held ? "bad" : "warn" }, a.kind + ", " + a.upstream + " " + (a.model || a.key || "") + ": "), a.detail))));
}

function buying(s) {
  const b = s.buying;
  fill("buying", "Buying", s.calls.buying + " in flight",
    el("div", { class: "hero" }, money(b.deposit), el("small", null, "deposited in channels to sellers")),
    bar([[b.spent, "spent"], [b.prepaid, "prepaid"], [b.held, "held"], [b.free, "free"]]),
    terms([
      ["Spent", money(b.spent), "spent", "charged by receipts"],
      ["Prepaid", money(b.prepaid), "prepaid", "signed beyond the receipts: spent by the next calls first"],
      ["Held", money(b.held), "held", "set aside for calls in flight"],
      ["Free", money(b.free), "free", "headroom for new calls"],
      ["Signed", money(b.signed), null, "promised by vouchers: spent and prepaid, rounded up once"],
    ]));
}

function selling(s) {
  const m = s.selling;
  fill("selling", "Selling", s.calls.selling + " in flight",
    el("div", { class: "hero" }, money(m.earned), el("small", null, "earned by receipts")),
    bar([[m.settled, "spent"], [m.claimable, "prepaid"], [m.unpaid, "held"]]),
    terms([
      ["Settled", money(m.settled), "spent", "claimed, final on chain"],
      ["Claimable", money(m.claimable), "prepaid", "what a claim would pay now"],
      ["Unpaid", money(m.unpaid), "held", "delivered or running, not covered by a voucher"],
      ["Signed", money(m.signed), null, "promised by the buyers' vouchers"],
    ]));
}

function marketPanel(s) {
  fill("market", "Market", "today is the UTC day", terms([
    ["Peers", count(s.market.peers)],
    ["Sellers", count(s.market.sellers)],
    ["Offers in the book", count(s.market.offers)],
    ["Models", count(s.market.models)],
    ["Own offers", count(s.market.own)],
    ["Bought today", count(s.calls.boughtToday) + " calls"],
    ["Spent today", money(s.calls.spentToday)],
    ["Saved on list price", money(s.calls.savedToday, "good")],
    ["Sold today", count(s.calls.soldToday) + " calls"],
    ["Earned today", money(s.calls.earnedToday)],
  ]));
}

const riskNames = { prepaid: "prepaid with a seller", unpaid: "unpaid by a buyer", unclosed: "income, channel closing", disputed: "disputed" };

function risks(list) {
  const total = list.reduce((sum, risk) => sum + BigInt(risk.amount), 0n);
  const body = list.length === 0 ? el("p", { class: "empty" }, "Nothing depends on a counterparty now.")
    : table([["What"], ["Amount", "n"], ["Counterparty"], ["Channel"], ["Deadline"], ["What is done about it", "wrap"]],
      list.map((r) => [riskNames[r.kind] || r.kind, money(r.amount), short(r.peer), short(r.channel), until(r.deadline), r.note || ""]));
  fill("risks", "At risk", list.length ? exact(total) + " in all" : "", body);
}

function parties(list) {
  const sum = (side, field) => (side ? money(side[field]) : el("span", { class: "dim" }, "–"));
  const body = list.length === 0 ? el("p", { class: "empty" }, "No channels yet. tolsey channel plan says what the node would open.")
    : table([["Counterparty"], [""], ["Deposit", "n"], ["Held", "n"], ["Signed", "n"], ["Prepaid", "n"], ["Free", "n"], ["Earned", "n"], ["Claimable", "n"], ["Unpaid", "n"], ["Limit", "n"], ["At risk", "n"], ["Deadline"]],
      list.map((c) => [short(c.peer), el("span", { class: c.connected ? "good" : "dim" }, c.connected ? "connected" : "away"),
        sum(c.buying, "deposit"), sum(c.buying, "held"), sum(c.buying, "signed"), sum(c.buying, "prepaid"), sum(c.buying, "free"),
        sum(c.selling, "earned"), sum(c.selling, "claimable"), sum(c.selling, "unpaid"), c.selling ? money(c.limit) : el("span", { class: "dim" }, "–"),
        money(c.atRisk, "warn"), c.deadline ? until(c.deadline) : el("span", { class: "dim" }, "–")]));
  fill("parties", "Counterparties", list.length ? count(list.length) : "", body);
}

const rate = (tiers, unit) => {
  const base = tiers && tiers[0] && tiers[0].rates[unit];
  if (!base) return el("span", { class: "dim" }, "–");
  const more = tiers.slice(1).map((t) => "over " + count(t.over) + " tokens: $" + t.rates[unit]).join("; ");
  return el("span", { title: more }, "$" + base + (more ? " +" : ""));
};

function offers(list) {
  const kind = { published: "good", withdrawn: "warn", held: "bad" };
  const body = list.length === 0 ? el("p", { class: "empty" }, "This node sells nothing. Offers are configured in tolsey.yaml, section seller.")
    : table([["Model"], ["Upstream"], ["State", "wrap"], ["Input", "n"], ["Cached", "n"], ["Output", "n"], ["List in", "n"], ["List out", "n"], ["Margin", "n"], ["Rank", "n"], ["In flight", "n"]],
      list.map((o) => [o.model, o.upstream, el("span", { class: kind[o.state] }, o.state + (o.private ? ", private" : "") + (o.reason ? ": " + o.reason : "")),
        rate(o.ask, "input"), rate(o.ask, "cacheRead"), rate(o.ask, "output"), rate(o.list, "input"), rate(o.list, "output"),
        el("span", { class: o.marginPpm < 0 ? "bad" : undefined }, percent(o.marginPpm)), o.rank ? o.rank + " of " + o.of : "–", o.inFlight + " / " + o.maxCalls]));
  fill("offers", "Own offers", "dollars per million tokens", body);
}

function calls(list) {
  const tone = { open: "warn", waiting: "warn", failed: "bad", lost: "bad" };
  const used = (u, ...units) => units.reduce((n, unit) => n + (u[unit] || 0), 0);
  const body = list.length === 0 ? el("p", { class: "empty" }, "No calls yet. tolsey call MODEL \"prompt\" makes one.")
    : table([["Time"], ["Side"], ["Model"], ["Counterparty"], ["In", "n"], ["Cached", "n"], ["Out", "n"], ["Cost", "n"], ["List price", "n"], ["Saved", "n"], ["Took", "n"], ["State"]],
      list.map((c) => {
        const saved = BigInt(c.listCost) - BigInt(c.cost);
        return [clock(c.time), c.side, c.model, short(c.peer), count(used(c.usage, "input", "cacheWrite5m", "cacheWrite1h")), count(used(c.usage, "cacheRead")),
          count(used(c.usage, "output", "reasoning")), money(c.cost), BigInt(c.listCost) > 0n ? money(c.listCost) : el("span", { class: "dim" }, "–"),
          c.side === "bought" && BigInt(c.listCost) > 0n && saved > 0n ? money(saved, "good") : el("span", { class: "dim" }, "–"),
          c.tookMs ? (c.tookMs / 1000).toFixed(2) + " s" : "–",
          el("span", { class: tone[c.state], title: c.call + "/" + c.attempt }, c.error ? c.state + ": " + c.error : c.status || c.state)];
      }));
  fill("calls", "Calls", "the last " + shownCalls + ", live", body);
}

setInterval(render, 1000); // deadlines count down without events

redeem().then(() => (sessionStorage.getItem(stored) ? run() : askForToken("")), (refusal) => askForToken(refusal.message));
