import { resolve } from "node:path";

import { localDate } from "../../src/config/as-of.ts";
import { loadProject } from "../../src/config/load-project.ts";
import { personUnknown } from "../../src/errors.ts";
import type { RunContext } from "../context.ts";
import { findPerson, type FoundPerson } from "../erased-person.ts";
import { openContext } from "../open-context.ts";
import { runStages } from "../pipeline.ts";
import type { CommandContext, GlobalOptions } from "./command.ts";

/**
 * Loads the inputs as they are now, and does something about one customer's person with all that is known of them; changes nothing by
 * itself. Throws GK0491 for an id that neither input nor state has.
 */
export async function withPerson<Result>(
  options: GlobalOptions & { readonly customer: string },
  command: CommandContext,
  work: (context: RunContext, person: FoundPerson) => Promise<Result>,
): Promise<Result> {
  const projectFolder = resolve(command.folder, options.projectDir);
  const { timeZone } = loadProject(projectFolder, command.environment, options);
  const opened = await openContext({
    ...options,
    ...command,
    projectFolder,
    asOf: localDate(command.clock.now(), timeZone),
    select: [],
    exclude: [],
    purpose: "plan",
    withoutCampaigns: true,
  });
  try {
    await runStages(opened.context, "consent");
    const person = await findPerson(opened.context, options.customer);
    if (!isKnown(person)) throw personUnknown({});
    return await work(opened.context, person);
  } finally {
    await opened.close();
  }
}

/** Whether anything, a tombstone or an erasure that was begun included, is held on the person. */
function isKnown({ files, inputs, isInStops, isErased, isBegun }: FoundPerson): boolean {
  return files.length > 0 || inputs.length > 0 || isInStops || isErased || isBegun;
}
