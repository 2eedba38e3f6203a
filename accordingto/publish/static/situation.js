// The situation page: timeline, filters and list move together; what is chosen stands in the address.
"use strict";
(() => {
  const STEP_MS = 900; // one step of the player: long enough to read two headlines
  const FIRST_SHOWN = 150;
  const events = (self.accordingto_add || []).flat();
  if (!events.length) return;

  const $ = (id) => document.getElementById(id);
  const list = $("events");
  const original = [...list.children];
  const form = $("filters");
  const bars = [...document.querySelectorAll("#timeline .bars li")];
  const steps = bars.map((bar) => bar.firstElementChild.dataset);
  const cards = new Map([...list.querySelectorAll("[data-event]")].map((card) => [card.dataset.event, card]));
  const byId = new Map(events.map((event) => [event.id, event]));
  const state = { q: "", mark: "", type: "", source: "", day: -1 };
  let shownLimit = FIRST_SHOWN;
  let map = null;
  let timer = 0;

  for (const event of events) {
    const words = [event.headline, event.said && event.said.words, event.others, event.denials,
      ...(event.sources || []), ...(event.actors || []), ...(event.places || []).map((place) => place[0])];
    event.search = fold(words.filter(Boolean).join(" "));
  }
  events.sort((a, b) => (a.start ? 0 : 1) - (b.start ? 0 : 1) || (a.start < b.start ? 1 : a.start > b.start ? -1 : 0));

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  }

  function onDay(event, step) {
    return Boolean(event.start) && event.start <= step.end && event.end >= step.start;
  }

  function chosen() {
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const step = steps[state.day];
    return events.filter((event) =>
      (!state.mark || event.mark === state.mark) &&
      (!state.type || event.type === state.type) &&
      (!state.source || (event.sources || []).includes(state.source)) &&
      (!step || onDay(event, step)) &&
      words.every((word) => event.search.includes(word)));
  }

  function element(tag, className, ...children) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
    return made;
  }

  function link(href, text) {
    const made = element("a", "", text);
    made.href = href;
    return made;
  }

  // The same markup as the template's, for events the page did not hold.
  function card(event) {
    if (cards.has(event.id)) return cards.get(event.id);
    const mark = element("span", `mark mark-${event.mark}`);
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", event.markName);
    mark.title = event.markName;
    const contested = event.mark === "disputed" || event.mark === "denied"
      ? element("strong", "contested", event.denials ? `denied by ${event.denials}` : "disputed") : null;
    const made = element("article", "event", mark,
      element("h4", "event-title", link(`events/${event.id}.html`, event.headline)),
      element("p", "event-support", event.support, contested && " · ", contested));
    if (event.said) {
      const by = event.said.author === event.said.outlet ? event.said.author : `${event.said.author}, in ${event.said.outlet}`;
      made.append(element("p", "event-words", event.said.words && element("q", "", event.said.words), " ", element("span", "said-by", by)));
    }
    if (event.others) made.append(element("p", "event-others", `Also says so: ${event.others}`));
    made.id = `event-${event.id}`;
    made.dataset.event = event.id;
    cards.set(event.id, made);
    return made;
  }

  function withMapButton(made, event) {
    if (!map || !(event.places || []).length || made.querySelector(".locate")) return made;
    const button = element("button", "locate", "Show on map");
    button.type = "button";
    button.setAttribute("aria-label", `Show on map: ${event.headline}`);
    button.addEventListener("click", () => {
      map.flyTo(event);
      $("map").scrollIntoView({ block: "nearest" });
    });
    made.querySelector(".event-support").append(button);
    return made;
  }

  function isFiltered() {
    return Boolean(state.q || state.mark || state.type || state.source);
  }

  function group(event) {
    const made = element("section", "day", element("h3", "day-title", link(`days/${event.day}.html`, event.dayLabel)));
    made.id = `day-${event.day}`;
    made.dataset.day = event.day;
    return made;
  }

  function renderList(found) {
    const shown = found.slice(0, shownLimit);
    const groups = [];
    for (const event of shown) {
      if (!groups.length || groups.at(-1).dataset.day !== event.day) groups.push(group(event));
      groups.at(-1).append(withMapButton(card(event), event));
    }
    list.replaceChildren(...(groups.length ? groups : [element("p", "empty", "No event matches.")]));
    const more = $("more");
    more.replaceChildren();
    if (found.length > shown.length) {
      const button = element("button", "", `Show ${Math.min(FIRST_SHOWN, found.length - shown.length)} more`);
      button.type = "button";
      button.addEventListener("click", () => { shownLimit += FIRST_SHOWN; renderList(chosen()); });
      more.append(button);
    }
  }

  function counted(number, noun) {
    return `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;
  }

  function render() {
    const found = chosen();
    renderList(found);
    $("found").textContent = isFiltered() || state.day >= 0
      ? `${counted(found.length, "event")} of ${events.length.toLocaleString("en-GB")}` : counted(events.length, "event");
    $("clear").hidden = !isFiltered();
    renderTimeline();
    if (map) map.show(found);
    writeAddress();
  }

  function renderTimeline() {
    if (!steps.length) return;
    const label = state.day < 0 ? "The whole period" : bars[state.day].firstElementChild.getAttribute("aria-label")
      || bars[state.day].firstElementChild.dataset.label;
    bars[0].parentElement.classList.toggle("chosen", state.day >= 0);
    bars.forEach((bar, i) => {
      bar.classList.toggle("now", i === state.day);
      if (bar.firstElementChild.matches("a")) {
        if (i === state.day) bar.firstElementChild.setAttribute("aria-current", "date");
        else bar.firstElementChild.removeAttribute("aria-current");
      }
    });
    $("shown").textContent = label;
    $("whole").setAttribute("aria-pressed", String(state.day < 0));
    $("slider").value = String(state.day < 0 ? steps.length - 1 : state.day);
    $("slider").setAttribute("aria-valuetext", label);
  }

  // The address holds the choice, so that a view can be shared; defaults are left out.
  function writeAddress() {
    const params = new URLSearchParams();
    for (const key of ["q", "mark", "type", "source"]) if (state[key]) params.set(key, state[key]);
    if (state.day >= 0) params.set("day", steps[state.day].start);
    const hash = params.size ? `#${params}` : "";
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname + location.search);
  }

  function readAddress() {
    const hash = location.hash.slice(1);
    if (!hash.includes("=")) return false;
    const params = new URLSearchParams(hash);
    for (const key of ["q", "mark", "type", "source"]) {
      const value = (params.get(key) || "").slice(0, 200);
      const field = form.elements[key];
      field.value = value;
      state[key] = field.value;
    }
    const day = params.get("day");
    state.day = day ? steps.findIndex((step) => step.start <= day && day <= step.end) : -1;
    return true;
  }

  function choose(day) {
    state.day = day;
    shownLimit = FIRST_SHOWN;
    render();
  }

  function stop() {
    clearInterval(timer);
    timer = 0;
    $("play").textContent = "Play";
    $("play").setAttribute("aria-pressed", "false");
  }

  function play() {
    $("play").textContent = "Pause";
    $("play").setAttribute("aria-pressed", "true");
    choose(state.day < 0 || state.day === steps.length - 1 ? 0 : state.day);
    timer = setInterval(() => {
      if (state.day >= steps.length - 1) stop();
      else choose(state.day + 1);
    }, STEP_MS);
  }

  function listen() {
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", () => {
      for (const key of ["q", "mark", "type", "source"]) state[key] = form.elements[key].value;
      shownLimit = FIRST_SHOWN;
      render();
    });
    form.addEventListener("reset", () => {
      Object.assign(state, { q: "", mark: "", type: "", source: "" });
      shownLimit = FIRST_SHOWN;
      render();
    });
    if (steps.length) {
      $("slider").addEventListener("input", () => { stop(); choose(Number($("slider").value)); });
      $("play").addEventListener("click", () => (timer ? stop() : play()));
      $("whole").addEventListener("click", () => { stop(); choose(-1); });
      bars.forEach((bar, i) => bar.firstElementChild.addEventListener("click", (e) => {
        e.preventDefault();
        stop();
        choose(state.day === i ? -1 : i);
      }));
      $("player").hidden = false;
    }
    for (const [over, out] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      list.addEventListener(over, (e) => point(e.target.closest("[data-event]")));
      list.addEventListener(out, () => point(null));
    }
    addEventListener("hashchange", () => { if (readAddress()) render(); });
    form.hidden = false;
  }

  function point(made) {
    if (!map) return;
    const id = made ? made.dataset.event : null;
    if (map.lit !== id) map.light(id);
  }

  listen();
  const fromAddress = readAddress();
  if (fromAddress) render();
  else {
    $("found").textContent = counted(events.length, "event");
    renderTimeline();
  }
  const core = ($("map").dataset.core || "").split(" ").map(Number);
  const view = core.length === 4 ? [[core[0], core[1]], [core[2], core[3]]] : null;
  self.AccordingToMap.make($("map"), (self.accordingto_setBasemap || [])[0], view).then((made) => {
    map = made;
    if (!map) return;
    map.show(chosen());
    for (const [id, found] of cards) withMapButton(found, byId.get(id));
    map.ready.then(() => document.documentElement.setAttribute("data-map", "ready"));
  });
})();
