import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import { auditReports } from "../../pipeline/audit-reports.ts";
import type { ExportAuditJson } from "../../src/artefacts/export-audit.ts";
import { openDuckDBEngine } from "../../src/engine/duckdb/engine.ts";
import { scratchFolder } from "../io/scratch-folder.ts";
import { diskError } from "../support/file-operations.ts";
import { schemaErrors } from "../support/json-schema.ts";
import { fixtureProject, type Project, projectOf } from "../support/project.ts";

/** Texts by path; null is a link to the first table. */
type Files = Readonly<Record<string, string | Buffer | null>>;

const SAFE = "segment,customers\na,20\nb,30\n(all),50\n";
const UNSAFE = "segment,customers\na,\nb,30\n(all),37\n";

function describedBy(run: string, asOf = "2026-11-01"): string {
  return JSON.stringify({ run_id: run, as_of: asOf, minimum_units: 10, title: null });
}

describe("audit export of files in a folder that is no project", () => {
  const outside = (files: Readonly<Record<string, string>>) => projectOf(files);

  test("ends with 0 and says how much it checked when nothing is given away", async () => {
    const project = outside({ "november/report.json": describedBy("run-1"), "november/table-1.csv": SAFE });
    const { code, stdout, stderr } = await project.gatekeeper("audit", "export", project.path("november"));
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("No number that is withheld is given away.");
    expect(stdout).toContain("files 2, tables 1, rows 3, withheld numbers 0");
    expect(readdirSync(project.folder)).toEqual(["november"]);
  });

  test("ends with 4, names the cell and the combination that gives it away, and not the number", async () => {
    const project = outside({ "november/report.json": describedBy("run-1"), "november/table-1.csv": UNSAFE });
    const { code, stdout, stderr } = await project.gatekeeper("audit", "export", project.path("november"));
    expect(code).toBe(4);
    expect(stderr).toContain("GK0530");
    expect(stderr).toContain("table-1.csv:2 customers");
    expect(stdout).toMatch(/customers of segment=a \(.*table-1\.csv:2\): follows by arithmetic/u);
    expect(stdout).toMatch(/ {2}1 × customers of everybody \(.*table-1\.csv:4\)/u);
    expect(stdout).toMatch(/ {2}-1 × customers of segment=b \(.*table-1\.csv:3\)/u);
    expect(`${stdout}${stderr}`.replaceAll(project.folder, "")).not.toMatch(/\b7\b/u);
  });

  test("says it in Chinese", async () => {
    const project = outside({ "november/report.json": describedBy("run-1"), "november/table-1.csv": UNSAFE });
    const { code, stdout } = await project.gatekeeper("audit", "export", project.path("november"), "--lang", "zh-CN");
    expect(code).toBe(4);
    expect(stdout).toContain("可由算术推出");
  });

  test("prints JSON of its published shape", async () => {
    const project = outside({ "november/report.json": describedBy("run-1"), "november/table-1.csv": UNSAFE });
    const { code, stdout } = await project.gatekeeper("audit", "export", project.path("november"), "--format", "json");
    const audit = JSON.parse(stdout) as ExportAuditJson;
    expect(code).toBe(4);
    expect(schemaErrors("export-audit", audit)).toEqual([]);
    expect(audit.verdict).toBe("objected");
    expect(audit.objections.map(({ kind, cell }) => [kind, cell.line, cell.values])).toEqual([
      ["exact", 2, { segment: "a" }],
    ]);
  });

  test("takes one file with the least number of customers, and asks for it", async () => {
    const project = outside({ "table.csv": UNSAFE.replace("(all)", "Total") });
    const asked = await project.gatekeeper("audit", "export", project.path("table.csv"));
    expect([asked.code, asked.stderr]).toEqual([2, expect.stringContaining("GK0534")]);
    const least = (units: string) =>
      project.gatekeeper("audit", "export", project.path("table.csv"), "--minimum-units", units);
    expect((await least("10")).code).toBe(4);
    expect((await least("5")).code).toBe(0);
    expect((await least("ten")).code).toBe(2);
  });

  test("compares with what readers have", async () => {
    const project = outside({
      "now/report.json": describedBy("run-2"),
      "now/table-1.csv": "segment,customers\na,22\nb,30\n(all),52\n",
      "then/report.json": describedBy("run-1"),
      "then/table-1.csv": SAFE,
    });
    const { code, stdout } = await project.gatekeeper(
      "audit",
      "export",
      project.path("now"),
      "--before",
      project.path("then"),
    );
    expect(code).toBe(4);
    expect(stdout).toContain("differs from another release by too few");
  });

  test.each([
    ["that is not there", null, "GK0115"],
    ["that is cut off in a quote", 'segment,customers\na,20\n"b,3', "GK0306"],
    ["that is cut off in a record", "segment,customers\na,20\nb", "GK0306"],
    ["without a row", "segment,customers\n", "GK0531"],
    ["without a measure", "segment,region\na,x\n", "GK0531"],
    ["with a column of its own", "segment,customers,net_promoter_score\na,20,7\n", "GK0533"],
    ["with a number that is none", "segment,customers\na,many\n", "GK0532"],
  ])("refuses a file %s", async (_, text, code) => {
    const project = outside({ "report.json": describedBy("run-1"), ...(text === null ? {} : { "table-1.csv": text }) });
    const file = project.path("table-1.csv");
    const finished = await project.gatekeeper("audit", "export", file);
    expect([finished.code, finished.stdout]).toEqual([code === "GK0115" ? 2 : 3, ""]);
    expect(finished.stderr).toContain(code);
  });

  test("refuses a folder without a table, and reads texts in folders below", async () => {
    const text = "segment,customers\na,\nb,1030\n(all),\n";
    const project = outside({
      "empty/nothing/.keep": "",
      "november/report.json": describedBy("run-1"),
      "november/table-1.csv": text,
      "november/notes/note.txt": "We asked 1,034 customers.",
    });
    const empty = await project.gatekeeper("audit", "export", project.path("empty"));
    expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining("GK0538")]);
    const { code, stdout } = await project.gatekeeper("audit", "export", project.path("november"));
    expect([code, stdout]).toEqual([4, expect.stringContaining("follows from a number that text says")]);
  });

  test("reads a byte-order mark and lines that end in CRLF as any other", async () => {
    const text = `\uFEFF${UNSAFE.replaceAll("\n", "\r\n")}`;
    const project = outside({ "report.json": describedBy("run-1"), "table-1.csv": text });
    expect((await project.gatekeeper("audit", "export", project.folder)).code).toBe(4);
  });

  test("wants files, and nothing of audit verify", async () => {
    const project = outside({ "table-1.csv": SAFE });
    for (const words of [["export"], ["export", "table-1.csv", "--key", "x"], ["verify", "table-1.csv"]])
      expect((await project.gatekeeper("audit", ...words)).code).toBe(2);
  });
});

describe("audit export of the demo's reports", () => {
  let project: Project;
  let reports: string;

  beforeAll(async () => {
    project = fixtureProject("demo");
    reports = project.path(".gatekeeper", "runs", await project.run(), "public", "reports");
  });

  test("passes, in every format and as text", async () => {
    const { code, stdout } = await project.gatekeeper("audit", "export", reports, "--format", "json");
    const { verdict, checked } = JSON.parse(stdout) as ExportAuditJson;
    expect([code, verdict]).toEqual([0, "clean"]);
    expect(checked.tables).toBe(4);
    expect(checked.withheld_numbers).toBeGreaterThan(0);
    expect([checked.is_whole, checked.without_program]).toEqual([true, 0]);
  });

  test("refuses a Parquet file that is cut off", async () => {
    const copy = project.copy();
    const folder = reports.replace(project.folder, copy.folder);
    truncateSync(join(folder, "segment-by-region", "table-1.parquet"), 300);
    const { code, stderr } = await copy.gatekeeper("audit", "export", folder);
    expect([code, stderr]).toEqual([3, expect.stringContaining("GK0531")]);
    expect(stderr).toContain("table-1.parquet");
  });

  test("objects where one format prints what another withholds", async () => {
    const copy = project.copy();
    const file = join(reports.replace(project.folder, copy.folder), "segment-by-region", "table-1.md");
    const text = readFileSync(file, "utf8");
    expect(text).toContain("[c]");
    rmSync(file);
    writeFileSync(file, text.replace("| [c]", "| 7"));
    const { code, stdout } = await copy.gatekeeper("audit", "export", join(file, ".."));
    expect(code).toBe(4);
    expect(stdout).toContain("table-1.md");
  });
});

describe("the audit of a run's own reports", () => {
  /** Writes reports, audits them as a run does, and says where they were. */
  const audit = async (files: Files, uncounted?: Error) => {
    const parent = await scratchFolder();
    const folder = join(parent, "reports");
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(folder, file, ".."), { recursive: true });
      if (text === null) symlinkSync("table-1.csv", join(folder, file));
      else writeFileSync(join(folder, file), text);
    }
    const limits = { threads: 1, memoryLimit: "200MB", temporaryFolder: join(parent, "tmp"), folders: [folder] };
    const engine = await openDuckDBEngine(limits);
    const count = uncounted === undefined ? undefined : async () => Promise.reject(uncounted);
    const error: unknown = await auditReports(engine, folder, count).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    await engine.close();
    return { error, isThere: existsSync(folder) };
  };
  const REPORT = { "all/report.json": describedBy("run-1") };

  test("lets by what gives nothing away", async () => {
    expect(await audit({ ...REPORT, "all/table-1.csv": SAFE })).toEqual({ error: null, isThere: true });
  });

  test.each([
    ["what it objects to", { ...REPORT, "all/table-1.csv": UNSAFE }, "GK0535"],
    ["what it cannot read", { ...REPORT, "all/table-1.csv": "segment,customers\na" }, "GK0306"],
    ["what is not described", { "all/table-1.csv": SAFE }, "GK0534"],
    ["a file that is no Parquet", { ...REPORT, "all/table-1.parquet": SAFE }, "GK0531"],
    ["a file of a kind that it does not know", { ...REPORT, "all/table-1.csv": SAFE, "all/all.xlsx": "x" }, "GK0536"],
    ["a link", { ...REPORT, "all/table-1.csv": SAFE, "all/linked.csv": null }, "GK0536"],
    ["a text that is not UTF-8", { ...REPORT, "all/table-1.csv": SAFE, "all/note.txt": Buffer.from([0xff]) }, "GK0536"],
    [
      "what it cannot count the customers of",
      { ...REPORT, "all/table-1.csv": SAFE },
      "EIO",
      diskError("EIO", { key: "read", name: "read", path: "segments" }),
    ],
  ])("refuses %s, and leaves nothing of the reports", async (_, files: Files, code, uncounted?: Error) => {
    const { error, isThere } = await audit(files, uncounted);
    expect(error).toMatchObject({ code });
    expect(isThere).toBe(false);
  });
});
