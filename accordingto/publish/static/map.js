// The map of a page: offline base map, events as points where the place is exact and as areas where it is not.
"use strict";
self.AccordingToMap = (() => {
  const EARTH_METRES_PER_DEGREE = 111195;
  const CORNERS = 64;
  const MARKS = ["one", "several", "disputed", "denied"]; // of several at one place the last in this order is drawn
  const MARK_NAMES = { several: "Several origins", one: "One origin, or unsettled", disputed: "Disputed", denied: "Denied by a party" };
  const COUNTED = ["several", "one", "disputed", "denied"]; // the order of the counts in the overview
  const POPUP_EVENTS = 30;
  const MOST_LABELS = 80; // names of places made at once: about what fits, those told of most in the part shown
  const DRAWN = ["names", "areas", "flags", "places", "lit"]; // what changes with the choice, below each other
  const WIDE_M = 40_000; // radius from which an area is hardly more than an outline: much else lies in it
  const RATIO = 2; // pixels of an image to a pixel of the page

  // Beside the mark, whose size grows with the count; to its left where another mark stands close on the right.
  const beside = (distance) => ["case", ["==", ["get", "anchor"], "left"], ["literal", [distance, 0]], ["literal", [-distance, 0]]];
  const LABEL_OFFSET = ["case", [">", ["get", "count"], 9], beside(16), [">", ["get", "count"], 1], beside(14), beside(11)];

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const collection = (features) => ({ type: "FeatureCollection", features });
  const feature = (type, coordinates, properties) =>
    ({ type: "Feature", geometry: { type, coordinates }, properties: properties || {} });

  function circle(lon, lat, radius) {
    const up = radius / EARTH_METRES_PER_DEGREE;
    const across = up / Math.max(0.05, Math.cos(lat * Math.PI / 180));
    const ring = [];
    for (let i = 0; i <= CORNERS; i += 1) {
      const angle = 2 * Math.PI * (i % CORNERS) / CORNERS;
      ring.push([lon + across * Math.cos(angle), Math.max(-85, Math.min(85, lat + up * Math.sin(angle)))]);
    }
    return ring;
  }

  function canvasImage(width, height, draw) {
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * RATIO);
    canvas.height = Math.ceil(height * RATIO);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.scale(RATIO, RATIO);
    draw(context);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  }

  // A mark as the legend shows it; more than one event at a place is written inside.
  function markImage(mark, count) {
    const radius = count > 99 ? 14 : count > 9 ? 12 : count > 1 ? 10 : 7;
    const size = radius * 2 + 6;
    const stroke = colour(mark === "one" || mark === "several" ? "several" : "contested");
    return canvasImage(size, size, (c) => {
      c.translate(size / 2, size / 2);
      c.beginPath();
      c.arc(0, 0, radius + 1.5, 0, 2 * Math.PI);
      c.fillStyle = colour("map-halo");
      c.fill();
      c.beginPath();
      c.arc(0, 0, radius - 1, 0, 2 * Math.PI);
      c.fillStyle = mark === "several" ? stroke : colour("paper");
      c.fill();
      if (mark === "disputed") {
        c.beginPath();
        c.arc(0, 0, radius - 1, Math.PI / 2, 3 * Math.PI / 2);
        c.fillStyle = stroke;
        c.fill();
      }
      c.beginPath();
      c.arc(0, 0, radius - 1, 0, 2 * Math.PI);
      c.lineWidth = 2;
      c.strokeStyle = stroke;
      c.stroke();
      if (mark === "denied") {
        c.beginPath();
        c.moveTo(-radius * 0.95, radius * 0.95);
        c.lineTo(radius * 0.95, -radius * 0.95);
        c.stroke();
      }
      if (count > 1) {
        c.font = `650 ${count > 99 ? 10 : 11.5}px "Source Sans 3", sans-serif`;
        c.textAlign = "center";
        c.textBaseline = "middle";
        if (mark === "disputed" || mark === "denied") {
          c.lineWidth = 3.5;
          c.strokeStyle = colour("paper");
          c.strokeText(String(count), 0, 0.5);
        }
        c.fillStyle = mark === "several" ? colour("paper") : colour("ink");
        c.fillText(String(count), 0, 0.5);
      }
    });
  }

  function flagImage(letter, hue) {
    return canvasImage(17, 17, (c) => {
      c.fillStyle = colour("map-halo");
      c.fillRect(0, 0, 17, 17);
      c.fillStyle = colour(`hue-${hue}`);
      c.fillRect(1.5, 1.5, 14, 14);
      c.font = '700 11px "Source Sans 3", sans-serif';
      c.textAlign = "center";
      c.textBaseline = "middle";
      c.fillStyle = colour("paper");
      c.fillText(letter, 8.5, 9);
    });
  }

  function textImage(text, style) {
    const font = `${style.weight || 400} ${style.size}px "Source Sans 3", sans-serif`;
    const probe = document.createElement("canvas").getContext("2d");
    probe.font = font;
    probe.letterSpacing = style.spacing || "0px";
    const left = style.dot ? 9 : 3;
    const width = Math.min(260, probe.measureText(text).width + left + 4);
    return canvasImage(width, style.size + 8, (c) => {
      const middle = (style.size + 8) / 2;
      c.font = font;
      c.letterSpacing = style.spacing || "0px";
      c.textBaseline = "middle";
      c.lineJoin = "round";
      c.lineWidth = 3;
      c.strokeStyle = colour("map-halo");
      c.strokeText(text, left, middle);
      c.fillStyle = colour(style.colour);
      c.fillText(text, left, middle);
      if (style.dot) {
        c.beginPath();
        c.arc(3.5, middle, style.dot, 0, 2 * Math.PI);
        c.fill();
      }
    });
  }

  // A line as it is packed: whole thousandths of a degree, the first point, then the steps.
  function unpackLine(packed) {
    const line = [];
    let lon = 0;
    let lat = 0;
    for (let i = 0; i < packed.length; i += 2) {
      lon += packed[i];
      lat += packed[i + 1];
      line.push([lon / 1000, lat / 1000]);
    }
    return line;
  }

  // The coasts: the edges of the land, without those along the edge of the map, where it was cut.
  function coastLines(base) {
    const [west, south, east, north] = base.box;
    const close = (a, b) => Math.abs(a - b) < 0.0011; // lines are packed in thousandths
    const isCut = (a, b) => [west, east].some((lon) => close(a[0], lon) && close(b[0], lon))
      || [south, north].some((lat) => close(a[1], lat) && close(b[1], lat));
    const lines = [];
    for (const ring of base.land.map(unpackLine)) {
      let line = [];
      ring.forEach((point, i) => {
        if (i && isCut(ring[i - 1], point)) { lines.push(line); line = []; }
        line.push(point);
      });
      lines.push(line);
    }
    return lines.filter((line) => line.length > 1);
  }

  function style(base) {
    const lines = (kind) => base[kind].map((line) => feature("LineString", unpackLine(line), { kind }));
    const areas = (kind) => base[kind].map((ring) => feature("Polygon", [unpackLine(ring)], { kind }));
    const coast = coastLines(base).map((line) => feature("LineString", line, { kind: "coast" }));
    const ground = [...["land", "lakes"].flatMap(areas), ...coast, ...["rivers", "borders", "disputed"].flatMap(lines)];
    const source = (features) => ({ type: "geojson", data: collection(features), maxzoom: 12 });
    // of the ground, all in one source: each source is cut into tiles by itself
    const layer = (kind, type, paint) => ({ id: kind, type, source: "ground", filter: ["==", ["get", "kind"], kind], paint });
    const isArea = ["==", ["geometry-type"], "Polygon"];
    return {
      version: 8,
      sources: Object.fromEntries([["ground", source(ground)], ...DRAWN.map((name) => [name, source([])])]),
      layers: [
        { id: "sea", type: "background", paint: { "background-color": colour("map-sea") } },
        layer("land", "fill", { "fill-color": colour("map-land"), "fill-antialias": false }),
        layer("rivers", "line", { "line-color": colour("map-river"), "line-width": 0.9 }),
        layer("lakes", "fill", { "fill-color": colour("map-sea") }),
        layer("coast", "line", { "line-color": colour("map-coast"), "line-width": 0.8 }),
        layer("borders", "line", { "line-color": colour("map-border"), "line-width": 1.2 }),
        layer("disputed", "line", { "line-color": colour("map-disputed"), "line-width": 1.2, "line-dasharray": [3, 2.5] }),
        { id: "areas", type: "fill", source: "areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": ["case", ["get", "wide"], 0.02, 0.09] } },
        { id: "area-edges", type: "line", source: "areas", paint: { "line-color": ["get", "colour"], "line-width": 1, "line-dasharray": [3, 2], "line-opacity": ["case", ["get", "wide"], 0.4, 0.75] } },
        { id: "lit-areas", type: "fill", source: "lit", filter: isArea, paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.2 } },
        { id: "lit-edges", type: "line", source: "lit", filter: isArea, paint: { "line-color": ["get", "colour"], "line-width": 2.4 } },
        { id: "names", type: "symbol", source: "names", layout: { "icon-image": ["get", "image"], "icon-anchor": ["get", "anchor"], "symbol-sort-key": ["get", "rank"], "icon-padding": 3 } },
        { id: "place-names", type: "symbol", source: "places", layout: { "icon-image": ["coalesce", ["get", "label"], ""], "icon-anchor": ["get", "anchor"], "icon-offset": LABEL_OFFSET, "icon-padding": 0, "symbol-sort-key": ["-", 0, ["get", "count"]] } },
        { id: "flags", type: "symbol", source: "flags", layout: { "icon-image": ["get", "image"], "icon-allow-overlap": true, "icon-padding": 0, "icon-offset": [-13, -13] } },
        { id: "lit", type: "circle", source: "lit", filter: ["!", isArea], paint: { "circle-radius": 17, "circle-color": colour("several"), "circle-opacity": 0.22, "circle-stroke-width": 2, "circle-stroke-color": colour("several") } },
        { id: "places", type: "symbol", source: "places", layout: { "icon-image": ["get", "image"], "icon-allow-overlap": true, "icon-padding": 0, "symbol-sort-key": ["get", "count"] } },
      ],
    };
  }

  const keyOf = (lon, lat, radius) => `${lon} ${lat} ${radius > 0 ? "area" : "point"}`;

  // The events at each place; a place known exactly and one known roughly are two.
  function byPlace(events) {
    const found = new Map();
    for (const event of events) {
      for (const [name, lon, lat, radius] of event.places || []) {
        const key = keyOf(lon, lat, radius);
        const at = found.get(key) || { key, name, lon, lat, radius, events: [] };
        at.radius = Math.max(at.radius, radius);
        if (at.events.at(-1) !== event) at.events.push(event);
        found.set(key, at);
      }
    }
    for (const at of found.values()) {
      at.count = at.events.length;
      at.mark = MARKS[Math.max(...at.events.map((event) => MARKS.indexOf(event.mark)))];
    }
    return [...found.values()];
  }

  // The same from counts alone; the events are loaded when they are asked for.
  function fromSummary([[name, lon, lat, radius], counts, months], load) {
    const mark = MARKS.findLast((kind) => counts[COUNTED.indexOf(kind)] > 0);
    const count = counts.reduce((sum, number) => sum + number, 0);
    return { key: keyOf(lon, lat, radius), name, lon, lat, radius, count, mark, events: [], months, load };
  }

  // Which points have another one close on their right; by cells, since there may be thousands.
  function crowdedPoints(points, close) {
    const cell = (lon, lat) => `${Math.floor(lon / close)} ${Math.floor(lat / close)}`;
    const cells = Map.groupBy ? Map.groupBy(points, (at) => cell(at.lon, at.lat)) : grouped(points, (at) => cell(at.lon, at.lat));
    const near = (at) => [-1, 0, 1].flatMap((up) => [0, 1].flatMap((right) => cells.get(cell(at.lon + right * close, at.lat + up * close)) || []));
    const isClose = (at, other) => other.lon > at.lon && other.lon - at.lon < close && Math.abs(other.lat - at.lat) < close / 2;
    return new Set(points.filter((at) => near(at).some((other) => isClose(at, other))));
  }

  function grouped(values, keyOfValue) {
    const groups = new Map();
    for (const value of values) groups.set(keyOfValue(value), [...(groups.get(keyOfValue(value)) || []), value]);
    return groups;
  }

  class SituationMap {
    constructor(element, base, view) {
      this.base = base;
      this.shown = [];
      this.lit = null;
      this.drawn = {}; // what each source holds, as JSON
      this.view = view;
      const box = [[base.box[0], base.box[1]], [base.box[2], base.box[3]]];
      this.map = new maplibregl.Map({
        container: element,
        style: style(base),
        bounds: view || box,
        fitBoundsOptions: { padding: 26 },
        maxBounds: box,
        maxZoom: 12,
        fadeDuration: 0, // fading draws the whole map again and again, which takes seconds without a graphics card
        validateStyle: false,
        renderWorldCopies: false,
        dragRotate: false,
        pitchWithRotate: false,
        cooperativeGestures: true,
        attributionControl: { compact: false, customAttribution: "Made with Natural Earth" },
      });
      this.map.touchZoomRotate.disableRotation();
      this.map.keyboard.disableRotation();
      this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
      this.map.getCanvas().setAttribute("aria-label", "Map: arrow keys move it, plus and minus zoom");
      this.ready = new Promise((resolve) => this.map.once("load", resolve)).then(() => this.draw());
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.repaint());
      this.map.on("moveend", () => { if (this.allNamed === false) this.drawPlaces(); });
      for (const layer of ["places", "areas"]) {
        this.map.on("click", layer, (e) => this.open(e, layer));
        this.map.on("mouseenter", layer, () => { this.map.getCanvas().style.cursor = "pointer"; });
        this.map.on("mouseleave", layer, () => { this.map.getCanvas().style.cursor = ""; });
      }
    }

    show(events) {
      this.display(byPlace(events));
    }

    // Places with counts instead of events; `load` gives the events of months when a place is opened.
    showPlaces(summaries, load) {
      this.display(summaries.map((summary) => fromSummary(summary, load)));
    }

    display(places) {
      this.shown = places;
      if (this.popup) this.popup.remove();
      this.ready.then(() => this.drawSoon());
    }

    // Draws once for any number of changes in one turn, after the page has shown its own.
    drawSoon() {
      clearTimeout(this.drawing);
      this.drawing = setTimeout(() => this.draw());
    }

    light(eventId) {
      this.lit = eventId;
      if (this.map.getSource("lit")) this.drawLit();
    }

    // Hands features to the library unless it has them: each time it lays out all tiles anew.
    put(source, features) {
      const json = JSON.stringify(features);
      if (this.drawn[source] === json) return;
      this.drawn[source] = json;
      this.map.getSource(source).setData(collection(features));
    }

    // Small flags with a letter beside places: who is said to hold them.
    showFlags(flags) {
      this.flags = flags;
      this.ready.then(() => this.drawSoon());
    }

    drawFlags() {
      this.put("flags", (this.flags || []).map(({ lon, lat, letter, hue }) =>
        feature("Point", [lon, lat], { image: this.image(`flag ${letter} ${hue}`, () => flagImage(letter, hue)) })));
    }

    // Calls back with west, south, east and north whenever the reader moved the map.
    onMoved(callback) {
      this.map.on("moveend", (e) => {
        if (!e.originalEvent) return;
        const bounds = this.map.getBounds();
        callback([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]);
      });
    }

    fit([west, south, east, north]) {
      this.map.fitBounds([[west, south], [east, north]], { animate: false });
    }

    home() {
      this.map.fitBounds(this.view || this.map.getMaxBounds(), { padding: 26, animate: false });
    }

    flyTo(event) {
      const lons = event.places.map((place) => place[1]);
      const lats = event.places.map((place) => place[2]);
      const reach = Math.max(0.12, ...event.places.map((place) => place[3] / EARTH_METRES_PER_DEGREE));
      this.map.fitBounds(
        [[Math.min(...lons) - reach, Math.min(...lats) - reach], [Math.max(...lons) + reach, Math.max(...lats) + reach]],
        { padding: 60, maxZoom: 9, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches },
      );
      this.light(event.id);
    }

    repaint() {
      this.drawn = {};
      this.map.setStyle(style(this.base), { diff: false, validate: false });
      this.map.once("styledata", () => this.draw());
    }

    image(name, make) {
      if (!this.map.hasImage(name)) this.map.addImage(name, make(), { pixelRatio: RATIO });
      return name;
    }

    draw() {
      this.drawPlaces();
      this.drawNames();
      this.drawFlags();
      this.drawLit();
    }

    drawPlaces() {
      const points = this.shown.filter((at) => at.radius === 0);
      const areas = this.shown.filter((at) => at.radius > 0).sort((a, b) => b.radius - a.radius);
      const crowded = crowdedPoints(points, (this.base.box[2] - this.base.box[0]) / 40);
      const named = new Set(this.inView(points).sort((a, b) => b.count - a.count).slice(0, MOST_LABELS));
      this.put("places", points.map((at) => this.point(at, crowded.has(at), named.has(at))));
      this.put("areas", areas.map((at) => this.area(at)));
      this.allNamed = named.size === points.length;
    }

    inView(points) {
      if (points.length <= MOST_LABELS) return [...points];
      const bounds = this.map.getBounds();
      return points.filter((at) => bounds.contains([at.lon, at.lat]));
    }

    drawLit() {
      const lit = this.lit === null ? [] : this.shown.filter((at) => at.events.some((event) => event.id === this.lit));
      this.put("lit", lit.map((at) => (at.radius > 0 ? this.area(at) : feature("Point", [at.lon, at.lat]))));
    }

    point(at, isCrowded, isNamed) {
      const image = this.image(`mark ${at.mark} ${at.count}`, () => markImage(at.mark, at.count));
      const label = isNamed ? { label: this.image(`place ${at.name}`, () => textImage(at.name, { size: 13, weight: 600, colour: "ink" })) } : {};
      const properties = { key: at.key, count: at.count, image, anchor: isCrowded ? "right" : "left", ...label };
      return feature("Point", [at.lon, at.lat], properties);
    }

    area(at) {
      const hue = colour(at.mark === "one" || at.mark === "several" ? "several" : "contested");
      return feature("Polygon", [circle(at.lon, at.lat, at.radius)], { key: at.key, colour: hue, wide: at.radius > WIDE_M });
    }

    // Towns and countries of the base map; a town that has a mark of its own is not named twice.
    drawNames() {
      const marked = this.shown.filter((at) => at.radius === 0);
      const near = (lon, lat) => marked.some((at) => Math.abs(at.lon - lon) < 0.12 && Math.abs(at.lat - lat) < 0.12);
      const names = this.base.countries.map(([name, lon, lat]) => feature("Point", [lon, lat], {
        anchor: "center",
        rank: -1,
        image: this.image(`country ${name}`, () => textImage(name, { size: 14, weight: 500, spacing: "1.5px", colour: "map-name" })),
      }));
      for (const [name, lon, lat, rank, capital] of this.base.towns) {
        if (near(lon, lat)) continue;
        const image = this.image(`town ${name}`, () => textImage(name, { size: 12, weight: capital ? 600 : 400, colour: "map-name", dot: 2 }));
        names.push(feature("Point", [lon, lat], { anchor: "left", rank: capital ? 0 : rank + 1, image }));
      }
      this.put("names", names);
    }

    async open(e, layer) {
      if (layer === "areas" && this.map.queryRenderedFeatures(e.point, { layers: ["places"] }).length) return;
      const keys = new Set(e.features.map((f) => f.properties.key));
      const places = this.shown.filter((at) => keys.has(at.key));
      const opening = {};
      this.opening = opening;
      await this.complete(places);
      if (this.opening !== opening) return; // another place was opened while this one loaded
      if (this.popup) this.popup.remove();
      if (!places.some((at) => at.events.some((event) => event.headline))) return;
      const content = document.createElement("div");
      for (const at of places) content.append(...this.popupPart(at));
      const where = layer === "places" ? [places[0].lon, places[0].lat] : e.lngLat;
      this.popup = new maplibregl.Popup({ maxWidth: "320px", offset: layer === "places" ? 12 : 0 })
        .setLngLat(where).setDOMContent(content).addTo(this.map);
    }

    // Puts the events into places of which only the counts were known.
    async complete(places) {
      for (const at of places.filter((place) => place.load)) {
        const found = byPlace(await at.load(at.months)).find((other) => other.key === at.key);
        at.events = found ? found.events : [];
        at.load = null;
      }
    }

    popupPart(at) {
      const place = document.createElement("p");
      place.className = "popup-place";
      place.textContent = at.radius > 0 ? `${at.name} (somewhere in the area)` : at.name;
      const list = document.createElement("ul");
      list.className = "popup-list";
      for (const event of at.events.slice(0, POPUP_EVENTS)) {
        const item = document.createElement("li");
        const mark = document.createElement("span");
        mark.className = `mark mark-${event.mark}`;
        mark.setAttribute("role", "img");
        mark.setAttribute("aria-label", MARK_NAMES[event.mark]);
        const link = document.createElement("a");
        link.href = `events/${event.id}.html`;
        link.textContent = event.headline;
        const support = document.createElement("span");
        support.textContent = ` ${event.support}`;
        item.append(mark, link, support);
        list.append(item);
      }
      const rest = at.events.length - POPUP_EVENTS;
      if (rest > 0) {
        const more = document.createElement("li");
        more.textContent = `and ${rest.toLocaleString("en-GB")} more`;
        list.append(more);
      }
      return [place, list];
    }
  }

  // The map in an element, or null where the browser cannot draw one; the page says so then.
  async function make(element, base, view) {
    if (!element || !base || !self.maplibregl) return null;
    const probe = document.createElement("canvas");
    if (!(probe.getContext("webgl2") || probe.getContext("webgl"))) return null;
    await Promise.allSettled([document.fonts.load('600 13px "Source Sans 3"'), document.fonts.load('400 12px "Source Sans 3"')]);
    let made;
    try {
      made = new SituationMap(element, base, view);
    } catch (error) {
      console.info("The map cannot be drawn here:", error.message);
      return null;
    }
    element.closest(".map-frame").classList.add("has-map");
    return made;
  }

  return { make };
})();
