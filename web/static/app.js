// What the pages do without a reload where scripts run; every form and link also works without this file.
"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const say = (words) => { document.getElementById("said").textContent = words; };
  const beside = () => matchMedia("(min-width: 68rem)").matches;

  const parse = (text) => new DOMParser().parseFromString(text, "text/html");

  function show(page, address, push) {
    const main = page.getElementById("main");
    if (!main) { location.assign(address); return; }
    document.getElementById("main").replaceWith(document.adoptNode(main));
    document.querySelector(".top").replaceWith(document.adoptNode(page.querySelector(".top")));
    document.title = page.title;
    if (push && address !== location.href) history.pushState(null, "", address);
    prepare();
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const heading = target && target.querySelector("h2");
    if (heading) { target.scrollIntoView({ block: "start" }); heading.focus({ preventScroll: true }); }
    else if (target) target.scrollIntoView({ block: "start" });
    else { scrollTo(0, 0); document.getElementById("main").focus({ preventScroll: true }); }
    const alert = document.querySelector("#main [role=alert]");
    if (alert) alert.scrollIntoView({ block: "center" });
    const last = document.querySelector(".turn:last-child h2");
    say(alert ? alert.textContent : heading && last ? last.textContent : document.title);
  }

  async function swap(form, submitter) {
    if (form.dataset.sending) return;
    form.dataset.sending = "1";
    form.classList.add("busy");
    const data = new FormData(form, submitter);
    const get = form.method === "get";
    const address = new URL(form.action);
    if (get) { address.search = new URLSearchParams([...data].filter(([, value]) => value)); }
    try {
      const answer = await fetch(address, { method: get ? "GET" : "POST", body: get ? undefined : data, headers: { Accept: "text/html" } });
      const where = new URL(answer.url);
      where.hash = address.hash || where.hash;
      const page = parse(await answer.text());
      if (answer.redirected && !where.hash) {
        const turns = page.querySelectorAll(".turn");
        if (turns.length) where.hash = turns[turns.length - 1].id;
      }
      show(page, where.href, answer.ok || get);
    } catch (error) {
      form.classList.remove("busy");
      delete form.dataset.sending;
      say("The server cannot be reached. Try again.");
      form.querySelector(".alert") || form.insertAdjacentHTML("beforeend", "<p class=alert role=alert>The server cannot be reached. Try again in a moment.</p>");
    }
  }

  function upload(form) {
    const bar = form.querySelector("progress");
    const request = new XMLHttpRequest();
    bar.classList.remove("hidden");
    form.querySelector("button").disabled = true;
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = 100 * event.loaded / event.total; };
    request.onload = () => show(parse(request.responseText), request.responseURL || form.action, request.status < 400);
    request.onerror = () => {
      form.querySelector("button").disabled = false;
      bar.classList.add("hidden");
      form.insertAdjacentHTML("beforeend", "<p class=alert role=alert>The file could not be sent: it is too large, or the server cannot be reached.</p>");
    };
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "text/html");
    request.send(new FormData(form));
  }

  // The source pane: the cited words scrolled to, without moving the page.
  function settle(pane, calm) {
    const scroll = pane.querySelector(".pane-scroll");
    const mark = pane.querySelector("mark") || (scroll && scroll.dataset.first && document.getElementById(scroll.dataset.first));
    if (!scroll || !mark) return;
    if (beside()) scroll.scrollTo({ top: mark.getBoundingClientRect().top - scroll.getBoundingClientRect().top + scroll.scrollTop - 120, behavior: calm ? "instant" : "smooth" });
    else if (!calm) mark.scrollIntoView({ block: "center" });
  }

  async function open(link) {
    const pane = document.getElementById("source");
    try {
      const answer = await fetch(link.dataset.source, { headers: { Accept: "text/html" } });
      if (!answer.ok) throw new Error(String(answer.status));
      pane.innerHTML = await answer.text();
      settle(pane, false);
      say("The order is shown at " + (link.getAttribute("aria-label") || link.textContent).trim());
    } catch (error) { location.assign(link.href); }
  }

  let waiting;
  function prepare() {
    const pane = document.getElementById("source");
    if (pane) settle(pane, true);
    clearTimeout(waiting);
    if (document.querySelector("[data-poll], [data-reload]")) waiting = setTimeout(look, 900);
    const form = document.querySelector("[data-upload]");
    if (form) {
      for (const kind of ["dragenter", "dragover"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
      for (const kind of ["dragleave", "drop"]) form.addEventListener(kind, () => form.classList.remove("over"));
      form.addEventListener("drop", (event) => {
        event.preventDefault();
        if (!event.dataTransfer.files.length) return;
        form.querySelector("input[type=file]").files = event.dataTransfer.files;
        upload(form);
      });
    }
  }

  async function look() {
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      const page = parse(await answer.text());
      const now = page.getElementById("job"), then = document.getElementById("job");
      if (now && then && now.hasAttribute("data-poll")) { then.replaceWith(document.adoptNode(now)); prepare(); }
      else if (now || answer.ok) show(page, answer.url, false);
      else prepare();
    } catch (error) { waiting = setTimeout(look, 3000); }
  }

  let typed;
  async function filter(form) {
    const address = new URL(form.action);
    address.search = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    const page = parse(await (await fetch(address, { headers: { Accept: "text/html" } })).text());
    const now = page.getElementById("results"), then = document.getElementById("results");
    if (now && then) { then.replaceWith(document.adoptNode(now)); history.replaceState(null, "", address); }
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-swap]")) { event.preventDefault(); swap(form, event.submitter); }
    else if (form.matches("[data-upload]")) { event.preventDefault(); upload(form); }
    else if (form.matches("[data-filter]")) { event.preventDefault(); filter(form); }
  });
  document.addEventListener("input", (event) => {
    const form = event.target.closest("[data-filter]");
    if (form) { clearTimeout(typed); typed = setTimeout(() => filter(form), 180); }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target.matches("[data-ask] textarea")) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-source]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    if (document.getElementById("source")) { event.preventDefault(); open(link); }
  });
  // On paper nothing can be unfolded: how a date was counted is printed.
  addEventListener("beforeprint", () => {
    for (const fold of document.querySelectorAll("details.steps")) fold.open = true;
  });
  addEventListener("popstate", async () => {
    if (!document.getElementById("main")) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    show(parse(await answer.text()), location.href, false);
  });
  prepare();
})();
