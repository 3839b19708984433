import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { assert } from "../assert.ts";
import type { Regime, RuleBook } from "../domain/rules.ts";
import { packageRoot } from "../io/package-root.ts";
import { readRules, type RegimeSections } from "./read-rules.ts";
import { readTimeZones, TIME_ZONES_FILE } from "./time-zones.ts";
import { readYamlFile } from "./yaml-file.ts";

const FOLDER = "rules/regimes";

/** The rules that this package ships, with what a project's own files say in place of them: whole sections, or whole regimes. */
export function ruleBook(own: readonly RegimeSections[]): RuleBook {
  const { regimes: shipped, timeZones } = shippedBook();
  const ids = [...new Set([...shipped.map(({ id }) => id), ...own.map(({ id }) => id)])].toSorted();
  const regimes = ids.map((id) => ({
    ...(shipped.find((regime) => regime.id === id) ?? empty(id)),
    ...own.find((sections) => sections.id === id),
  }));
  return { regimes, timeZones };
}

/** The shipped rules as their files say, with the hash of what these say: what the build writes beside the code, so that no command reads them anew. */
export function readShippedBook(): ReadBook {
  const files = readdirSync(join(packageRoot(), FOLDER)).filter((file) => file.endsWith(".yaml"));
  const regimes = files.map((file) => shippedRegime(`${FOLDER}/${file}`));
  const book = { regimes: regimes.toSorted((one, other) => (one.id < other.id ? -1 : 1)), timeZones: readTimeZones() };
  return { sha256: hashOfFiles(), book };
}

export interface ReadBook {
  readonly sha256: string;
  readonly book: RuleBook;
}

function shippedBook(): RuleBook {
  shipped ??= readBefore() ?? readShippedBook().book;
  return shipped;
}

/** Read once: the files belong to the program. */
let shipped: RuleBook | undefined;

/** What the build read; none where nothing is built, or a file has changed since. */
function readBefore(): RuleBook | undefined {
  const file = new URL("shipped-rules.json", import.meta.url);
  if (!existsSync(file)) return undefined;
  const { sha256, book } = JSON.parse(readFileSync(file, "utf8")) as ReadBook;
  return sha256 === hashOfFiles() ? book : undefined;
}

function hashOfFiles(): string {
  const hash = createHash("sha256");
  const files = readdirSync(join(packageRoot(), FOLDER)).toSorted();
  for (const path of [TIME_ZONES_FILE, ...files.map((file) => `${FOLDER}/${file}`)])
    hash.update(`${path}\0`).update(readFileSync(join(packageRoot(), path)));
  return hash.digest("hex");
}

function shippedRegime(path: string): Regime {
  const { file, problems } = readYamlFile(packageRoot(), path);
  const reading = file && readRules(file);
  const [first] = [...problems, ...(reading?.problems ?? [])];
  if (first !== undefined) throw first;
  assert(reading?.item !== undefined, "a file of rules without problems has a regime");
  return { ...empty(reading.item.id), ...reading.item };
}

function empty(id: string): Regime {
  return {
    id,
    title: { en: id, "zh-CN": id },
    countries: [],
    states: [],
    rules: [],
    ages: [],
    callingHours: [],
    holidays: [],
    caps: [],
    registerAges: [],
    responses: [],
  };
}
