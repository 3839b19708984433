import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";

import { defaultCache, distributionIn, LEAST_JDK } from "./cluster/distribution.ts";
import { findJdk } from "./cluster/find-jdk.ts";
import { runningIn, startCluster, stopCluster } from "./cluster/server.ts";

// A local Trino of one node, for the tests and to try the second engine.
//   npm run cluster -- start FOLDER [--heap 1G]    prints its address; starts nothing where it runs (server.json has the other, by https)
//   npm run cluster -- stop FOLDER | status FOLDER
//   npm run cluster -- fetch                       only fetches the server, which is kept in the user's cache

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { heap: { type: "string", default: "1G" }, cache: { type: "string", default: defaultCache(process.env) } },
});

try {
  process.stdout.write(`${await carryOut(positionals)}\n`);
} catch (error) {
  process.stderr.write(`cluster: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function carryOut([command, named]: readonly string[]): Promise<string> {
  mkdirSync(values.cache, { recursive: true });
  if (command === "fetch") return distributionIn(values.cache, findJdk(LEAST_JDK, process.env));
  if (named === undefined)
    throw new Error("say what to do and where: start FOLDER, stop FOLDER, status FOLDER, or fetch");
  const folder = resolve(named);
  mkdirSync(folder, { recursive: true });
  switch (command) {
    case "start":
      return (await startCluster({ folder, cache: values.cache, heap: values.heap, environment: process.env })).url;
    case "stop":
      return (await stopCluster(folder)) ? "stopped" : "not running";
    case "status":
      return (await runningIn(folder))?.url ?? "not running";
    default:
      throw new Error(`"${command}" is none of start, stop, status and fetch`);
  }
}
