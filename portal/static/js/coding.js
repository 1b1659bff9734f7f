// Marks words of a submission, by pointer or by keys alone, and puts them into the form beside it.
//
// The server counts code points in a text whose lines end in LF; scripts count UTF-16 units.
// Without this module every paragraph can still be coded whole, by the link beside its number.

import { offsets, span_of, wordsOf } from "./coding-words.js";
import { moves } from "./coding-keys.js";

const reading = document.querySelector("[data-reading]");
const form = document.querySelector("[data-marks]");

function field(name) {
  return form.elements.namedItem(name);
}

function paint(range) {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.delete("chosen");
  if (range) CSS.highlights.set("chosen", new Highlight(range));
}

// Put the words of a range into the form; a range outside one text chooses nothing.
function choose(range) {
  const found = offsets(range);
  if (!found) return false;
  field("text").value = found.text;
  field("start").value = found.start;
  field("stop").value = found.stop;
  field("quote").value = found.quote;
  if (!form.dataset.clauseChosen) field("clause").value = found.clause;
  form.querySelector("[data-chosen]").textContent = found.quote;
  form.querySelector("[data-chosen]").lang = found.lang;
  form.classList.add("ready");
  paint(range);
  return true;
}

function choose_selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return;
  const range = selection.getRangeAt(0);
  if (reading.contains(range.commonAncestorContainer)) choose(range.cloneRange());
}

// Narrow the list of themes to what is typed: a code, or words of a name or definition.
function narrow(box) {
  const asked = box.value.trim().toLowerCase().split(/[\s,]+/).at(-1);
  for (const line of form.querySelectorAll("[data-theme]")) {
    const is_code = /^[\d.]+$/.test(asked);
    const code = line.dataset.theme;
    const fits = is_code ? code.startsWith(asked) : line.textContent.toLowerCase().includes(asked);
    line.hidden = Boolean(asked) && !fits && !line.querySelector(":checked");
  }
}

function listen() {
  reading.addEventListener("pointerup", () => setTimeout(choose_selected));
  reading.addEventListener("keyup", choose_selected);
  field("clause").addEventListener("change", () => (form.dataset.clauseChosen = "yes"));
  const box = field("codes");
  box.addEventListener("input", () => narrow(box));
  moves(reading, form, { choose, paint, span_of, wordsOf });
}

if (reading && form) listen();
