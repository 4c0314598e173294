/* When an answer takes the place of another, the map follows: the drawing says where its own is. */
document.body.addEventListener("htmx:oobAfterSwap", () => {
  const map = document.getElementById("map");
  const { geojson } = document.getElementById("drawing").dataset;
  if (!map || map.dataset.geojson === geojson) return;
  map.dataset.geojson = geojson;
  map.dispatchEvent(new CustomEvent("maille:filter", { detail: { geojson } }));
});

/* A link that its own answer has removed hands the keyboard to the list of what it changed. */
document.body.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.elt.isConnected || document.activeElement !== document.body) return;
  (document.getElementById("kept-or-not") ?? document.getElementById("proposed")).focus();
});
