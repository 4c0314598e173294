/* The map of a page: any <div data-maille-map> becomes one, without any other script.

   Load it from the pages that have a map, and from no other:
     {% include "web/components/map_assets.html" %} in {% block scripts %}
   and write
     <div class="map" data-maille-map {% include "web/components/map_words.html" %}
          data-geojson="/address/of/features.geojson" …><p>What stands there without a map.</p></div>
   What is inside the element stays until the map is drawn, and comes back when it cannot be: the
   list beside it must say the same. The engine (some 370 kB packed) is asked for when the element
   comes near the screen.

   data-geojson    address of a FeatureCollection, or "#id" of a <script type="application/json">
   data-tiles      address of vector tiles with {z}, {x}, {y}; their layers are named as below
   data-minzoom, data-maxzoom   zooms of the tiles (0 to 14)
   data-bounds     west,south,east,north shown first; default: what the GeoJSON holds, else France
   data-outlines   address of the outlines drawn behind (departments and names of towns)
   data-basemap    address of a MapLibre style drawn behind instead of the outlines
   data-href       where a place leads, with {slug}: "/lieux/{slug}/"; a feature's own `url` wins
   data-card       address of what is said of a place, with {slug}: shown in its card on the map
   data-list       CSS selector of the list beside; its items carry data-place="<slug or id>"
   data-here       longitude,latitude of who asks: a ring is drawn there
   data-here-name  what stands there ("Caen")
   data-gestures   "free": one finger moves the map (a frame, a full page)
   data-hidden     layers that are not shown at first, separated by spaces

   Layers. In tiles they are the tile's layers; in GeoJSON each feature says its `layer`:
     clusters   points; `count` places stand there; a press comes closer
     places     points; `name`, `slug`, `state` (closed and moved ones are hollow, projects pale)
     sites      points, small squares: public sites; `name`
     candidates points, small and pale: where a place could be; `name`
     chosen     points, large, in fir: what a study chose; `name`, `rank` printed inside
     stops      points, small: where a round stops; `name`
     cells      polygons; `value` 0 to 1 is how opaque; `tone` "bare" (madder) or "reached" (fir)
     area       polygons, drawn as a line: the territory
   `note` is a line printed under the name, `url` an address that the name opens.

   From another script: the element sends "maille:map" (detail: the map, once drawn) and listens
   to "maille:filter" (detail: {tiles: "…"} or {geojson: "…"}: another source, in place). */

import { colours, layersOf, onSchemeChange, repaint } from "./map/style.mjs";
import { Labels } from "./map/labels.mjs";
import { drawOutlines } from "./map/outlines.mjs";
import { linkList } from "./map/list.mjs";
import { Card, controls } from "./map/controls.mjs";

const ENGINE = "../vendor/maplibre-gl-6.17.0/maplibre-gl.mjs";
const FRANCE = [-5.2, 41.3, 9.6, 51.4];
const NOWHERE = { type: "FeatureCollection", features: [] };

for (const element of document.querySelectorAll("[data-maille-map]")) {
  const watch = new IntersectionObserver((seen) => {
    if (!seen.some((one) => one.isIntersecting)) return;
    watch.disconnect();
    mount(element).catch((error) => giveUp(element, error));
  }, { rootMargin: "200px" });
  watch.observe(element);
}

async function mount(element) {
  const wishes = element.dataset;
  const [engine, features] = await Promise.all([
    import(new URL(ENGINE, import.meta.url)),
    wishes.geojson ? read(wishes.geojson) : NOWHERE,
  ]);
  const room = document.createElement("div");
  room.className = "map-room";
  element.append(room);
  element.classList.add("drawing");
  const map = new engine.Map({
    container: room,
    style: wishes.basemap || empty(),
    bounds: boundsOf(wishes, features),
    fitBoundsOptions: { padding: 40, maxZoom: 14 },
    attributionControl: false,
    cooperativeGestures: wishes.gestures !== "free",
    dragRotate: false,
    pitchWithRotate: false,
    maxZoom: 18,
    locale: {
      "Map.Title": wishes.wordMap,
      "CooperativeGesturesHandler.WindowsHelpText": wishes.wordScroll,
      "CooperativeGesturesHandler.MacHelpText": wishes.wordScroll,
      "CooperativeGesturesHandler.MobileHelpText": wishes.wordFingers,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  controls(engine, map, wishes);
  map.on("error", (event) => console.warn(event.error?.message ?? "map"));
  await map.once("load");
  await furnish(engine, map, element, features);
  await map.once("idle");
  element.classList.remove("drawing");
  element.classList.add("drawn");
  element.dispatchEvent(new CustomEvent("maille:map", { bubbles: true, detail: map }));
}

async function furnish(engine, map, element, features) {
  const wishes = element.dataset;
  if (wishes.outlines && !wishes.basemap) await drawOutlines(engine, map, wishes.outlines);
  map.addSource("shown", source(wishes, features));
  for (const layer of layersOf("shown", Boolean(wishes.tiles), colours())) map.addLayer(layer);
  for (const name of (wishes.hidden ?? "").split(" ").filter(Boolean)) show(map, name, false);
  const card = new Card(engine, map, wishes);
  const labels = new Labels(engine, map, wishes, card);
  linkList(engine, map, wishes, card);
  if (wishes.here) {
    const mark = document.createElement("div");
    mark.className = "map-here";
    mark.textContent = wishes.hereName ?? "";
    new engine.Marker({ element: mark }).setLngLat(wishes.here.split(",").map(Number)).addTo(map);
  }
  onSchemeChange(() => repaint(map));
  element.addEventListener("maille:show", ({ detail }) => show(map, detail.layer, detail.shown));
  element.addEventListener("maille:filter", async ({ detail }) => {
    const shown = map.getSource("shown");
    if (detail.tiles) shown.setTiles([absolute(detail.tiles)]);
    if (detail.geojson) shown.setData(await read(detail.geojson));
    labels.draw();
  });
}

function show(map, name, shown) {
  for (const layer of map.getStyle().layers) {
    if (layer.metadata?.of === name) {
      map.setLayoutProperty(layer.id, "visibility", shown ? "visible" : "none");
    }
  }
}

function source(wishes, features) {
  if (!wishes.tiles) return { type: "geojson", data: features };
  return {
    type: "vector",
    tiles: [absolute(wishes.tiles)],
    minzoom: Number(wishes.minzoom ?? 0),
    maxzoom: Number(wishes.maxzoom ?? 14),
  };
}

async function read(address) {
  if (address.startsWith("#")) return JSON.parse(document.querySelector(address).textContent);
  const answer = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/* A worker knows no page: it needs whole addresses, braces as they are. */
function absolute(address) {
  return new URL(address, location.href).href.replaceAll("%7B", "{").replaceAll("%7D", "}");
}

function boundsOf(wishes, features) {
  if (wishes.bounds) return wishes.bounds.split(",").map(Number);
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (point) => {
    if (typeof point[0] !== "number") return point.forEach(widen);
    box[0] = Math.min(box[0], point[0]);
    box[1] = Math.min(box[1], point[1]);
    box[2] = Math.max(box[2], point[0]);
    box[3] = Math.max(box[3], point[1]);
  };
  for (const feature of features.features) if (feature.geometry) widen(feature.geometry.coordinates);
  return box[0] <= box[2] ? box : FRANCE;
}

function empty() {
  const { paper } = colours();
  return {
    version: 8,
    sources: {},
    layers: [{ id: "paper", type: "background", paint: { "background-color": paper } }],
  };
}

function giveUp(element, error) {
  console.warn(error.message);
  element.classList.remove("drawing", "drawn");
  element.classList.add("undrawn");
  element.querySelector(".map-room")?.remove();
  const words = document.createElement("p");
  words.className = "sans";
  words.textContent = element.dataset.wordFailed ?? "";
  element.append(words);
}
