import { join } from "node:path";

import type { RunContext } from "./context.ts";

/** Where a run is put together before it is published under its id. */
export function runFolder({ temporaryFolder }: Pick<RunContext, "temporaryFolder">): string {
  return join(temporaryFolder, "run");
}
