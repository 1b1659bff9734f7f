// Saves a page of a draft by itself: a few seconds after typing stops, and when a field is left.

import { can_keep, drop, forget, held, keep, tidy } from "./keeping.js";

const QUIET = 3000;
const KEPT_AFTER = 300;
const RETRIES = [5000, 10000, 20000, 40000, 60000];
const WITHOUT_LIMIT = 60000; // what a browser still sends of a page that is closed, in bytes

function is_ours(name) {
  return !["csrf_token", "seen", "press"].includes(name) && !/(^|\.)keep$/.test(name);
}

function plain(value) {
  return value.replace(/\r\n?/g, "\n");
}

function typed(form) {
  return [...new FormData(form)]
    .filter(([name, value]) => is_ours(name) && typeof value === "string")
    .map(([name, value]) => [name, plain(value)]);
}

function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}

// What the server showed in the fields, whatever the browser has put back into them since.
function served(form) {
  const shown = [];
  for (const field of form.elements) {
    if (!field.name || !is_ours(field.name) || /^(submit|file)$/.test(field.type)) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.defaultChecked) shown.push([field.name, field.value]);
    } else if (field.type === "select-one") {
      const chosen = [...field.options].find((option) => option.defaultSelected);
      shown.push([field.name, chosen ? chosen.value : field.options[0].value]);
    } else if (field.defaultValue !== undefined) {
      shown.push([field.name, field.defaultValue]);
    }
  }
  return shown.map(([name, value]) => [name, plain(value)]);
}

function put_back(form, fields) {
  const values = new Map();
  for (const [name, value] of fields) values.set(name, [...(values.get(name) || []), value]);
  const drawn = new Set();
  for (const field of form.elements) {
    if (!field.name || !is_ours(field.name) || /^(submit|file)$/.test(field.type)) continue;
    drawn.add(field.name);
    const mine = values.get(field.name) || [];
    if (field.type === "checkbox" || field.type === "radio") field.checked = mine.includes(field.value);
    else field.value = mine[0] || "";
  }
  // Rows that are not drawn any more go along unseen.
  for (const [name, value] of fields.filter(([each]) => !drawn.has(each))) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
}

function watch(bar) {
  const form = document.getElementById("page-form");
  const line = bar.querySelector("[role=status]");
  const { draft, page } = bar.dataset;
  const said = bar.dataset;
  const state = { saved: "unsaved" in said ? null : served(form), timer: 0, busy: false, tries: 0 };

  function tell(words, kind = "") {
    line.textContent = words;
    bar.dataset.state = kind;
  }

  function seen() {
    return form.elements.namedItem("seen");
  }

  function is_dirty() {
    return !same(typed(form), state.saved);
  }

  function keep_here(is_sent = false) {
    return keep(draft, page, { at: Date.now(), fields: typed(form), seen: seen().value, is_sent });
  }

  function later(pause) {
    clearTimeout(state.timer);
    state.timer = setTimeout(save, pause);
  }

  function body() {
    const sent = new URLSearchParams(typed(form));
    sent.set("csrf_token", form.elements.namedItem("csrf_token").value);
    sent.set("seen", seen().value);
    return sent;
  }

  function taken(sent, answer) {
    seen().value = answer.seen;
    state.saved = sent;
    state.tries = 0;
    const is_whole = !answer.overtaken.length && !answer.refused.length;
    if (is_whole && same(typed(form), sent)) drop(draft, page);
    document.querySelector("[data-clash]").hidden = !answer.overtaken.length;
    tell(answer.told, is_whole ? "" : "warn");
    if (is_dirty()) later(state.is_asked ? 0 : QUIET);
  }

  function failed() {
    tell(can_keep() ? said.failed : `${said.failed} ${said.unkept}`, "warn");
    later(RETRIES[Math.min(state.tries, RETRIES.length - 1)]);
    state.tries += 1;
  }

  async function refused(answer) {
    const told = (answer.headers.get("Content-Type") || "").startsWith("application/json")
      ? await answer.json()
      : {};
    if (told.token) {
      form.elements.namedItem("csrf_token").value = told.token;
      later(state.tries ? RETRIES[1] : 0);
      state.tries += 1;
    } else if (told.ended) {
      tell(can_keep() ? said.ended : said.unkept, "warn");
      later(RETRIES[1]);
    } else {
      tell(said.refused, "warn");
    }
  }

  let keeping = 0;
  async function save() {
    clearTimeout(state.timer);
    state.is_asked = state.busy;
    if (state.busy || !is_dirty()) return;
    state.busy = true;
    clearTimeout(keeping);
    keep_here();
    const sent = typed(form);
    try {
      const answer = await fetch(location.href, {
        method: "POST",
        body: body(),
        headers: { Accept: "application/json" },
      });
      if (answer.ok) taken(sent, await answer.json());
      else if (answer.status >= 500) failed();
      else await refused(answer);
    } catch (error) {
      failed();
    } finally {
      state.busy = false;
    }
  }

  function changed() {
    clearTimeout(keeping);
    keeping = setTimeout(() => (is_dirty() ? keep_here() : drop(draft, page)), KEPT_AFTER);
    later(QUIET);
  }

  function leave() {
    if (!is_dirty() || state.is_left) return;
    keep_here();
    if (body().toString().length < WITHOUT_LIMIT) {
      const headers = { Accept: "application/json" };
      fetch(location.href, { method: "POST", body: body(), headers, keepalive: true }).catch(() => {});
    }
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("focusout", () => is_dirty() && save());
  form.addEventListener("submit", () => {
    state.is_left = true;
    clearTimeout(state.timer);
    clearTimeout(keeping);
    if (is_dirty()) keep_here(true);
  });
  addEventListener("online", () => is_dirty() && save());
  addEventListener("focus", () => is_dirty() && save());
  addEventListener("pagehide", leave);
  addEventListener("pageshow", (event) => event.persisted && !is_dirty() && location.reload());
  addEventListener("beforeunload", (event) => {
    if (!can_keep() && is_dirty() && !state.is_left) event.preventDefault();
  });
  offer(form, bar, { put_back: (entry) => {
    put_back(form, entry.fields);
    if (entry.seen) seen().value = entry.seen;
    save();
  } });
  if (is_dirty()) changed();
}

// Offer what this browser still holds of the page and the portal has not.
function offer(form, bar, { put_back: back }) {
  const { draft, page } = bar.dataset;
  const notice = document.querySelector("[data-offer]");
  const [found] = held(draft, page).filter(({ tab, entry }) => {
    const is_old = same(entry.fields, served(form));
    if (is_old) drop(draft, page, tab);
    return !is_old && !same(entry.fields, typed(form));
  });
  if (!found) return;
  const at = new Date(found.entry.at).toLocaleString("sv", { timeZone: "Asia/Hong_Kong" });
  notice.querySelector("[data-at]").textContent = at;
  notice.hidden = false;
  notice.querySelector("[data-back]").addEventListener("click", () => {
    back(found.entry);
    drop(draft, page, found.tab);
    notice.hidden = true;
  });
  notice.querySelector("[data-away]").addEventListener("click", () => {
    drop(draft, page, found.tab);
    notice.hidden = true;
  });
}

const bar = document.querySelector("[data-saving]");
const lodged = document.querySelector("[data-lodged]");
tidy(bar ? bar.dataset.page : "");
if (lodged) forget(lodged.dataset.lodged, Date.parse(lodged.dataset.at));
if (bar) watch(bar);
