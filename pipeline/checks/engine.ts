import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Temporal } from "temporal-polyfill";

import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import { type Engine, sqlText } from "../../src/engine/engine.ts";
import { engineNotLocked, engineUnusable, type GatekeeperError, timeZonesDisagree } from "../../src/errors.ts";
import { packageRoot } from "../../src/io/package-root.ts";
import type { Finding, Patient } from "./check.ts";

/** Whether the engine opens, and whether it is locked down: each freedom is tried. */
export async function engine(patient: Patient): Promise<Finding> {
  return withEngine(patient, async (opened) => {
    const [row] = await opened.query("select version() as version");
    return { facts: patient.messages.engine(String(row?.["version"])), errors: await freedomsOf(opened) };
  });
}

/** What an engine lets statements do that they may not. */
export async function freedomsOf(opened: Engine): Promise<GatekeeperError[]> {
  const errors: GatekeeperError[] = [];
  for (const { freedom, statement } of FREEDOMS)
    if (await succeeds(opened, statement())) errors.push(engineNotLocked({ freedom }));
  return errors;
}

/** What a statement could do in an engine that is open to it. */
const FREEDOMS = [
  {
    freedom: "read",
    statement: () => `select count(*) from read_text(${sqlText(join(packageRoot(), "package.json"))})`,
  },
  { freedom: "configure", statement: () => "set enable_external_access = true" },
  { freedom: "extend", statement: () => "load httpfs" },
] as const;

async function succeeds(opened: Engine, statement: string): Promise<boolean> {
  return opened.query(statement).then(
    () => true,
    () => false,
  );
}

const [FIRST_YEAR, LAST_YEAR] = [2000, 2040];

/** Whether Node and the engine read the same local times off the project's zone, at the start of every day of many years. */
export async function timeZone(patient: Patient): Promise<Finding> {
  const zone = patient.project?.timeZone ?? Temporal.Now.timeZoneId();
  return withEngine(patient, async (opened) => {
    const moments = momentsOf(zone);
    const columns = [
      { name: "utc", type: "timestamp(6)" },
      { name: "local", type: "timestamp(6)" },
    ];
    await opened.fill("doctor.moments", columns, moments);
    const differing = await opened
      .query(
        `select moments.utc from doctor.moments
         where timezone(${sqlText(zone)}, timezone('UTC', moments.utc)) <> moments.local order by moments.utc limit 1`,
      )
      .catch(() => [{ utc: moments[0]?.[0] ?? "" }]);
    const at = differing[0]?.["utc"];
    return {
      facts: patient.messages.timeZone(zone, FIRST_YEAR, LAST_YEAR),
      // No decision asks the engine for a zone; but of two opinions one is out of date, and it may be Node's.
      warnings: at === undefined ? [] : [timeZonesDisagree({ zone, at: String(at) })],
    };
  });
}

/** Every day's start in UTC with its local time, as SQL writes them. */
function momentsOf(zone: string): [utc: string, local: string][] {
  const moments: [string, string][] = [];
  const end = Temporal.PlainDate.from({ year: LAST_YEAR + 1, month: 1, day: 1 });
  for (
    let day = Temporal.PlainDate.from({ year: FIRST_YEAR, month: 1, day: 1 });
    Temporal.PlainDate.compare(day, end) < 0;
    day = day.add({ days: 1 })
  ) {
    const local = day.toZonedDateTime("UTC").withTimeZone(zone).toPlainDateTime();
    moments.push([`${day.toString()} 00:00:00`, local.toString({ fractionalSecondDigits: 6 }).replace("T", " ")]);
  }
  return moments;
}

/** An engine in a folder of its own outside the project, removed afterwards. */
async function withEngine(patient: Patient, look: (opened: Engine) => Promise<Finding>): Promise<Finding> {
  const temporaryFolder = await mkdtemp(join(tmpdir(), "gatekeeper-doctor-"));
  try {
    const { memoryLimit } = patient;
    const opened = await openDuckDBEngine({ threads: 1, memoryLimit, temporaryFolder, folders: [] });
    try {
      return await look(opened);
    } finally {
      await opened.close();
    }
  } catch (cause) {
    const [reason = ""] = (cause instanceof Error ? cause.message : String(cause)).split("\n");
    return { facts: patient.messages.noEngine, errors: [engineUnusable({ reason: reason.slice(0, 200) }, { cause })] };
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}
