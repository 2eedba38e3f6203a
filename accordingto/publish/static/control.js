// Who is said to hold which place on the chosen day: a table below the map, and a flag with a letter at each place.
// The page comes with those of the last day; all changes are loaded once the table is opened or a day chosen.
"use strict";
self.AccordingToControl = (() => {
  const HUES = 5; // holders with a colour of their own; the others share the last
  const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  const FILE = "control.js";
  const { element, link } = self.AccordingToList;
  const { load } = self.AccordingToData;
  const inWords = (day) => DAY.format(new Date(`${day}T00:00:00Z`));

  class Control {
    constructor(overview, root) {
      this.holders = overview.holders;
      this.flags = overview.flags;
      this.places = null; // with all their changes, once loaded
      this.pending = null;
      this.root = root;
      this.rows = root.querySelector("#control-rows");
      this.more = root.querySelector("#control-more");
      this.when = root.querySelector("#control-day");
      this.line = root.querySelector("#control-line");
      this.day = "";
      this.map = null;
      root.addEventListener("toggle", () => this.show(this.day));
    }

    withMap(map) {
      this.map = map;
      if (this.line) {
        this.line.hidden = false;
        this.line.querySelector("input").addEventListener("change", () => this.draw());
      }
      document.getElementById("flag-key").hidden = false;
      this.draw();
    }

    // As of a day, "" the last.
    async show(day) {
      this.day = day;
      if (day || this.root.open) await this.load();
      if (this.day === day && this.places) this.renderTable();
      this.draw();
    }

    async load() {
      if (this.places) return;
      this.pending ||= load(FILE);
      await this.pending;
      this.pending = null;
      const [told] = self.accordingto_setControl || [];
      if (!told) return; // asked for again next time
      this.places = told.map(([name, page, lon, lat, changes]) => ({ name, page, lon, lat, changes }))
        .sort((a, b) => a.name.localeCompare(b.name, "en"));
    }

    renderTable() {
      this.when.textContent = this.day ? `as told by ${inWords(this.day)}` : "as last told";
      const held = this.held();
      this.rows.replaceChildren(...held.map((at) => this.row(at)));
      if (this.more) this.more.hidden = true; // here are all
      if (!held.length) this.rows.append(element("tr", "", element("td", "", "No change of hands is told of by then.")));
    }

    held() {
      const last = (changes) => changes.findLast(([since]) => !this.day || since <= this.day);
      return this.places.map((at) => ({ ...at, now: last(at.changes) })).filter((at) => at.now);
    }

    letter(holder, contested) {
      return contested ? "?" : holder < 0 ? "–" : this.holders[holder][1];
    }

    hue(holder, contested) {
      return contested || holder < 0 ? 0 : Math.min(holder + 1, HUES + 1);
    }

    // As in the template of the page.
    row(at) {
      const [since, holder, contested, event] = at.now;
      const flag = element("span", `flag hue-${this.hue(holder, contested)}`, this.letter(holder, contested));
      flag.setAttribute("aria-hidden", "true");
      const name = holder < 0 ? "not told" : this.holders[holder][0];
      const head = element("th", "", link(`places/${at.page}.html`, at.name));
      head.scope = "row";
      return element("tr", "", head,
        element("td", "", flag, name, contested ? " " : "", contested ? element("strong", "contested", "contested") : ""),
        element("td", "", link(`events/${event}.html`, inWords(since))));
    }

    draw() {
      if (!this.map) return;
      const isOn = !this.line || this.line.querySelector("input").checked;
      const flags = this.places ? this.held().map(({ lon, lat, now: [, holder, contested] }) => [lon, lat, holder, contested]) : this.flags;
      this.map.showFlags(isOn ? flags.map(([lon, lat, holder, contested]) => ({ lon, lat, letter: this.letter(holder, contested), hue: this.hue(holder, contested) })) : []);
    }
  }

  return { Control };
})();
