/* Supercluster, as it is told to draw the same points: `node tiles.mjs POINTS.json TILES.json`. */
import fs from "node:fs";
import Supercluster from "supercluster";
import vtpbf from "vt-pbf";

const [, , pointsName, tilesName] = process.argv;
const features = JSON.parse(fs.readFileSync(pointsName)).map(([longitude, latitude, name, slug, state, kinds]) => ({
  type: "Feature",
  properties: { name, slug, state, kinds },
  geometry: { type: "Point", coordinates: [longitude, latitude] },
}));
const index = new Supercluster({ radius: 64, extent: 512, maxZoom: 13 });
let begin = performance.now();
index.load(features);
const built = performance.now() - begin;
const zooms = {};
for (const [zoom, tiles] of Object.entries(JSON.parse(fs.readFileSync(tilesName)))) {
  let times = [];
  for (let pass = 0; pass < 3; pass += 1) {
    times = tiles.map(([x, y]) => {
      begin = performance.now();
      const tile = index.getTile(Number(zoom), x, y);
      if (tile) vtpbf.fromGeojsonVt({ places: tile }, { version: 2 });
      return performance.now() - begin;
    });
  }
  zooms[zoom] = times;
}
console.log(JSON.stringify({ built, zooms }));
