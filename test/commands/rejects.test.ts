import { beforeAll, describe, expect, test } from "vitest";

import type { SqlRow } from "../../src/engine/engine.ts";
import { parquetRows } from "../support/parquet.ts";
import { AS_OF, filesIn, type Project, readJson } from "../support/project.ts";
import { changed, PERSONAL, shop } from "./support/shop.ts";

const TOLERANT = changed(
  "gatekeeper.yaml",
  "files: input/transactions.csv\n",
  "files: input/transactions.csv\n      reject_threshold: 50%\n",
);

interface FileCounts {
  readonly file: string;
  readonly records: number;
  readonly loaded: number;
  readonly rejected: number;
  readonly excluded: number;
}

let project: Project;
let folder: string;
let rejects: SqlRow[];

beforeAll(async () => {
  project = shop({
    "gatekeeper.yaml": TOLERANT,
    "input/transactions.csv": changed("input/transactions.csv", "c02,2026-10-02", "c02,Wren Applegarth")
      .replace("t03,c03", "t03")
      .replace(",05.50", ",+86139000010 5"),
  });
  folder = project.path(".gatekeeper/runs", await project.run(), "private");
  rejects = await parquetRows(`${folder}/rejects.parquet`);
});

describe("records rejected under the threshold", () => {
  test("are kept by source, file, record, column and code", () => {
    const told = rejects.map((row) =>
      [row["source_id"], row["file"], row["record"], row["column_name"], row["code"]].map(String).join(" "),
    );
    expect(told).toEqual([
      "till input/transactions.csv 2 ordered_at GK0311",
      "till input/transactions.csv 3 null GK0315",
      "till input/transactions.csv 5 amount GK0311",
    ]);
  });

  test("leave a keyed hash in place of their values: without the project's key nobody can try values against it", async () => {
    const hashes = rejects.filter((row) => row["code"] !== "GK0315").map((row) => String(row["values_hash"]));
    expect(hashes.every((hash) => /^[0-9a-f]{64}$/u.test(hash))).toBe(true);
    expect(new Set(hashes).size).toBe(hashes.length);
    const other = shop({
      "gatekeeper.yaml": TOLERANT,
      "keys/reference.key": `${"fedcba9876543210".repeat(4)}\n`,
      "input/transactions.csv": project.read("input/transactions.csv"),
    });
    const id = await other.run();
    const otherHashes = (await parquetRows(other.path(".gatekeeper/runs", id, "private/rejects.parquet"))).map((row) =>
      String(row["values_hash"]),
    );
    expect(otherHashes.filter((hash) => hashes.includes(hash))).toEqual([]);
  });

  test("are counted, so that every record of every file is loaded, rejected or excluded", () => {
    const { files } = readJson(`${folder}/quality.json`) as { files: FileCounts[] };
    expect(files).toHaveLength(6);
    for (const { records, loaded, rejected, excluded } of files) expect(loaded + rejected + excluded).toBe(records);
    expect(files.filter(({ rejected }) => rejected > 0)).toMatchObject([
      { file: "input/transactions.csv", rejected: 3 },
    ]);
  });

  test("show nobody's values in any file that the run wrote as text", () => {
    const texts = [...filesIn(project.path(".gatekeeper/runs")).keys()].filter((file) =>
      /\.(?:json|csv|txt)$/u.test(file),
    );
    expect(texts.length).toBeGreaterThan(4);
    for (const file of texts) expect(project.read(".gatekeeper/runs", file)).not.toMatch(PERSONAL);
    for (const row of rejects) expect(Object.values(row).join(" ")).not.toMatch(PERSONAL);
  });
});

describe("a record that would be somebody's no and names nobody", () => {
  const PREFERENCES = "event_id,customer_id,key,value,effective_at";
  const MERGES = "old,new,day";
  const STATES = `    - source: states
      files: input/states.csv
      columns: { customer_id: customer_id, status: status, registered_at: registered }
`;
  let lenient: Project;

  beforeAll(() => {
    const more = `  preferences:
    - source: wishes
      files: input/preferences.csv
      columns: { event_id: event_id, customer_id: customer_id, key: key, value: value, effective_at: effective_at }
  merges:
    - source: crm-merges
      files: input/merges.csv
      columns: { from_customer_id: old, into_customer_id: new, merged_at: day }
`;
    lenient = shop({
      "gatekeeper.yaml": changed("gatekeeper.yaml", "lists:\n", `${more}lists:\n`)
        .replace("  contact_points:\n", `${STATES}  contact_points:\n`)
        .replaceAll(/( +)files: .*\n/gu, "$&$1reject_threshold: 100%\n"),
      "input/states.csv": "customer_id,status,registered\nc01,active,2026-01-01\n",
      "input/preferences.csv": `${PREFERENCES}\np1,c01,channel,sms,2026-01-01\n`,
      "input/merges.csv": `${MERGES}\nc01,c02,2026-01-01\n`,
    });
  });

  const REFUSAL = "direct_marketing,call,refuse,2026-02-01,subject,web_form,form-99";

  test.each([
    ["a suppressed person without an id", "suppressions", "internal-stop,person,", "GK0319", 3],
    ["a suppressed number that is blank", "suppressions", "internal-stop,phone,", "GK0319", 3],
    ["a suppressed number that a spreadsheet spoilt", "suppressions", "internal-stop,phone,2.12E+09", "GK0319", 3],
    ["a refusal with neither customer nor contact point", "consent_events", `e99,,,${REFUSAL}`, "GK0329", 13],
    ["a refusal from a number that cannot be read", "consent_events", `e99,,2.12E+09,${REFUSAL}`, "GK0329", 13],
    ["an opt-out of nobody", "contact_history", "h2,,,old-call,call,2026-01-06,opted_out", "GK0329", 2],
    ["a complaint with other cells broken", "contact_history", ",,139,,fax,soon,complained", "GK0329", 2],
    ["a preference of nobody", "preferences", "p2,,channel,sms,2026-01-01", "GK0329", 2],
    ["a merge from nobody", "merges", ",c12,2026-01-01", "GK0329", 2],
    ["a merge into nobody", "merges", "c12,,2026-01-01", "GK0329", 2],
    ["a deceased customer whose registration cannot be read", "states", "c05,deceased,soon", "GK0329", 2],
    ["a restricted customer without an id", "states", ",restricted,2026-01-01", "GK0329", 2],
    ["a merge without its day", "merges", "c12,c03,", "GK0329", 2],
  ])("refuses the run though its source accepts every reject: %s", async (_, table, line, code, record) => {
    const file = `input/${table}.csv`;
    const good = lenient.read(file);
    lenient.write(file, `${good}${line}\n`);
    const { code: exit, stderr } = await lenient.gatekeeper("run", "--as-of", AS_OF, "-q");
    lenient.write(file, good);
    expect([exit, stderr]).toEqual([3, expect.stringContaining(`${code} ${file} record ${record}`)]);
    expect(stderr).toContain("remove it; the reject threshold does not apply to it");
  });

  test("lets an active customer's record go like any other", async () => {
    const good = lenient.read("input/states.csv");
    lenient.write("input/states.csv", `${good}c05,active,soon\n`);
    const { code } = await lenient.gatekeeper("run", "--as-of", AS_OF, "-q");
    lenient.write("input/states.csv", good);
    expect(code).toBe(0);
  });

  test("lets the run go on when it is removed", async () => {
    expect((await lenient.gatekeeper("run", "--as-of", AS_OF, "-q")).code).toBe(0);
  });
});
