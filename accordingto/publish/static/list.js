// The list of events: the cards the page came with, and the same markup for events that it did not hold.
"use strict";
self.AccordingToList = (() => {
  const MARK_NAMES = { several: "Several origins", one: "One origin, or unsettled", disputed: "Disputed", denied: "Denied by a party" };
  const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

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

  function mark(kind) {
    const made = element("span", `mark mark-${kind}`);
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", MARK_NAMES[kind]);
    made.title = MARK_NAMES[kind];
    return made;
  }

  const dayLabel = (day) => (day ? DAY.format(new Date(`${day}T00:00:00Z`)).replace(",", "") : "No date given");

  class List {
    constructor(root, onLocate) {
      this.root = root;
      this.onLocate = onLocate;
      this.cards = new Map([...root.querySelectorAll("[data-event]")].map((card) => [card.dataset.event, card]));
    }

    card(event) {
      if (!this.cards.has(event.id)) this.cards.set(event.id, this.make(event));
      return this.cards.get(event.id);
    }

    // As in the template `event_item`.
    make(event) {
      const contested = event.mark === "disputed" || event.mark === "denied"
        ? element("strong", "contested", event.denials ? `denied by ${event.denials}` : "disputed") : null;
      const made = element("article", "event", mark(event.mark),
        element("h4", "event-title", link(`events/${event.id}.html`, event.headline)),
        element("p", "event-support", event.support, contested && " · ", contested));
      if (event.said) {
        const { words, author, outlet } = event.said;
        const by = author === outlet ? author : `${author}, in ${outlet}`;
        made.append(element("p", "event-words", words && element("q", "", words), " ", element("span", "said-by", by)));
      }
      if (event.others) made.append(element("p", "event-others", `Also told by ${event.others}`));
      made.id = `event-${event.id}`;
      made.dataset.event = event.id;
      return made;
    }

    withMapButton(card, event) {
      if (!event.places.length || card.querySelector(".locate")) return card;
      const button = element("button", "locate", "Show on map");
      button.type = "button";
      button.setAttribute("aria-label", `Show on map: ${event.headline}`);
      button.addEventListener("click", () => this.onLocate(event));
      card.querySelector(".event-support").append(button);
      return card;
    }

    // The cards of the page itself get their buttons once their events are known.
    addMapButtons(find) {
      for (const [id, card] of this.cards) {
        const event = find(id);
        if (event) this.withMapButton(card, event);
      }
    }

    show(events, hasMap) {
      const groups = [];
      for (const event of events) {
        if (!groups.length || groups.at(-1).dataset.day !== (event.start || "undated")) groups.push(this.group(event));
        groups.at(-1).append(hasMap ? this.withMapButton(this.card(event), event) : this.card(event));
      }
      this.root.replaceChildren(...(groups.length ? groups : [element("p", "empty", "No event matches.")]));
    }

    group(event) {
      const day = event.start || "undated";
      const made = element("section", "day", element("h3", "day-title", link(`days/${day}.html`, dayLabel(event.start))));
      made.id = `day-${day}`;
      made.dataset.day = day;
      return made;
    }
  }

  return { List, element, link, mark, dayLabel };
})();
