import { appendFileSync, cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";

import type { AuditJson } from "../../src/artefacts/audit.ts";
import { sha256Text } from "../../src/io/sha256.ts";
import { newSigningKeyPair, signingKeyOf } from "../../src/io/signing-key.ts";
import { openJournal } from "../../src/journal/journal.ts";
import { succeeded } from "../support/cli.ts";
import { schemaErrors } from "../support/json-schema.ts";
import type { Project } from "../support/project.ts";
import { shop } from "./support/shop.ts";

/** A shop with a run that was released. */
let project: Project;
let [runId, releaseId] = ["", ""];

beforeAll(async () => {
  project = shop();
  runId = await project.run();
  releaseId = await project.release(runId);
});

const JOURNAL = ".gatekeeper/journal/journal.jsonl";

async function audit(of: Project, ...more: string[]): Promise<{ code: number; stderr: string; found: AuditJson }> {
  const { code, stdout, stderr } = await of.gatekeeper("audit", "verify", "--format", "json", ...more);
  const found = JSON.parse(stdout) as AuditJson;
  expect(schemaErrors("audit", found)).toEqual([]);
  return { code, stderr, found };
}

const publicKey = (of: Project) => signingKeyOf(readFileSync(of.path("keys/journal.key"), "utf8"))?.text ?? "none";

describe("audit verify", () => {
  test("finds a project that nobody touched in order, and says whose key it was checked with", async () => {
    const { code, found } = await audit(project);
    expect([code, found.verdict, found.journal.verdict, found.journal.is_key_given]).toEqual([0, "ok", "ok", false]);
    expect(found.journal.public_key).toBe(publicKey(project));
    expect(found.checked).toMatchObject({ runs: 1, releases: 1, recalls: 0 });
    const human = succeeded(await project.gatekeeper("audit", "verify"));
    expect(human.stdout).toContain("Checked against it: runs 1, releases 1, recalls 0");
    expect(human.stdout).toContain(`An auditor keeps its public half, ${publicKey(project)}`);
    expect(succeeded(await project.gatekeeper("audit", "verify", "--lang", "zh-CN")).stdout).toContain("运行 1 次");
  });

  test("trusts the key that the auditor names, and no other", async () => {
    const { found } = await audit(project, "--key", publicKey(project));
    expect([found.verdict, found.journal.is_key_given]).toEqual(["ok", true]);
    const stranger = await audit(project, "--key", newSigningKeyPair().public);
    expect([stranger.code, stranger.found.journal.verdict]).toEqual([6, "other_key"]);
    const none = await project.gatekeeper("audit", "verify", "--key", "certainly no key");
    expect([none.code, none.stdout]).toEqual([2, ""]);
  });

  test("says the same after an erasure, and after the removal of what is no longer kept", async () => {
    const other = project.copy();
    succeeded(await other.gatekeeper("erase", "--customer", "c06"));
    succeeded(await other.gatekeeper("prune"));
    const { code, found } = await audit(other);
    expect(found).toMatchObject({ verdict: "ok", findings: [] });
    expect(code).toBe(0);
  });

  test("knows a list that was staged after an erasure, with the very bytes that it left of an earlier one", async () => {
    const other = shop();
    await other.run();
    succeeded(await other.gatekeeper("erase", "--customer", "c06"));
    await other.release(await other.run("--as-of", "2026-11-02"));
    expect((await audit(other)).found).toMatchObject({
      verdict: "ok",
      findings: [],
      checked: { runs: 2, releases: 1 },
    });
  });
});

describe("C46: each tampering with the journal has its own verdict", () => {
  const forged = (line: string) => line.replace(/"sequence":\d+/u, '"sequence":999');
  test.each<[string, (lines: string[]) => string[], string]>([
    ["the last lines cut", (lines) => lines.slice(0, -2), "truncated"],
    ["one byte changed", (lines) => lines.map((line) => line.replace(runId, "run-000000000000")), "altered"],
    ["two lines swapped", ([first, second, ...rest]) => [second, first, ...rest] as string[], "reordered"],
    ["a line taken out", (lines) => lines.toSpliced(1, 1), "broken_link"],
    ["all removed", () => [], "removed"],
    ["a forged line added", (lines) => [...lines, forged(lines.at(-1) as string)], "forged"],
  ])("%s", async (_, change, verdict) => {
    const other = project.copy();
    const lines = readFileSync(other.path(JOURNAL), "utf8").split("\n").slice(0, -1);
    writeFileSync(
      other.path(JOURNAL),
      change(lines)
        .map((line) => `${line}\n`)
        .join(""),
    );
    const { code, found, stderr } = await audit(other);
    expect([code, found.verdict, found.journal.verdict]).toEqual([6, "failed", verdict]);
    expect(found.checked).toEqual({ runs: 0, releases: 0, recalls: 0, approvals: 0 });
    expect(stderr).toContain(`"code":"GK0472"`);
  });
});

describe("a file that the journal vouches for", () => {
  test.each<[string, (of: Project) => string, "altered" | "removed" | "unrecorded"]>([
    ["altered", (of) => touched(of, `runs/${runId}/private/manifest.json`), "altered"],
    ["altered", (of) => touched(of, `releases/${releaseId}/private/release.json`), "altered"],
    ["altered", (of) => touched(of, `releases/${releaseId}/${listOf(of)}`), "altered"],
    ["removed", (of) => removed(of, `releases/${releaseId}/${listOf(of)}`), "removed"],
    ["removed", (of) => removed(of, `runs/${runId}/private/decisions.parquet`), "removed"],
    ["removed", (of) => removed(of, `runs/${runId}/private/staged/spring-call.parquet`), "removed"],
    ["removed", (of) => saidToBePruned(of, "decisions.parquet"), "removed"],
    ["altered", (of) => touched(of, `runs/${runId}/private/origin.json`), "altered"],
    ["altered", (of) => touched(of, `runs/${runId}/public/counts.json`), "altered"],
    ["altered", (of) => touched(of, `releases/${releaseId}/private/checks.json`), "altered"],
    ["removed", (of) => removed(of, `releases/${releaseId}/private/removals.parquet`), "removed"],
    ["unrecorded", (of) => added(of, `releases/${releaseId}/extra.csv`), "unrecorded"],
    ["unrecorded", (of) => added(of, `runs/${runId}/private/staged/extra.parquet`), "unrecorded"],
  ])("is found %s", async (_, change, verdict) => {
    const other = project.copy();
    const path = change(other);
    const { code, found, stderr } = await audit(other);
    expect([code, found.journal.verdict]).toEqual([6, "ok"]);
    expect(found.findings).toContainEqual({ path, verdict });
    expect(stderr).toContain(path);
  });

  test("is missed when its whole folder is gone, and a folder that it does not know is a stranger", async () => {
    const other = project.copy();
    const folder = other.path(".gatekeeper/releases", releaseId);
    cpSync(folder, other.path(".gatekeeper/releases/rel-000000000000"), { recursive: true });
    rmSync(folder, { recursive: true });
    const { found } = await audit(other);
    expect(found.findings).toContainEqual({ path: "releases/rel-000000000000", verdict: "unrecorded" });
    expect(found.findings).toContainEqual({ path: `releases/${releaseId}/private/release.json`, verdict: "removed" });
    const human = await other.gatekeeper("audit", "verify");
    expect(human.stdout).toContain("unrecorded: the journal does not know it");
  });

  test("is incomplete when whoever holds the key sealed a run that lacks decisions", async () => {
    const other = project.copy();
    const counts = other.path(".gatekeeper/runs", runId, "private/counts.json");
    const text = readFileSync(counts, "utf8").replace('"candidates":12', '"candidates":13');
    writeFileSync(counts, text);
    const lines = readFileSync(other.path(JOURNAL), "utf8").split("\n");
    const sealed = JSON.parse(lines.find((line) => line.includes('"run.sealed"')) as string) as {
      details: Record<string, unknown> & { artefacts: Record<string, string> };
    };
    const journal = await openJournal(
      {
        folder: other.path(".gatekeeper/journal"),
        headsFolder: other.path(".gatekeeper/heads"),
        keyFile: other.path("keys/journal.key"),
        key: undefined,
      },
      { now: () => new Date("2026-11-02T00:00:00Z") },
    );
    const artefacts = { ...sealed.details.artefacts, "counts.json": sha256Text(text) };
    await journal.append("run.sealed", { ...sealed.details, artefacts });
    await journal.close();
    const { code, found } = await audit(other);
    expect(code).toBe(6);
    expect(found.findings).toEqual([{ path: `runs/${runId}/private/decisions.parquet`, verdict: "incomplete" }]);
  });
});

/** Puts a file below `.gatekeeper` and gives back its path there. */
function added(of: Project, path: string): string {
  of.write(`.gatekeeper/${path}`, "reference\n");
  return path;
}

/** Changes a file below `.gatekeeper` and gives back its path there. */
function touched(of: Project, path: string): string {
  appendFileSync(of.path(".gatekeeper", path), " ");
  return path;
}

function removed(of: Project, path: string): string {
  rmSync(of.path(".gatekeeper", path));
  return path;
}

/** Removes a file and writes that retention did. */
function saidToBePruned(of: Project, name: string): string {
  writeFileSync(of.path(".gatekeeper/runs", runId, "private/pruned.json"), JSON.stringify({ removed: [name] }));
  return removed(of, `runs/${runId}/private/${name}`);
}

function listOf(of: Project): string {
  const names = readdirSync(of.path(".gatekeeper/releases", releaseId)).filter((name) =>
    name.startsWith("spring-call"),
  );
  return names.find((name) => !name.endsWith(".sha256") && !name.endsWith(".json")) ?? join("no list");
}
