// Watches a page from inside: when it can be used, how long an answer takes, and which tasks hold it up meanwhile.
"use strict";
(() => {
  const LONG_MS = 50; // beyond which a reader feels that the page does not answer (the Long Tasks standard)
  const MOST_MS = 20_000;
  const at = { usable: 0, map: 0 };
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });

  const frame = () => new Promise(requestAnimationFrame);
  const text = (id) => (document.getElementById(id) || {}).textContent || "";
  const shown = () => `${location.hash}|${text("shown")}|${text("found")}`;
  const select = (id) => document.getElementById(id);

  async function watch() {
    while (!at.usable || !at.map) {
      const form = select("filters");
      if (!at.usable && form && !form.hidden && text("found")) at.usable = performance.now();
      if (!at.map && document.documentElement && document.documentElement.dataset.map === "ready") at.map = performance.now();
      await frame();
    }
  }

  function longTasks(start) {
    const since = tasks.filter((task) => task.startTime >= start && task.duration > LONG_MS);
    return { long: since.length, longest: Math.max(0, ...since.map((task) => task.duration)) };
  }

  // From an act until its answer is painted, then `rest` more, in which the map is drawn.
  async function answer(act, rest) {
    const start = performance.now();
    const before = shown();
    act();
    while (shown() === before || text("found") === "Loading…") {
      if (performance.now() - start > MOST_MS) throw new Error("the page does not answer");
      await frame();
    }
    await frame();
    const ms = performance.now() - start;
    await new Promise((resolve) => setTimeout(resolve, rest));
    return { ms, ...longTasks(start) };
  }

  function input(id, value) {
    const field = select(id);
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  self.pageSpeed = {
    times: () => {
      const [seen] = performance.getEntriesByName("first-contentful-paint");
      return { seen: seen ? seen.startTime : 0, ...at, ...longTasks(0) };
    },
    // The nth choice of a filter, 0 for all.
    filter: (id, number, rest) => answer(() => input(id, select(id).options[number].value), rest),
    search: (words, rest) => answer(() => input("q", words), rest),
    slide: (number, rest) => answer(() => input("slider", String(number)), rest),
    steps: () => Number(select("slider").max) + 1,
    // Plays for so long; how many frames were drawn, and what held them up.
    play: async (length) => {
      const start = performance.now();
      select("play").click();
      let frames = 0;
      let gap = 0;
      for (let last = start; last - start < length; frames += 1) {
        await frame();
        gap = Math.max(gap, performance.now() - last);
        last = performance.now();
      }
      select("play").click();
      return { ms: gap, frames: 1000 * frames / (performance.now() - start), ...longTasks(start) };
    },
  };
  watch();
})();
