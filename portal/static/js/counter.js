// Counts the characters of each text under a limit, as the server does: a line end counts one.

const PAUSE = 900;

function filled(pattern, values) {
  return pattern.replace(/\{(\w+)\}/g, (_, name) => values[name].toLocaleString("en"));
}

function watch(line) {
  const area = document.getElementById(line.dataset.counts);
  if (!area) return;
  const limit = Number(line.dataset.limit);
  const shown = line.querySelector("span");
  const spoken = document.createElement("span");
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  line.append(spoken);
  let timer = 0;

  function tell() {
    const count = [...area.value].length;
    const pattern = count > limit ? line.dataset.over : line.dataset.within;
    shown.textContent = filled(pattern, { count, limit, over: count - limit });
    shown.classList.toggle("over", count > limit);
    return count;
  }

  area.addEventListener("input", () => {
    const count = tell();
    clearTimeout(timer);
    timer = setTimeout(() => {
      spoken.textContent = count > limit * 0.9 ? shown.textContent : "";
    }, PAUSE);
  });
  tell();
}

document.querySelectorAll("[data-counts]").forEach(watch);
