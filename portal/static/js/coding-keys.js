// Reading and marking by keys alone; single letters, so they can be switched off.

const KEY = "portal.keys";
const NUMBER = /^\s*[(（]?(\p{N}{1,3}[.)）、．]?|(\p{L}|[ivx]{1,5})[.)）、．])$/u;

function cuts(words, granularity, lang) {
  const parts = new Intl.Segmenter(lang, { granularity }).segment(words);
  const found = [];
  let begun = -1;
  for (const part of parts) {
    const from = begun < 0 ? part.index : begun;
    const to = part.index + part.segment.trimEnd().length;
    // "1." is no sentence: it begins the one after it.
    begun = granularity === "sentence" && NUMBER.test(words.slice(from, to)) ? from : -1;
    if (begun < 0 && part.isWordLike !== false) found.push({ from, to });
  }
  return found;
}

function are_on() {
  return localStorage.getItem(KEY) !== "off";
}

export function moves(reading, form, words) {
  const paragraphs = [...reading.querySelectorAll("[data-start]")];
  const help = document.querySelector("[data-keys]");
  const toggle = document.querySelector("[data-keys-switch]");
  const state = { at: -1, from: 0, to: 0 };

  function here() {
    return paragraphs[state.at];
  }

  function go(step) {
    const next = Math.min(Math.max(state.at + step, 0), paragraphs.length - 1);
    here()?.classList.remove("at");
    Object.assign(state, { at: next, from: 0, to: 0 });
    here()?.classList.add("at");
    here()?.focus();
    here()?.scrollIntoView({ block: "nearest" });
  }

  function show() {
    const range = state.to > state.from ? words.span_of(here(), state.from, state.to) : null;
    if (!range) return;
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    words.choose(range.cloneRange());
  }

  // Let the end (or, with `from`, the beginning) of the mark move on or back by one unit.
  function stretch(granularity, step, end) {
    if (state.at < 0) go(1);
    const parts = cuts(words.wordsOf(here()), granularity, here().closest("[lang]").lang);
    if (!parts.length) return;
    if (state.to === 0) [state.from, state.to] = [parts[0].from, step > 0 ? 0 : parts[0].to];
    if (end === "from") {
      const later = parts.filter((part) => part.from > state.from && part.from < state.to);
      const sooner = parts.filter((part) => part.from < state.from);
      state.from = (step > 0 ? later[0] : sooner.at(-1))?.from ?? state.from;
      state.to ||= parts[0].to;
    } else {
      const further = parts.filter((part) => part.to > state.to);
      const nearer = parts.filter((part) => part.to < state.to && part.to > state.from);
      state.to = (step > 0 ? further[0] : nearer.at(-1))?.to ?? state.to;
    }
    show();
  }

  function whole() {
    if (state.at < 0) go(1);
    const all = words.wordsOf(here());
    Object.assign(state, { from: 0, to: all.trimEnd().length });
    show();
  }

  function clear() {
    Object.assign(state, { from: 0, to: 0 });
    getSelection().removeAllRanges();
  }

  function theme_box() {
    form.elements.namedItem("codes").focus();
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    w: () => stretch("word", 1, "to"),
    W: () => stretch("word", -1, "to"),
    s: () => stretch("sentence", 1, "to"),
    S: () => stretch("sentence", -1, "to"),
    b: () => stretch("word", 1, "from"),
    B: () => stretch("word", -1, "from"),
    p: whole,
    t: theme_box,
    Escape: clear,
    "?": () => (help.open = !help.open),
  };

  function is_typing(target) {
    return target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
  }

  function press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !are_on()) return;
    if (is_typing(event.target) || !(event.key in keys)) return;
    event.preventDefault();
    keys[event.key]();
  }

  function say() {
    toggle.textContent = are_on() ? toggle.dataset.off : toggle.dataset.on;
    toggle.setAttribute("aria-pressed", String(are_on()));
  }

  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    localStorage.setItem(KEY, are_on() ? "off" : "on");
    say();
  });
  help.hidden = false;
  say();
  document.addEventListener("keydown", press);
}
