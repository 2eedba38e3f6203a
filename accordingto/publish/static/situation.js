// The situation page: map, timeline, filters and list move together; what is chosen stands in the address.
"use strict";
(() => {
  const STEP_MS = 900; // one step of the player: long enough to read two headlines
  const MORE = 150;
  const CHOICES = ["mark", "type", "source", "actor", "side", "origins", "certainty"];
  const TYPED = ["q", ...CHOICES, "from", "to"];
  const CHOICE = "choosing"; // an act that is over at once
  const DAY = /^\d{4}-\d\d-\d\d$/;
  const BOX = /^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/;

  const { Store, fold, searchWords } = self.AccordingToData;
  const { List, element } = self.AccordingToList;
  const overview = (self.accordingto_setOverview || [])[0];
  const $ = (id) => document.getElementById(id);
  if (!overview || !overview.months.length) return;

  const store = new Store(overview);
  const form = $("filters");
  const total = Number($("events").dataset.total);
  const bars = [...document.querySelectorAll("#timeline .bars li")].map((bar) => bar.firstElementChild);
  const steps = bars.map((bar, i) => ({ start: bar.dataset.start, end: i + 1 < bars.length ? dayBefore(bars[i + 1].dataset.start) : lastDay() }));
  const control = $("control") ? new self.AccordingToControl.Control(overview, $("control")) : null;
  const list = new List($("events"), (event) => {
    map.flyTo(event);
    $("map").scrollIntoView({ block: "nearest" });
  });
  const original = [...$("events").children].map((group) => [group, [...group.children]]);
  const first = list.cards.size;
  const nothing = () => Object.fromEntries([...TYPED.map((key) => [key, ""]), ["in", null], ["step", -1]]);
  const state = nothing();
  const left = history.state; // how far the list went when the reader left, see `remember`
  let limit = Math.max(first, (left && left.limit) || 0);
  let map = null;
  let timer = 0;
  let turn = 0;
  let lastAct = ""; // what the reader did last, see `writeAddress`

  function dayBefore(day) {
    return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  }

  function lastDay() {
    return bars[0].parentElement.parentElement.dataset.end;
  }

  const step = () => steps[state.step];
  const isFiltered = () => TYPED.some((key) => state[key]) || Boolean(state.in);
  const isEverywhere = () => !TYPED.some((key) => state[key]) && state.step < 0;
  const isWhole = () => isEverywhere() && !state.in;

  // The days that are asked for: the chosen step within the period.
  function period() {
    const at = step();
    const firsts = [state.from, at && at.start].filter(Boolean).sort();
    const lasts = [state.to, at && at.end].filter(Boolean).sort();
    return [firsts.at(-1) || "", lasts[0] || ""];
  }

  function months() {
    const [from, to] = period();
    return isWhole() ? (limit > first ? store.latest(limit) : []) : store.between(from, to);
  }

  function isInside(event, [west, south, east, north]) {
    return event.places.some(([, lon, lat]) => west <= lon && lon <= east && south <= lat && lat <= north);
  }

  function hasOrigins(event) {
    return state.origins === "1" ? event.origins[0] <= 1 : event.origins[0] >= Number(state.origins);
  }

  function chosen() {
    const words = fold(state.q).split(/\s+/).filter(Boolean);
    const [from, to] = period();
    return store.events.filter((event) =>
      (!state.mark || event.mark === state.mark) &&
      (!state.type || event.type === state.type) &&
      (!state.source || event.sources.includes(state.source)) &&
      (!state.actor || event.actors.includes(state.actor)) &&
      (!state.side || event.sides.includes(state.side)) &&
      (!state.origins || hasOrigins(event)) &&
      (!state.certainty || event.certainties.includes(state.certainty)) &&
      (!(from || to) || Boolean(event.start)) &&
      (!from || event.end >= from) &&
      (!to || event.start <= to) &&
      (!words.length || words.every((word) => searchWords(event).includes(word))));
  }

  const counted = (number, noun) => `${number.toLocaleString("en-GB")} ${noun}${number === 1 ? "" : "s"}`;

  // After an act of the reader, or without one where nothing was chosen: see `writeAddress`.
  async function render(act) {
    turn += 1;
    const mine = turn;
    renderControls();
    writeAddress(act);
    const wanted = months();
    if (!store.has(wanted)) {
      $("found").textContent = "Loading…";
      await store.load(wanted);
      if (mine !== turn) return;
    }
    const around = isEverywhere() && !store.isComplete && !state.in ? null : chosen();
    renderList(around);
    renderMap(around);
    if (control) control.show(step() ? step().end : state.to);
  }

  // The list, of what was chosen, follows the map too.
  function renderList(around) {
    const whole = isWhole();
    const found = whole && limit <= first ? null : around ? around.filter((event) => !state.in || isInside(event, state.in)) : store.events;
    const size = whole ? total : found.length;
    if (found) list.show(found.slice(0, limit), Boolean(map));
    else restoreList();
    const where = state.in ? ", in the part of the map shown" : "";
    $("found").textContent = whole ? counted(total, "event") : `${counted(size, "event")} of ${total.toLocaleString("en-GB")}${where}`;
    renderMore(size);
  }

  // The list as the page came: other lists borrowed its cards.
  function restoreList() {
    for (const [group, children] of original) group.replaceChildren(...children);
    $("events").replaceChildren(...original.map(([group]) => group));
    if (map) list.addMapButtons((id) => store.find(id));
  }

  function renderMore(size) {
    $("more").replaceChildren();
    const shown = Math.min(limit, size);
    if (shown >= size) return;
    const button = element("button", "", `Show ${Math.min(MORE, size - shown)} more`);
    button.type = "button";
    button.addEventListener("click", () => { limit = shown + MORE; render(); });
    $("more").append(button);
  }

  // The whole period is drawn from the overview until all its months are there; the map shows what lies around too.
  function renderMap(around) {
    if (!map) return;
    if (isEverywhere() && !store.isComplete) map.showPlaces(store.places, eventsOf);
    else map.show(around || store.events);
  }

  async function eventsOf(bits) {
    await store.load(store.ofBits(bits));
    return store.events;
  }

  function renderControls() {
    $("clear").hidden = !isFiltered();
    $("share").hidden = isWhole();
    if (["actor", "side", "origins", "certainty", "from", "to"].some((key) => state[key])) $("further").open = true;
    if (!steps.length) return;
    const label = step() ? bars[state.step].title : "The whole period";
    bars[0].parentElement.parentElement.classList.toggle("chosen", Boolean(step()));
    bars.forEach((bar, i) => {
      bar.parentElement.classList.toggle("now", i === state.step);
      if (i === state.step && bar.matches("a")) bar.setAttribute("aria-current", "date");
      else bar.removeAttribute("aria-current");
    });
    $("shown").textContent = label;
    $("whole").setAttribute("aria-pressed", String(!step()));
    $("slider").value = String(step() ? state.step : steps.length - 1);
    $("slider").setAttribute("aria-valuetext", label);
  }

  function address() {
    const params = new URLSearchParams();
    for (const key of TYPED) if (state[key]) params.set(key, state[key]);
    if (step()) params.set("day", step().start);
    if (state.in) params.set("in", state.in.join(","));
    return params.size ? `#${params}` : "";
  }

  // The address holds the choice, so that a view can be shared; what is not chosen is left out. Each choice can be
  // undone with the browser's button back; what goes on, as typing, sliding, playing and moving the map do, as one.
  function writeAddress(act) {
    const hash = address();
    if (hash === location.hash) return;
    const isNew = act && (act === CHOICE || act !== lastAct);
    if (act) lastAct = act;
    if (isNew) remember();
    history[isNew ? "pushState" : "replaceState"](null, "", hash || location.pathname + location.search);
  }

  // What the address does not hold: whoever comes back finds the list as long as it was, and where they read.
  function remember() {
    history.replaceState({ limit, top: scrollY }, "");
  }

  async function comeBack() {
    await render();
    if (left && left.limit > first) scrollTo(0, left.top);
  }

  // A fragment of one word is a place in the page, and says nothing of the choice.
  const isPlace = () => location.hash.length > 1 && !location.hash.includes("=");

  function readAddress() {
    if (isPlace()) return;
    const params = new URLSearchParams(location.hash.slice(1));
    Object.assign(state, nothing());
    for (const key of TYPED) {
      const field = form.elements[key];
      if (!field) continue;
      const value = (params.get(key) || "").slice(0, 200);
      // a name beyond the choices offered is asked for by other pages
      if (value && field.tagName === "SELECT" && ["source", "actor"].includes(key) && ![...field.options].some((o) => o.value === value)) {
        field.append(new Option(value, value));
      }
      field.value = (key === "from" || key === "to") && !DAY.test(value) ? "" : value;
      state[key] = field.value;
    }
    const day = params.get("day");
    state.step = day ? steps.findIndex(({ start, end }) => start <= day && day <= end) : -1;
    const box = params.get("in") || "";
    state.in = BOX.test(box) ? box.split(",").map(Number) : null;
  }

  // The reader went back, or forth, or wrote another address.
  function goBack({ state: then }) {
    if (isPlace() || location.hash === address()) return;
    stop();
    const before = String(state.in);
    readAddress();
    if (map && state.in) map.fit(state.in);
    else if (map && before !== "null") map.home();
    lastAct = "";
    limit = Math.max(first, (then && then.limit) || 0);
    render();
  }

  function choose(number, act) {
    state.step = number;
    limit = first;
    return render(act);
  }

  function stop() {
    clearTimeout(timer);
    timer = 0;
    $("play").textContent = "Play";
    $("play").setAttribute("aria-pressed", "false");
  }

  // One step after the other; the next waits until the last is drawn.
  async function play(number) {
    $("play").textContent = "Pause";
    $("play").setAttribute("aria-pressed", "true");
    timer = -1;
    await choose(number, "playing");
    if (timer !== -1) return;
    timer = setTimeout(() => (number + 1 < steps.length ? play(number + 1) : stop()), STEP_MS);
  }

  function listenToForm() {
    form.addEventListener("submit", (e) => e.preventDefault());
    form.addEventListener("input", ({ target }) => {
      for (const key of TYPED) if (form.elements[key]) state[key] = form.elements[key].value;
      limit = first;
      render(target.tagName === "SELECT" ? CHOICE : `typing ${target.name}`);
    });
    form.addEventListener("change", () => { lastAct = ""; }); // typing has come to an end
    form.addEventListener("reset", () => {
      Object.assign(state, nothing(), { step: state.step });
      limit = first;
      if (map) map.home();
      setTimeout(() => render(CHOICE)); // the fields are emptied after this event
    });
    $("share").addEventListener("click", async () => {
      await navigator.clipboard.writeText(location.href).then(() => "Copied", () => "Copy the address above").then((words) => { $("share").textContent = words; });
      setTimeout(() => { $("share").textContent = "Copy link"; }, 2000);
    });
    $("follow").addEventListener("change", () => { state.in = null; render(CHOICE); });
  }

  function listenToTimeline() {
    $("slider").addEventListener("input", () => { stop(); choose(Number($("slider").value), "sliding"); });
    $("play").addEventListener("click", () => {
      lastAct = "";
      if (timer) stop();
      else play(state.step + 1 < steps.length && step() ? state.step : 0);
    });
    $("whole").addEventListener("click", () => { stop(); choose(-1, CHOICE); });
    bars.forEach((bar, i) => bar.addEventListener("click", (e) => {
      e.preventDefault();
      stop();
      choose(state.step === i ? -1 : i, CHOICE);
    }));
    $("player").hidden = false;
  }

  function listenToList() {
    const point = (card) => { if (map && map.lit !== (card ? card.dataset.event : null)) map.light(card ? card.dataset.event : null); };
    for (const [over, out] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
      $("events").addEventListener(over, (e) => point(e.target.closest("[data-event]")));
      $("events").addEventListener(out, () => point(null));
    }
  }

  function withMap(made) {
    map = made;
    if (!map) return;
    $("follow-line").hidden = false;
    if (state.in) map.fit(state.in);
    map.onMoved((box) => {
      if (!$("follow").checked) return;
      state.in = box.map((side) => Math.round(side * 1000) / 1000);
      limit = first;
      render("moving");
    });
    list.addMapButtons((id) => store.find(id));
    render();
    if (control) control.withMap(map);
    map.ready.then(() => document.documentElement.setAttribute("data-map", "ready"));
  }

  listenToForm();
  if (steps.length) listenToTimeline();
  listenToList();
  addEventListener("popstate", goBack);
  addEventListener("pagehide", remember);
  form.hidden = false;
  readAddress();
  comeBack();
  const core = ($("map").dataset.core || "").split(" ").map(Number);
  const view = core.length === 4 ? [[core[0], core[1]], [core[2], core[3]]] : null;
  // The map's script is large and comes last: the page can be used before it is there.
  const make = () => self.AccordingToMap.make($("map"), (self.accordingto_setBasemap || [])[0], view).then(withMap);
  document.addEventListener("DOMContentLoaded", () => setTimeout(make));
})();
