// Keeps the reader's place when the page is shown again in another language.

const KEY = "portal.place";

function place() {
  const marks = [...document.querySelectorAll("main [id]")];
  const seen = marks.filter((mark) => mark.getBoundingClientRect().top <= innerHeight / 3);
  const mark = scrollY > 0 ? seen.at(-1) : undefined;
  return { id: mark?.id ?? "", off: mark?.getBoundingClientRect().top ?? 0 };
}

function keep() {
  sessionStorage.setItem(KEY, JSON.stringify(place()));
}

function come_back() {
  const kept = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  if (!kept || location.hash) return;
  const { id, off } = JSON.parse(kept);
  const mark = id && document.getElementById(id);
  if (mark) scrollTo(0, scrollY + mark.getBoundingClientRect().top - off);
}

try {
  document.querySelector("[data-switch]")?.addEventListener("click", (event) => {
    if (event.target.closest("a, button")) keep();
  });
  come_back();
} catch {
  // A browser that keeps nothing for us loses only the place on the page.
}
