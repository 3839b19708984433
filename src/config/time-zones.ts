import { present } from "../assert.ts";
import type { TimeZones } from "../domain/rules.ts";
import { packageRoot } from "../io/package-root.ts";
import { readYamlFile } from "./yaml-file.ts";

const FILE = "rules/time-zones.yaml";

/** The time zones of each country, from `rules/time-zones.yaml`. */
export function shippedTimeZones(): TimeZones {
  shipped ??= read();
  return shipped;
}

/** Read once: the file belongs to the program. */
let shipped: TimeZones | undefined;

function read(): TimeZones {
  const { file } = readYamlFile(packageRoot(), FILE);
  const { legal, zones } = present(file, "the file of time zones is there").value as {
    readonly legal: Readonly<Record<string, string>>;
    readonly zones: Readonly<Record<string, readonly string[]>>;
  };
  return { legal, ofCountries: zones };
}
