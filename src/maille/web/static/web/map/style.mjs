/* How each layer is painted, from the tokens of the page, in light and in dark. */

const TOKENS = ["paper", "ink", "soft", "rule", "warp", "territorial", "collective", "fav", "unf"];
const HOLLOW = ["in", ["get", "state"], ["literal", ["closed", "moved"]]];
const PALE = ["==", ["get", "state"], "project"];

/* Ask the browser, which also knows the colours that a reader imposes. */
export function colours() {
  const probe = document.createElement("i");
  probe.hidden = true;
  document.body.append(probe);
  const found = {};
  for (const name of TOKENS) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  found.forced = matchMedia("(forced-colors: active)").matches;
  return found;
}

export function onSchemeChange(then) {
  for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) {
    matchMedia(query).addEventListener("change", then);
  }
}

export function layersOf(source, tiled, hue) {
  return Object.entries(paints(hue)).map(([id, { type, of, paint, filter }]) => {
    const layer = { id, type, source, paint, metadata: { of } };
    if (tiled) layer["source-layer"] = of;
    const own = tiled ? [] : [["==", ["get", "layer"], of]];
    const filters = filter ? [...own, filter] : own;
    if (filters.length) layer.filter = ["all", ...filters];
    return layer;
  });
}

export function repaint(map) {
  const hue = colours();
  if (map.getLayer("paper")) map.setPaintProperty("paper", "background-color", hue.paper);
  for (const name of ["departments", "regions"]) {
    if (map.getLayer(name)) map.setPaintProperty(name, "line-color", hue[name === "regions" ? "warp" : "rule"]);
  }
  for (const [id, { paint }] of Object.entries(paints(hue))) {
    if (!map.getLayer(id)) continue;
    for (const [name, value] of Object.entries(paint)) map.setPaintProperty(id, name, value);
  }
}

function paints(hue) {
  const shade = ["case", ["==", ["get", "tone"], "bare"], hue.unf, hue.territorial];
  const value = ["coalesce", ["get", "value"], 0.5];
  // Where the reader imposes colours, two hues are one: what nobody reaches is left blank.
  const strength = hue.forced ? ["case", ["==", ["get", "tone"], "bare"], 0, value] : value;
  return {
    cells: { type: "fill", of: "cells", paint: { "fill-color": shade, "fill-opacity": strength, "fill-antialias": false } },
    area: { type: "line", of: "area", paint: { "line-color": hue.ink, "line-width": 1.4 } },
    candidates: dot("candidates", hue.paper, hue.soft, 3.5, 1.2),
    sites: dot("sites", hue.collective, hue.paper, 4, 1.2),
    stops: dot("stops", hue.paper, hue.ink, 4.5, 1.6),
    clusters: dot("clusters", hue.ink, hue.paper, [
      "interpolate", ["linear"], ["log10", ["max", 1, ["get", "count"]]], 0.3, 12, 1, 14, 2, 18, 3, 23, 5, 30,
    ], 1.5),
    places: dot(
      "places",
      ["case", HOLLOW, hue.paper, PALE, hue.soft, hue.ink],
      ["case", HOLLOW, hue.soft, hue.paper],
      ["interpolate", ["linear"], ["zoom"], 4, 3.5, 9, 6, 14, 8],
      1.6,
    ),
    chosen: dot("chosen", hue.territorial, hue.paper, 12, 2),
  };
}

function dot(of, fill, rim, radius, width) {
  return {
    type: "circle",
    of,
    filter: ["==", ["geometry-type"], "Point"],
    paint: {
      "circle-color": fill,
      "circle-radius": radius,
      "circle-stroke-color": rim,
      "circle-stroke-width": width,
    },
  };
}
