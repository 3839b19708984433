import { readdirSync } from "node:fs";
import { join } from "node:path";

import { packageRoot } from "../io/package-root.ts";
import { readSegmentMap, type MapReading } from "./read-segment-map.ts";

const FOLDER = "rules/maps";
const ENDING = ".yaml";

/** The names of the segment maps that this package ships, sorted. */
export function shippedMapNames(): readonly string[] {
  return readdirSync(join(packageRoot(), FOLDER))
    .filter((file) => file.endsWith(ENDING))
    .map((file) => file.slice(0, -ENDING.length))
    .toSorted();
}

/** Reads a shipped map by its name. */
export function readShippedMap(name: string): MapReading {
  return readSegmentMap(packageRoot(), `${FOLDER}/${name}${ENDING}`);
}
