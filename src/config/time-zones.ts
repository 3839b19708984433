import { present } from "../assert.ts";
import type { TimeZones } from "../domain/rules.ts";
import { packageRoot } from "../io/package-root.ts";
import { readYamlFile } from "./yaml-file.ts";

export const TIME_ZONES_FILE = "rules/time-zones.yaml";

/** The time zones of each country, from `rules/time-zones.yaml`. */
export function readTimeZones(): TimeZones {
  const { file } = readYamlFile(packageRoot(), TIME_ZONES_FILE);
  const { legal, zones } = present(file, "the file of time zones is there").value as {
    readonly legal: Readonly<Record<string, string>>;
    readonly zones: Readonly<Record<string, readonly string[]>>;
  };
  return { legal, ofCountries: zones };
}
