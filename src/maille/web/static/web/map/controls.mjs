/* What a finger lands on: closer, farther, and the card of what was pressed. */

import { addressOf } from "./labels.mjs";

export function controls(engine, map, wishes) {
  map.addControl({
    onAdd() {
      this.room = document.createElement("div");
      this.room.className = "maplibregl-ctrl map-buttons";
      this.room.append(
        button("+", wishes.wordCloser, () => map.zoomIn()),
        button("−", wishes.wordFarther, () => map.zoomOut()),
      );
      return this.room;
    },
    onRemove() {
      this.room.remove();
    },
  }, "top-right");
  map.addControl(new engine.AttributionControl({ compact: false }), "bottom-right");
}

export class Card {
  constructor(engine, map, wishes) {
    this.map = map;
    this.wishes = wishes;
    this.popup = new engine.Popup({ closeButton: false, closeOnClick: false, maxWidth: "17rem", offset: 10 });
    map.getContainer().addEventListener("keydown", (event) => event.key === "Escape" && this.close());
  }

  open(feature) {
    const { name, note } = feature.properties;
    const address = addressOf(feature.properties, this.wishes);
    const room = document.createElement("div");
    room.className = "map-card sans";
    const title = document.createElement(address ? "a" : "b");
    title.textContent = name ?? "";
    if (address) title.href = address;
    if (address && window !== window.top) title.target = "_blank";
    room.append(title);
    const state = feature.properties.state && this.wishes[`state${capital(feature.properties.state)}`];
    for (const words of [state, note]) {
      if (!words) continue;
      const line = document.createElement("p");
      line.textContent = words;
      room.append(line);
    }
    this.popup.setLngLat(feature.geometry.coordinates).setDOMContent(room).addTo(this.map);
    if (feature.properties.slug && this.wishes.card) this.tell(room, feature.properties.slug);
  }

  /* What the list says of the place, its motif first, takes the room of the plain words. */
  async tell(room, slug) {
    const answer = await fetch(this.wishes.card.replace("{slug}", encodeURIComponent(slug))).catch(() => null);
    if (!answer?.ok) return;
    room.innerHTML = await answer.text();
    for (const link of window === window.top ? [] : room.querySelectorAll("a")) link.target = "_blank";
  }

  close() {
    this.popup.remove();
  }
}

function capital(word) {
  return word[0].toUpperCase() + word.slice(1);
}

function button(sign, words, act) {
  const element = document.createElement("button");
  element.type = "button";
  element.textContent = sign;
  element.setAttribute("aria-label", words ?? sign);
  element.addEventListener("click", act);
  return element;
}
