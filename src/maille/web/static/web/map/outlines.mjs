/* What stands behind when no basemap does: borders of departments and regions, names of towns.

   The file is one JSON: `scale`, then lines of integers (longitude and latitude, each the step from
   the point before), and towns as [name, rank, x, y]; rank 0 is named first. */

import { colours } from "./style.mjs";

const FROM = [5, 6.8, 8, 9.2];

export async function drawOutlines(engine, map, address) {
  const answer = await fetch(address);
  if (!answer.ok) return;
  const file = await answer.json();
  const hue = colours();
  const thin = ["interpolate", ["linear"], ["zoom"], 5, 0.5, 10, 1.2];
  for (const [name, colour, width] of [["departments", hue.rule, thin], ["regions", hue.warp, 1]]) {
    map.addSource(name, { type: "geojson", data: lines(file[name], file.scale), attribution: file.attribution });
    map.addLayer({
      id: name,
      type: "line",
      source: name,
      minzoom: name === "departments" ? 4.5 : 0,
      paint: { "line-color": colour, "line-width": width },
    });
  }
  const towns = file.towns.map(([name, rank, x, y]) => ({ name, rank, at: [x / file.scale, y / file.scale] }));
  const shown = new Map();
  const draw = () => nameTowns(engine, map, towns, shown);
  map.on("idle", draw);
}

function lines(packed, scale) {
  const coordinates = packed.map((steps) => {
    let [x, y] = [0, 0];
    const line = [];
    for (let place = 0; place < steps.length; place += 2) {
      x += steps[place];
      y += steps[place + 1];
      line.push([x / scale, y / scale]);
    }
    return line;
  });
  return { type: "Feature", properties: {}, geometry: { type: "MultiLineString", coordinates } };
}

/* Names of towns are a background: screens are read aloud without them. */
function nameTowns(engine, map, towns, shown) {
  const zoom = map.getZoom();
  const view = map.getBounds();
  const taken = dots(map);
  for (const town of towns) {
    const { x, y } = map.project(town.at);
    const box = [x - 4, y - 9, x + 12 + town.name.length * 7.5, y + 9];
    const fits = zoom >= FROM[town.rank] && view.contains(town.at)
      && !taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]);
    if (fits) {
      taken.push(box);
      if (!shown.has(town)) shown.set(town, mark(engine, map, town));
    } else if (shown.has(town)) {
      shown.get(town).remove();
      shown.delete(town);
    }
  }
}

/* A town makes way for what the map is about. */
function dots(map) {
  const layers = ["clusters", "places", "chosen"].filter((name) => map.getLayer(name));
  return map.queryRenderedFeatures({ layers }).map((feature) => {
    const { x, y } = map.project(feature.geometry.coordinates);
    const reach = feature.layer.id === "places" ? 8 : 20;
    return [x - reach, y - reach, x + reach, y + reach];
  });
}

function mark(engine, map, town) {
  const element = document.createElement("div");
  element.className = "map-town";
  element.textContent = town.name;
  const marker = new engine.Marker({ element, anchor: "left" }).setLngLat(town.at).addTo(map);
  for (const name of ["role", "aria-label"]) element.removeAttribute(name);
  element.setAttribute("aria-hidden", "true");
  return marker;
}
