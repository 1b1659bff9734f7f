// Keeps what was typed in this browser until the portal has it. Each tab keeps its own copy, and a
// browser that keeps nothing for us is taken as it is.

const PREFIX = "portal.draft:";
const TAB = "portal.tab";
const LONGEST = 30 * 24 * 60 * 60 * 1000;

function shelf() {
  try {
    const found = window.localStorage;
    found.setItem(`${PREFIX}?`, "");
    found.removeItem(`${PREFIX}?`);
    return found;
  } catch (error) {
    return null;
  }
}

const kept = shelf();

function tab_name() {
  const fresh = Math.random().toString(36).slice(2);
  try {
    const known = sessionStorage.getItem(TAB) || fresh;
    sessionStorage.setItem(TAB, known);
    return known;
  } catch (error) {
    return fresh;
  }
}

const tab = tab_name();

function names() {
  const found = [];
  for (let at = 0; kept && at < kept.length; at += 1) found.push(kept.key(at));
  return found.filter((name) => name.startsWith(PREFIX));
}

function read(name) {
  try {
    const entry = JSON.parse(kept.getItem(name));
    return Array.isArray(entry.fields) ? entry : null;
  } catch (error) {
    return null;
  }
}

export function can_keep() {
  return kept !== null;
}

// Keep the fields of a page, as [name, value] pairs; `entry` also says what the page had shown.
export function keep(draft, page, entry) {
  if (!kept) return false;
  try {
    kept.setItem(`${PREFIX}${draft}:${page}:${tab}`, JSON.stringify(entry));
    return true;
  } catch (error) {
    return false;
  }
}

export function drop(draft, page, other = tab) {
  if (kept) kept.removeItem(`${PREFIX}${draft}:${page}:${other}`);
}

// What this browser holds of a page, of whatever tab, the newest first.
export function held(draft, page) {
  const start = `${PREFIX}${draft}:${page}:`;
  return names()
    .filter((name) => name.startsWith(start))
    .map((name) => ({ tab: name.slice(start.length), entry: read(name) }))
    .filter((each) => each.entry)
    .sort((one, other) => other.entry.at - one.entry.at);
}

// Forget what is held of a draft from before a moment, when it was lodged.
export function forget(draft, before) {
  names()
    .filter((name) => name.startsWith(`${PREFIX}${draft}:`))
    .filter((name) => (read(name) || { at: 0 }).at < before)
    .forEach((name) => kept.removeItem(name));
}

// Forget what this tab sent from a page that was then left, and what is a month old.
export function tidy(page) {
  names().forEach((name) => {
    const entry = read(name);
    const is_left = name.endsWith(`:${tab}`) && !name.endsWith(`:${page}:${tab}`);
    if (!entry || Date.now() - entry.at > LONGEST || (is_left && entry.is_sent)) {
      kept.removeItem(name);
    }
  });
}
