// Sends files with a bar that shows how far they are; without it the form is sent as ever.

function shown(answer) {
  const page = new DOMParser().parseFromString(answer.responseText, "text/html");
  const fresh = page.getElementById("main");
  if (!fresh) {
    location.reload();
    return;
  }
  document.title = page.title;
  document.getElementById("main").replaceWith(fresh);
  scrollTo(0, 0);
  document.getElementById("problems")?.focus();
  watch();
}

function arrived(answer) {
  const here = new URL(answer.responseURL);
  if (here.pathname === location.pathname) shown(answer);
  else location.assign(here.href);
}

function send(form, bar) {
  const request = new XMLHttpRequest();
  const progress = bar.querySelector("progress");
  const told = bar.querySelector("[data-upload-told]");
  bar.hidden = false;
  told.textContent = "";
  request.upload.addEventListener("progress", (sent) => {
    if (sent.lengthComputable) progress.value = (100 * sent.loaded) / sent.total;
  });
  request.upload.addEventListener("load", () => (told.textContent = bar.dataset.looking));
  request.addEventListener("load", () => arrived(request));
  request.addEventListener("error", () => (told.textContent = bar.dataset.failed));
  request.open("POST", form.action);
  request.send(new FormData(form));
}

function watch() {
  const bar = document.querySelector("[data-upload]");
  const form = bar?.closest("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, bar);
  });
}

watch();
