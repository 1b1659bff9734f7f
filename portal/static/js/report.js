// While a report is being made, brings its state up to date every two seconds without a reload.
const EVERY = 2000;

async function look() {
  const here = document.getElementById("report-state");
  if (!here || !here.dataset.waiting) return;
  try {
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("report-state");
    if (fresh && fresh.innerHTML !== here.innerHTML) here.replaceWith(fresh);
  } catch {
    // The line is down or the seat has ended: the Refresh link says more.
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
