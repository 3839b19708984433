import { readdirSync } from "node:fs";
import { join } from "node:path";

import { assert } from "../assert.ts";
import type { Regime, RuleBook } from "../domain/rules.ts";
import { packageRoot } from "../io/package-root.ts";
import { readRules, type RegimeSections } from "./read-rules.ts";
import { shippedTimeZones } from "./time-zones.ts";
import { readYamlFile } from "./yaml-file.ts";

const FOLDER = "rules/regimes";

/** The rules that this package ships, with what a project's own files say in place of them: whole sections, or whole regimes. */
export function ruleBook(own: readonly RegimeSections[]): RuleBook {
  const ids = [...new Set([...shippedRegimes().map(({ id }) => id), ...own.map(({ id }) => id)])].toSorted();
  const regimes = ids.map((id) => {
    const shipped = shippedRegimes().find((regime) => regime.id === id) ?? empty(id);
    return { ...shipped, ...own.find((sections) => sections.id === id) };
  });
  return { regimes, timeZones: shippedTimeZones() };
}

/** The regimes of `rules/regimes/`, one for each file, sorted by id. */
export function shippedRegimes(): readonly Regime[] {
  shipped ??= readdirSync(join(packageRoot(), FOLDER))
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => shippedRegime(`${FOLDER}/${file}`))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return shipped;
}

/** Read once: the files belong to the program. */
let shipped: readonly Regime[] | undefined;

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
