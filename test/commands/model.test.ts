import { describe, expect, test } from "vitest";

import { INPUT_TABLE_NAMES } from "../../src/domain/input-tables.ts";
import { filesIn, fixtureProject } from "../support/project.ts";

const project = fixtureProject("demo");

interface ModelJson {
  readonly project_id: string;
  readonly columns: readonly {
    readonly table: string;
    readonly column: string;
    readonly class: string;
    readonly sources: readonly { readonly source: string; readonly expression: string }[];
    readonly uses: Readonly<Record<string, readonly string[]>>;
    readonly readers: Readonly<Record<string, readonly string[]>>;
  }[];
  readonly computed: readonly {
    readonly column: string;
    readonly class: string;
    readonly made_of: readonly string[];
  }[];
}

describe("gatekeeper model", () => {
  test("prints a table for each input table and one for what is computed, and writes nothing", async () => {
    const before = filesIn(project.folder);
    const { code, stdout, stderr } = await project.gatekeeper("model");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^The logical data model of linden: \d+ columns, of which \d+ are loaded\.$/mu);
    for (const table of INPUT_TABLE_NAMES) expect(stdout).toMatch(new RegExp(`^${table}$`, "mu"));
    expect(stdout).toMatch(/^ {2}full_name +identity +text +crm: trim\(name\) +lists catalogue-post, winter-call; /mu);
    expect(stdout).toMatch(/^ {2}dietary_need +sensitive +text +crm: dietary_need +nothing +2 models$/mu);
    expect(stdout).toMatch(/^ {2}segment +behaviour +text +.*audience winter-call; report segment-by-region$/mu);
    expect(stdout).toMatch(/^Next: gatekeeper validate -C \S+$/mu);
    expect(filesIn(project.folder)).toEqual(before);
  });

  test("prints one input table when asked for it, and nothing that is computed", async () => {
    const { stdout } = await project.gatekeeper("model", "customers");
    expect(stdout).toMatch(/^customers$/mu);
    expect(stdout).not.toMatch(/^transactions$/mu);
    expect(stdout).not.toMatch(/opt_out_direct_marketing|Computed of each person/u);
  });

  test("prints everything for programs, with every reader by name and the expression whole", async () => {
    const { code, stdout } = await project.gatekeeper("model", "--format", "json");
    const { project_id: id, columns, computed } = JSON.parse(stdout) as ModelJson;
    expect({ code, id }).toEqual({ code: 0, id: "linden" });
    const birthDate = columns.find(({ table, column }) => table === "customers" && column === "birth_date");
    expect(birthDate).toMatchObject({ class: "personal", sources: [{ source: "crm", expression: "born" }] });
    expect(birthDate?.uses["gates"]).toContain("ABS_MINOR");
    expect(birthDate?.readers["models"]).toContain("personal.profiles");
    expect(birthDate?.readers["commands"]).toEqual(expect.arrayContaining(["plan", "run", "release", "explain"]));
    const optOut = computed.find(({ column }) => column === "opt_out_direct_marketing");
    expect(optOut?.class).toBe("control");
    expect(optOut?.made_of).toContain("consent_events.action");
  });

  test("prints a picture that holds every column once, each with its class", async () => {
    const { code, stdout } = await project.gatekeeper("model", "--format", "mermaid");
    const json = JSON.parse((await project.gatekeeper("model", "--format", "json")).stdout) as ModelJson;
    const lines = stdout.trimEnd().split("\n");
    expect({ code, first: lines[0] }).toEqual({ code: 0, first: "erDiagram" });
    for (const line of lines.slice(1)) expect(line).toMatch(DIAGRAM_LINE);
    const drawn = lines.flatMap((line) => /^ {4}\S+ (\w+)(?: [PF]K)? "(\w+)/u.exec(line)?.slice(1).join(" ") ?? []);
    const all = [...json.columns, ...json.computed].map((column) => `${column.column} ${column.class}`);
    expect(drawn).toEqual(all);
  });

  test("refuses a table that is none, with the one that was meant", async () => {
    const { code, stdout, stderr } = await project.gatekeeper("model", "custmers");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain('GK0130 there is no input table "custmers". Did you mean "customers"?');
  });

  test("does not repeat a word that is near no table", async () => {
    const { code, stderr } = await project.gatekeeper("model", "13900001001");
    expect(code).toBe(2);
    expect(stderr).not.toContain("13900001001");
  });
});

/** What Mermaid's grammar of entity-relationship diagrams takes: a box, its end, an attribute with key and text, a relation. */
const DIAGRAM_LINE =
  /^(?: {2}\w+ \{| {2}\}| {4}[a-z_]+ [a-z_]\w*(?: [PF]K)? "[^"\n;%{}<>]*(?:#\d+;[^"\n;%{}<>]*)*"| {2}\w+ \|o--(?:o|\|)\{ \w+ : \w+)$/u;
