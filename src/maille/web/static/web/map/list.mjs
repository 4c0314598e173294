/* The list beside the map: one shows what the other holds. */

export function linkList(engine, map, wishes, card) {
  const list = wishes.list ? document.querySelector(wishes.list) : null;
  const layers = ["places", "stops", "sites", "chosen", "candidates"].filter((name) => map.getLayer(name));
  map.on("click", (event) => {
    const [feature] = map.queryRenderedFeatures(around(event.point), { layers });
    if (feature) card.open(feature);
    else card.close();
  });
  map.on("mousemove", (event) => {
    const [feature] = map.queryRenderedFeatures(around(event.point), { layers: [...layers, "clusters"] });
    map.getCanvas().style.cursor = feature ? "pointer" : "";
    if (list) point(list, feature?.properties.slug ?? feature?.properties.id);
  });
  if (!list) return;
  const ring = document.createElement("div");
  ring.className = "map-ring";
  const marker = new engine.Marker({ element: ring });
  const show = (event) => {
    const item = event.target.closest("[data-at]");
    if (item) marker.setLngLat(item.dataset.at.split(",").map(Number)).addTo(map);
    else marker.remove();
    for (const name of ["role", "aria-label"]) ring.removeAttribute(name);
  };
  list.addEventListener("mouseover", show);
  list.addEventListener("focusin", show);
  list.addEventListener("mouseleave", () => marker.remove());
}

function around({ x, y }) {
  return [[x - 6, y - 6], [x + 6, y + 6]];
}

function point(list, key) {
  for (const item of list.querySelectorAll("[data-place]")) {
    item.classList.toggle("pointed", key !== undefined && item.dataset.place === String(key));
  }
}
