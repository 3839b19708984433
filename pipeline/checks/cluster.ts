import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Project } from "../../src/domain/project.ts";
import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openTrinoEngine } from "../../src/engine/trino/engine.ts";
import { GatekeeperError, NOT_SEEN_BY_CLUSTER, sharedFolderUnusable } from "../../src/errors.ts";
import { allSources } from "../../src/load/load-inputs.ts";
import { clusterSettings, sharedFolder } from "../open-engines.ts";
import type { Finding, Patient } from "./check.ts";

/**
 * Whether the cluster can be used as a run uses it: it answers, makes and drops tables, and reads and writes the shared folder; and
 * whether the tables of the warehouse that sources name can be asked for. What is tried there is dropped again.
 */
export async function cluster({ project, messages }: Patient): Promise<Finding> {
  if (project?.cluster === undefined) return { facts: messages.noCluster };
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-doctor-"));
  try {
    return await withCluster(project, temporaryFolder, async (engine) => {
      const [row] = await engine.query("select version() as version");
      await tryFolder(engine, join(temporaryFolder, "answer.parquet"), project.cluster?.shared.folder ?? "");
      const errors = await tableErrors(project, engine);
      const tables = allSources(project).filter(({ warehouseTable }) => warehouseTable !== undefined).length;
      return { facts: messages.cluster(String(row?.["version"]), tables - errors.length), errors };
    });
  } catch (error) {
    if (!(error instanceof GatekeeperError)) throw error;
    return { facts: messages.clusterUnusable, errors: [error] };
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

async function withCluster(
  project: Project,
  temporaryFolder: string,
  look: (engine: Engine) => Promise<Finding>,
): Promise<Finding> {
  const shared = await sharedFolder(project);
  const folders = [temporaryFolder, ...(shared === null ? [] : [shared])];
  const { memoryLimit } = project.engine;
  const limits = { threads: 1, memoryLimit, temporaryFolder: join(temporaryFolder, "spill") };
  const local = await openDuckDBEngine({ ...limits, folders });
  try {
    const engine = await openTrinoEngine({
      ...clusterSettings(project, local),
      owner: `doctor-${randomBytes(4).toString("hex")}`,
    });
    try {
      return await look(engine);
    } finally {
      await engine.close();
    }
  } finally {
    await local.close();
  }
}

/** Rows go there as a file, become a table, and come back as another. */
async function tryFolder(engine: Engine, path: string, folder: string): Promise<void> {
  const columns = [{ name: "person_id", type: "varchar" }];
  await engine.fill("doctor.sent", columns, [["P1"], ["P2"]]);
  await engine.materialize("doctor.kept", "select sent.person_id from doctor.sent", "table");
  if ((await engine.writeParquet("select kept.person_id from doctor.kept", path, ["person_id"])) === 2) return;
  throw sharedFolderUnusable({ folder, reason: NOT_SEEN_BY_CLUSTER });
}

async function tableErrors(project: Project, engine: Engine): Promise<GatekeeperError[]> {
  const errors: GatekeeperError[] = [];
  for (const { warehouseTable, at } of allSources(project)) {
    if (warehouseTable === undefined) continue;
    await engine.capabilities.warehouse?.table(warehouseTable, at).catch((error: unknown) => {
      if (!(error instanceof GatekeeperError)) throw error;
      errors.push(error);
    });
  }
  return errors;
}
