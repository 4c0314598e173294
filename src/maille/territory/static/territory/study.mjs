/* When an answer takes the place of another, the map follows: the drawing says where its own is. */
document.body.addEventListener("htmx:oobAfterSwap", () => {
  const map = document.getElementById("map");
  const { geojson } = document.getElementById("drawing").dataset;
  if (!map || map.dataset.geojson === geojson) return;
  map.dataset.geojson = geojson;
  map.dispatchEvent(new CustomEvent("maille:filter", { detail: { geojson } }));
});
