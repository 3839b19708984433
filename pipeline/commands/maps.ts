import { basename, dirname, relative } from "node:path";

import { isMapPath } from "../../src/config/map-choice.ts";
import { readSegmentMap, type MapReading } from "../../src/config/read-segment-map.ts";
import { readShippedMap, shippedMapNames } from "../../src/config/shipped-maps.ts";
import { type MapCoverage, mapCoverage } from "../../src/domain/map-coverage.ts";
import type { SegmentMap } from "../../src/domain/segment-map.ts";
import { mapUnknown, throwProblems, usageInvalid } from "../../src/errors.ts";
import { nearest } from "../../src/expression/suggest.ts";
import { canonicalJson } from "../../src/io/canonical-json.ts";
import { mapCellsTable, mapJson, mapSummary } from "../../src/report/map-coverage-data.ts";
import { mapLines } from "../../src/report/map-picture.ts";
import { columnsText } from "../../src/report/text.ts";
import type { CommandContext } from "./command.ts";
import { namedFile } from "./named-file.ts";
import { printTable } from "./print-table.ts";
import { helpOf } from "./usages.ts";

interface CheckMapOptions {
  /** The name of a shipped map, or a file. */
  readonly map: string | undefined;
  readonly allowUnreachable: boolean;
}

/**
 * Draws a segment map over its score cube, with gaps, overlaps and the rules that can never match, and afterwards throws
 * those rules (GK0293) unless they are allowed. Throws GK0102, GK0115, GK0294, and GK02xx for a file that is no map.
 */
export function checkMap({ map: wanted, allowUnreachable }: CheckMapOptions, command: CommandContext): void {
  if (wanted === undefined) throw MAP_WANTED();
  const { map, problems, unreachable } = readWanted(wanted, command.folder);
  throwProblems(problems);
  if (map !== undefined) show(map, mapCoverage(map), command);
  throwProblems(allowUnreachable ? [] : unreachable);
}

/** Lists the maps that are shipped, below the help of the command. */
export function listMaps(_: CheckMapOptions, command: CommandContext): void {
  const { print, format, language, messages } = command;
  const maps = shippedMapNames().flatMap((name) => readShippedMap(name).map ?? []);
  if (format === "json") {
    print(canonicalJson({ maps: maps.map((map) => mapSummary(map, language)) }));
    return;
  }
  const rows = maps.map(({ id, title, segments }) => [id, title[language], messages.maps.segments(segments.length)]);
  if (format !== "human") {
    const columns = ["map_id", "title", "segments"];
    const counted = maps.map(({ id, title, segments }) => [id, title[language], String(segments.length)]);
    printTable({ columns, numbers: ["segments"], rows: counted }, format, command);
    return;
  }
  print(helpOf("maps", language));
  print("");
  print(messages.maps.shipped);
  for (const line of columnsText(rows, [false, false, false])) print(`  ${line}`);
}

const MAP_WANTED = () =>
  usageInvalid({
    message: {
      en: "maps check needs a segment map: a name such as rf_grid, or a file",
      "zh-CN": "maps check 需要一个分群映射：名称（例如 rf_grid）或文件",
    },
  });

/** A shipped map by its name; whatever is no name is a file, relative to the current folder. */
function readWanted(wanted: string, folder: string): MapReading {
  const known = shippedMapNames();
  if (known.includes(wanted)) return readShippedMap(wanted);
  if (!isMapPath(wanted)) throw mapUnknown({ map: wanted, suggestion: nearest(wanted, known), known });
  const path = namedFile(folder, wanted);
  const shown = relative(folder, path);
  return shown.startsWith("..") ? readSegmentMap(dirname(path), basename(path)) : readSegmentMap(folder, shown);
}

function show(map: SegmentMap, coverage: MapCoverage, command: CommandContext): void {
  const { print, format, language, messages, width } = command;
  switch (format) {
    case "json":
      print(canonicalJson(mapJson(map, coverage, language)));
      break;
    case "csv":
    case "markdown":
      printTable(mapCellsTable(map, coverage, language), format, command);
      break;
    case "human":
      for (const line of mapLines(map, coverage, { language, messages: messages.maps, width })) print(line);
  }
}
