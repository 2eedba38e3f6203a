// The small map of an event's page.
"use strict";
(() => {
  const element = document.getElementById("map");
  const places = JSON.parse(element.dataset.places);
  const lons = places.map((place) => place[1]);
  const lats = places.map((place) => place[2]);
  const reach = Math.max(0.7, ...places.map((place) => 1.3 * place[3] / 111195));
  const view = [[Math.min(...lons) - reach, Math.min(...lats) - reach], [Math.max(...lons) + reach, Math.max(...lats) + reach]];
  self.AccordingToMap.make(element, (self.accordingto_setBasemap || [])[0], view).then((map) => {
    if (!map) return;
    map.show([{ id: "", mark: element.dataset.mark, places }]);
    map.ready.then(() => document.documentElement.setAttribute("data-map", "ready"));
  });
})();
