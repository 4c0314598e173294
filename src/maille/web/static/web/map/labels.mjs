/* Names and counts on the map, as links and buttons of the page: no file of letters is asked for,
   the keyboard finds them, and the reader's own size of type is kept. */

const MOST = 60;
const READ = ["chosen", "clusters", "places", "stops", "sites"];
const NAMED_FROM = { chosen: 0, places: 8.5, stops: 10, sites: 12.5 };

export class Labels {
  constructor(engine, map, wishes, card) {
    this.engine = engine;
    this.map = map;
    this.wishes = wishes;
    this.card = card;
    this.shown = new Map();
    map.on("idle", () => this.draw());
    map.on("movestart", (event) => event.originalEvent && card.close());
    this.draw();
  }

  draw() {
    const wanted = this.choose();
    for (const [key, marker] of this.shown) {
      if (!wanted.has(key)) {
        marker.remove();
        this.shown.delete(key);
      }
    }
    for (const [key, feature] of wanted) if (!this.shown.has(key)) this.shown.set(key, this.make(feature));
  }

  /* The first ones win the room they take; the others keep their dot, and the list its line. */
  choose() {
    const layers = READ.filter((name) => this.map.getLayer(name));
    const found = layers.flatMap((name) => this.map.queryRenderedFeatures({ layers: [name] }));
    const taken = [];
    const wanted = new Map();
    for (const feature of found) {
      const key = keyOf(feature);
      if (wanted.has(key) || wanted.size >= MOST || !this.speaks(feature)) continue;
      const box = this.boxOf(feature);
      const crowded = feature.layer.id !== "clusters" && feature.layer.id !== "chosen"
        && taken.some((other) => meet(box, other));
      if (crowded) continue;
      taken.push(box);
      wanted.set(key, feature);
    }
    return wanted;
  }

  speaks(feature) {
    const layer = feature.layer.id;
    return layer === "clusters" || this.map.getZoom() >= NAMED_FROM[layer];
  }

  boxOf(feature) {
    const { x, y } = this.map.project(feature.geometry.coordinates);
    const words = String(feature.properties.name ?? "");
    if (["clusters", "chosen"].includes(feature.layer.id)) return [x - 16, y - 16, x + 16, y + 16];
    return [x - 8, y - 12, x + 14 + Math.min(words.length, 28) * 7, y + 12];
  }

  make(feature) {
    const cluster = feature.layer.id === "clusters";
    const element = cluster ? this.count(feature) : this.name(feature);
    element.classList.add("map-label", `of-${feature.layer.id}`);
    const options = cluster || feature.layer.id === "chosen"
      ? { element, anchor: "center" }
      : this.beside(feature, element);
    const marker = new this.engine.Marker(options).setLngLat(feature.geometry.coordinates).addTo(this.map);
    // Of a link or a button, the engine would make an image without a name.
    for (const name of ["role", "aria-label"]) if (!cluster || name === "role") element.removeAttribute(name);
    if (cluster) element.setAttribute("aria-label", this.told(feature));
    return marker;
  }

  /* To the right of its dot, unless the map ends there. */
  beside(feature, element) {
    const ends = this.boxOf(feature)[2] > this.map.getContainer().clientWidth;
    return ends ? { element, anchor: "right", offset: [-6, 0] } : { element, anchor: "left", offset: [6, 0] };
  }

  count(feature) {
    const element = document.createElement("button");
    element.type = "button";
    element.textContent = short(feature.properties.count, this.language());
    element.addEventListener("click", () => {
      const zoom = Math.max(Math.floor(this.map.getZoom()) + 2, feature.properties.opens ?? 0);
      this.map.easeTo({ center: feature.geometry.coordinates, zoom: Math.min(zoom, 17) });
    });
    return element;
  }

  name(feature) {
    const address = addressOf(feature.properties, this.wishes);
    const element = document.createElement(address ? "a" : "span");
    if (address) element.href = address;
    element.textContent = feature.layer.id === "chosen"
      ? (feature.properties.rank ?? "")
      : feature.properties.name;
    if (feature.layer.id === "chosen") element.title = feature.properties.name ?? "";
    if (["closed", "moved"].includes(feature.properties.state)) element.classList.add("ended");
    return element;
  }

  told(feature) {
    const count = feature.properties.count.toLocaleString(this.language());
    return (this.wishes.wordCluster ?? "{count}").replace("{count}", count);
  }

  language() {
    return document.documentElement.lang || "fr";
  }
}

export function addressOf(properties, wishes) {
  if (properties.url) return properties.url;
  return wishes.href && properties.slug
    ? wishes.href.replace("{slug}", encodeURIComponent(properties.slug))
    : "";
}

export function keyOf(feature) {
  const { slug, id, name, count, rank } = feature.properties;
  const [x, y] = feature.geometry.coordinates;
  return `${feature.layer.id} ${slug ?? id ?? name ?? count} ${rank ?? ""} ${x.toFixed(3)} ${y.toFixed(3)}`;
}

function short(count, language) {
  const format = { notation: "compact", maximumSignificantDigits: 2 };
  return count < 1000 ? String(count) : new Intl.NumberFormat(language, format).format(count);
}

function meet(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}
