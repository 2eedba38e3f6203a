// The events of a page, a month at a time: a file of a month is loaded when it is first asked for, as a script, since
// a page opened from disk may not fetch one.
"use strict";
self.AccordingToData = (() => {
  const isUndated = (month) => month.startsWith("undated");
  const FOLDER = "data/";

  // Resolves when the script ran, or could not be loaded.
  function load(file) {
    return new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = FOLDER + file;
      script.onload = script.onerror = () => { script.remove(); resolve(); };
      document.head.append(script);
    });
  }

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // The numbers of a month's file put back into names.
  function unpack(month) {
    const named = (numbers, names) => (numbers || []).map((number) => names[number]);
    for (const event of month.events) {
      event.sources = named(event.sources, month.sources);
      event.sides = named(event.sides, month.sides);
      event.actors = named(event.actors, month.actors);
      event.places = named(event.places, month.places);
      event.certainties = event.certainties || [];
      event.start = event.start || "";
      event.end = event.end || event.start;
      event.said = event.said ? { words: event.said[0], author: event.said[1], outlet: event.said[2] } : null;
    }
    return month.events;
  }

  class Store {
    constructor(overview) {
      this.months = overview.months.map(([month, events, first, last]) => ({ month, events, first, last }));
      this.places = overview.places;
      this.loaded = new Map(); // month to its events
      this.pending = new Map();
      for (const month of self.accordingto_add || []) this.loaded.set(month.month, unpack(month));
      // a script that arrives later hands its month over here
      self.accordingto_add = { push: (month) => this.loaded.set(month.month, unpack(month)) };
      this.byId = null;
    }

    get isComplete() {
      return this.loaded.size === this.months.length;
    }

    // What is loaded, the latest first, undated events at the end.
    get events() {
      return this.latestFirst().filter(({ month }) => this.loaded.has(month)).flatMap(({ month }) => this.loaded.get(month));
    }

    latestFirst() {
      return [...this.months].sort((a, b) => isUndated(a.month) - isUndated(b.month) || (a.month < b.month ? 1 : -1));
    }

    find(id) {
      for (const events of this.loaded.values()) {
        const found = events.find((event) => event.id === id);
        if (found) return found;
      }
      return null;
    }

    // The months with events of a period; all, undated events among them, where neither end is given.
    between(first, last) {
      if (!first && !last) return this.months;
      return this.months.filter((at) => at.first && (!last || at.first <= last) && (!first || at.last >= first));
    }

    // The latest months that hold so many events together.
    latest(number) {
      let sum = 0;
      return this.latestFirst().filter(({ events }) => (sum < number ? ((sum += events), true) : false));
    }

    // The months whose bits are set in a hexadecimal number, the first month's the lowest.
    ofBits(digits) {
      return this.months.filter((_, i) => (parseInt(digits.at(-1 - (i >> 2)) || "0", 16) >> (i & 3)) & 1);
    }

    has(months) {
      return months.every(({ month }) => this.loaded.has(month));
    }

    // Resolves when the months are there; one that cannot be loaded is left out and asked for again next time.
    load(months) {
      return Promise.all(months.filter(({ month }) => !this.loaded.has(month)).map(({ month }) => this.fetch(month)));
    }

    fetch(month) {
      if (!this.pending.has(month)) {
        this.pending.set(month, load(`events-${month}.js`).then(() => { this.pending.delete(month); }));
      }
      return this.pending.get(month);
    }
  }

  function searchWords(event) {
    if (!event.search) {
      const words = [event.headline, event.said && event.said.words, event.others, event.denials,
        ...event.sources, ...event.actors, ...event.places.map((place) => place[0])];
      event.search = fold(words.filter(Boolean).join(" "));
    }
    return event.search;
  }

  return { Store, fold, load, searchWords };
})();
