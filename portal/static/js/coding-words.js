// Where words stand in a text: between what the page shows and what the server counts.
//
// A paragraph is an element with data-text, data-start (code points) and data-gap (the blank lines
// before it); its words are the text inside [data-words], and nothing else in it counts.

export function wordsOf(paragraph) {
  return [...paragraph.querySelectorAll("[data-words]")].map((run) => run.textContent).join("");
}

function points(words) {
  return [...words].length;
}

// How much of a paragraph's words stands before a place in the page, as UTF-16 units.
function before(paragraph, node, offset) {
  const place = document.createRange();
  place.setStart(paragraph, 0);
  place.setEnd(node, offset);
  let units = 0;
  for (const run of paragraph.querySelectorAll("[data-words]")) {
    const whole = document.createRange();
    whole.selectNodeContents(run);
    if (place.compareBoundaryPoints(Range.END_TO_END, whole) >= 0) {
      units += run.textContent.length;
    } else if (run.contains(node)) {
      whole.setEnd(node, offset);
      units += whole.toString().length;
      break;
    } else break;
  }
  return units;
}

function paragraphs_in(range) {
  const all = [...document.querySelectorAll("[data-reading] [data-start]")];
  return all.filter((paragraph) => range.intersectsNode(paragraph));
}

// What a range marks: the text, code points and words; nothing when it spans several texts.
export function offsets(range) {
  const touched = paragraphs_in(range);
  const texts = new Set(touched.map((paragraph) => paragraph.dataset.text));
  if (texts.size !== 1) return null;
  const pieces = touched.map((paragraph) => piece(paragraph, range)).filter((one) => one.words);
  if (!pieces.length) return null;
  const quote = pieces.map((one, at) => (at ? one.gap : "") + one.words).join("");
  const lead = quote.length - quote.trimStart().length;
  const start = pieces[0].start + points(quote.slice(0, lead));
  const trimmed = quote.trim();
  if (!trimmed) return null;
  return {
    text: touched[0].dataset.text,
    start,
    stop: start + points(trimmed),
    quote: trimmed,
    lang: touched[0].closest("[lang]").lang,
    clause: touched[0].dataset.clause ?? "",
  };
}

function piece(paragraph, range) {
  const words = wordsOf(paragraph);
  const from = paragraph.contains(range.startContainer)
    ? before(paragraph, range.startContainer, range.startOffset)
    : 0;
  const to = paragraph.contains(range.endContainer)
    ? before(paragraph, range.endContainer, range.endOffset)
    : words.length;
  return {
    start: Number(paragraph.dataset.start) + points(words.slice(0, from)),
    words: words.slice(from, to),
    gap: paragraph.dataset.gap,
  };
}

// The range in the page for UTF-16 units from..to of a paragraph's words.
export function span_of(paragraph, from, to) {
  const range = document.createRange();
  let seen = 0;
  let begun = false;
  for (const run of paragraph.querySelectorAll("[data-words]")) {
    const node = run.firstChild;
    if (!node) continue;
    const length = node.data.length;
    if (!begun && from < seen + length) {
      range.setStart(node, from - seen);
      begun = true;
    }
    if (begun && to <= seen + length) {
      range.setEnd(node, to - seen);
      return range;
    }
    seen += length;
  }
  return begun ? range : null;
}
