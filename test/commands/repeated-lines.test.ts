import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import { type Project, projectOf, readJson } from "../support/project.ts";

const CONFIGURATION = `version: 1
project: { id: kiosk, controller: Kiosk, time_zone: Asia/Shanghai, currency: CNY, default_country: CN }
inputs:
  transactions:
    - source: tills
      files: input/*.csv
      columns: { transaction_id: receipt, customer_id: customer, ordered_at: at, amount: amount, article: article }
keys: { reference: "\${file:keys/reference.key}" }
`;

const HEADER = "receipt,customer,at,amount,article";

/** Two exports, and a receipt with two equal lines in each. */
function kiosk(): Project {
  return projectOf({
    "gatekeeper.yaml": CONFIGURATION,
    "input/august.csv": `${HEADER}\nr1,k1,2026-08-01,2.50,tea\nr1,k1,2026-08-01,2.50,tea\nr2,k2,2026-08-31,4,pot\n`,
    "input/september.csv": `${HEADER}\nr3,k2,2026-09-01,4,pot\nr3,k2,2026-09-01,4,pot\n`,
    "keys/reference.key": "PUBLIC-TEST-KEY-of-an-invented-shop-never-use-it-for-real-people\n",
  });
}

async function qualityOf(project: Project): Promise<unknown> {
  const runId = await project.run("--as-of", "2026-11-01");
  return readJson(project.path(".gatekeeper/runs", runId, "private/quality.json"));
}

describe("lines that repeat", () => {
  test("are told with their places, and are counted all the same", async () => {
    expect(await qualityOf(kiosk())).toMatchObject({
      findings: { transaction_lines_repeated: 2 },
      sources: [
        {
          findings: [
            {
              finding: "transaction_lines_repeated",
              records: 2,
              examples: expect.arrayContaining([
                { file: "input/august.csv", record: 2 },
                { file: "input/september.csv", record: 2 },
              ]) as unknown,
            },
          ],
        },
      ],
      files: [{ loaded: 3 }, { loaded: 2 }],
    });
  });

  test("are found once in a file, and what was found is kept as long as a run is made of the file", async () => {
    const project = kiosk();
    await qualityOf(project);
    const found = () => readdirSync(project.path(".gatekeeper/cache/repeated-lines")).length;
    expect(found()).toBe(2);
    succeeded(await project.gatekeeper("prune"));
    expect(found()).toBe(2);
    project.write("input/august.csv", `${HEADER}\nr1,k1,2026-08-01,2.50,tea\n`);
    await qualityOf(project);
    expect(found()).toBe(3);
    succeeded(await project.gatekeeper("prune"));
    expect(found()).toBe(3);
  });
});
