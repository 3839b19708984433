import { gzipSync } from "node:zlib";
import { writeFileSync } from "node:fs";
import { beforeEach, describe, expect, test } from "vitest";

import { loadProject } from "../../src/config/load-project.ts";
import { encoded } from "../io/encoded.ts";
import { gatekeeper, succeeded } from "../support/cli.ts";
import { AS_OF, type Project, projectOf } from "../support/project.ts";

/** An empty folder to stand in. */
let desk: Project;

beforeEach(() => {
  desk = projectOf({});
});

const here = async (...words: string[]) => gatekeeper(words, { folder: desk.folder });

/** Proposes a project from a file of orders, and runs it. */
async function proposedAndRun(file: string, bytes: Uint8Array | string) {
  writeFileSync(desk.path(file), bytes);
  const { stdout } = succeeded(await here("init", "shop", "--from", file));
  succeeded(await here("validate", "-C", "shop"));
  const [source] = loadProject(desk.path("shop"), {}).inputs.transactions;
  const run = await here("run", "-C", "shop", "--as-of", AS_OF, "-v");
  return { stdout, source, run };
}

const PLAIN = "订单号,会员号,下单时间,金额\nA1,H1,2026-10-01 10:00:00,12.50\nA2,H2,2026-10-02 11:00:00,3\n";
const OBJECTS = `{"order_id":"A1","customer_id":"H1","order_date":"2026-10-01","amount":1.234}
{"order_id":"A2","customer_id":"H2","order_date":"2026-10-02","amount":2.5}
`;

describe("init --from a file that is written in another way", () => {
  test.each<[string, string, Uint8Array | string, object]>([
    ["in UTF-16, little end first", "orders.csv", encoded(`\uFEFF${PLAIN}`, "utf-16le"), { encoding: "utf-16le" }],
    ["in UTF-16, big end first", "orders.csv", encoded(`\uFEFF${PLAIN}`, "utf-16be"), { encoding: "utf-16be" }],
    ["in GB18030", "orders.csv", encoded(PLAIN, "gb18030"), { encoding: "gb18030" }],
    ["with a byte-order mark", "orders.csv", `\uFEFF${PLAIN}`, { encoding: "utf-8" }],
    ["in JSON Lines", "orders.jsonl", OBJECTS, { format: "jsonl", formats: undefined }],
    ["in JSON Lines in UTF-16", "orders.jsonl", encoded(`\uFEFF${OBJECTS}`, "utf-16le"), { encoding: "utf-16le" }],
    ["in compressed JSON Lines", "orders.ndjson.gz", gzipSync(OBJECTS), { format: "jsonl" }],
    ["with semicolons", "orders.csv", PLAIN.replaceAll(",", ";"), { csv: { delimiter: ";", quote: '"' } }],
    ["with tabs", "orders.txt", PLAIN.replaceAll(",", "\t"), { format: "csv", csv: { delimiter: "\t", quote: '"' } }],
    [
      "with tabs in compressed GB18030",
      "orders.csv.gz",
      gzipSync(encoded(PLAIN.replaceAll(",", "\t"), "gb18030")),
      { encoding: "gb18030", csv: { delimiter: "\t", quote: '"' } },
    ],
  ])("%s proposes what it is, and runs", async (_, file, bytes, declared) => {
    const { source, run } = await proposedAndRun(file, bytes);
    expect(source).toMatchObject(declared);
    expect(succeeded(run).stderr).toContain(`../${file}: 2 records, 0 rejected, 0 excluded`);
  });

  test.each<[string, string, object]>([
    [
      "days and decimals as in Germany",
      "order id;order date;customer id;amount\n1;13.12.2010 08:26;c1;1.234,50\n2;1.12.2010 08:26;c2;12,00\n",
      { timestamp: "d.M.yyyy H:mm", decimal: ",", thousands: "." },
    ],
    [
      "days as in America",
      "order id,order date,customer id,quantity,unit price\n1,12/13/2010 8:26,c1,6,2.55\n2,1/2/2011 8:26,c2,1,1\n",
      { timestamp: "M/d/yyyy H:mm", decimal: ".", thousands: "" },
    ],
    ["eight digits", "订单号,下单日期,会员号,金额\n1,20101201,c1,6\n2,20101202,c2,5\n", { date: "yyyyMMdd" }],
    [
      "Chinese signs",
      "订单号,下单日期,会员号,金额\n1,2010年12月1日,c1,6\n2,2010年1月13日,c2,5\n",
      { date: "yyyy年M月d日" },
    ],
  ])("with %s declares formats, and runs", async (_, text, formats) => {
    const { source, run } = await proposedAndRun("orders.csv", text);
    expect(source?.formats).toMatchObject(formats);
    expect(succeeded(run).stderr).toContain("2 records, 0 rejected, 0 excluded");
  });

  test("asks where day and month cannot be told apart, reads nothing until it is told, and then reads it", async () => {
    const { stdout, source, run } = await proposedAndRun(
      "orders.csv",
      "order id,order date,customer id,amount\n1,1/12/2010 8:26,c1,6\n2,2/12/2010 8:26,c2,5\n",
    );
    expect(stdout).toContain("How is order date written?");
    expect(stdout).toContain('formats: { timestamp: "d/M/yyyy H:mm" }\n    formats: { timestamp: "M/d/yyyy H:mm" }');
    expect(stdout).toContain("First choose formats: for order date in gatekeeper.yaml, where the choices stand.");
    expect(source?.formats).toBeUndefined();
    const line = source?.at.line ?? 0;
    expect(desk.read("shop/gatekeeper.yaml").split("\n")[line - 1]).toContain("- source: orders");
    const remedy = `declare formats: of its source at gatekeeper.yaml:${line}:${source?.at.column} if it writes`;
    expect([run.code, run.stderr]).toEqual([3, expect.stringContaining(remedy)]);
    const written = desk.read("shop/gatekeeper.yaml");
    desk.write("shop/gatekeeper.yaml", written.replace('# formats: { timestamp: "d', 'formats: { timestamp: "d'));
    const again = succeeded(await here("run", "-C", "shop", "--as-of", AS_OF, "-v"));
    expect(again.stderr).toContain("2 records, 0 rejected, 0 excluded");
  });

  test("tells programs of formats and questions", async () => {
    desk.write("orders.csv", "order id,order date,customer id,amount\n1,1/12/2010,c1,6\n");
    const { stdout } = succeeded(await here("init", "shop", "--from", "orders.csv", "--format", "json"));
    const { proposals } = JSON.parse(stdout) as { proposals: { sources: unknown[] }[] };
    const choices = [{ date: "d/M/yyyy" }, { date: "M/d/yyyy" }];
    expect(proposals[0]?.sources[0]).toMatchObject({ formats: {}, question: { from: ["order date"], choices } });
  });
});
