import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { loadProject } from "../../src/config/load-project.ts";
import {
  folderWith,
  GATEKEEPER,
  GOOD,
  load,
  problemsOf,
  RECIPIENT,
  replaced,
  VENDOR,
  CAMPAIGN,
  REPORT,
} from "./project-folder.ts";

describe("a project in which nothing is wrong", () => {
  test("is read whole, with the defaults filled in", () => {
    const project = load();
    expect(project).toMatchObject({
      path: "gatekeeper.yaml",
      version: 1,
      id: "linden",
      controller: "Linden Homeware",
      timeZone: "Asia/Shanghai",
      currency: "CNY",
      defaultCountry: "CN",
      language: "en",
      rfm: {
        refunds: "net",
        window: undefined,
        recency: "days",
        frequency: "orders",
        monetary: "total",
        scores: "rank",
        bins: { recency: 5, frequency: 5, monetary: 5 },
        breaks: {},
        map: { id: "rf_grid" },
        isStrict: false,
      },
      disclosure: { minimumUnits: 10, zeros: "publish", dominance: undefined },
      lists: [
        {
          listId: "internal-stop",
          kind: "internal",
          allowedShrink: { text: "2%", partsPerMillion: 20_000 },
          allowEmpty: false,
        },
      ],
      extraColumns: [
        { name: "best_time", dataClass: "personal" },
        { name: "religion", dataClass: "sensitive" },
      ],
      purposes: [
        "direct_marketing",
        "third_party_disclosure",
        "automated_decision",
        "sensitive_data_use",
        "newsletter",
      ],
    });
    expect(project.inputs.suppressions).toEqual([]);
  });

  test("has sources with their mappings in the order written, each with its place", () => {
    const [shop] = load().inputs.transactions;
    expect(shop).toMatchObject({
      source: "shop",
      table: "transactions",
      files: ["input/transactions.csv"],
      format: "csv",
      csv: { delimiter: ",", quote: '"' },
      encoding: "utf-8",
      maxDecompressedBytes: undefined,
      formats: undefined,
      types: {},
      records: "line",
      rejectThreshold: { text: "0%", partsPerMillion: 0 },
      refundSign: "negative",
      authority: "user",
      collectionChannel: undefined,
      where: {
        text: "number(Quantity) > 0",
        names: ["Quantity"],
        at: { file: "gatekeeper.yaml", line: 17, column: 14 },
      },
    });
    expect(shop?.columns.map(({ column }) => column)).toEqual([
      "transaction_id",
      "customer_id",
      "ordered_at",
      "amount",
    ]);
    expect(shop?.columns[3]?.expression).toMatchObject({
      text: "number(Quantity) * number(UnitPrice)",
      names: ["Quantity", "UnitPrice"],
      at: { file: "gatekeeper.yaml", line: 16, column: 17 },
    });
    expect(shop?.columns[3]?.expression.placeOf?.(19)).toEqual({ file: "gatekeeper.yaml", line: 16, column: 36 });
  });

  test("has a campaign with the hash of its file, and the vendor's recipient", () => {
    const [campaign] = load().campaigns;
    expect(campaign).toMatchObject({
      id: "spring-call",
      title: { en: "Spring call list", "zh-CN": "春季回访名单" },
      reason: { en: "A year since the last kitchen order", "zh-CN": "A year since the last kitchen order" },
      onBehalfOf: "self",
      executor: { vendorId: "callhouse", recipient: RECIPIENT },
      send: { kind: "dates", fromDate: "2026-12-01", toDate: "2026-12-14" },
      priority: 0,
      caps: { person: [], contactPoint: [] },
      columns: ["full_name", "phone", "best_time", "language"],
      approval: "required",
      class: "marketing",
      uses: [],
      path: "campaigns/spring.yaml",
    });
    expect(campaign?.audience.names.toSorted()).toEqual(["region", "segment"]);
    expect(campaign?.contentHash).toMatch(/^[0-9a-f]{64}$/);
    const touched = load({ "campaigns/spring.yaml": `${CAMPAIGN}# touched\n` }).campaigns[0];
    expect(touched?.contentHash).not.toBe(campaign?.contentHash);
  });

  test("has its reports and vendors", () => {
    const { reports, vendors } = load();
    expect(reports[0]).toMatchObject({
      id: "segment-by-region",
      audience: "external",
      formats: ["csv"],
      title: undefined,
    });
    expect(reports[0]?.tables).toEqual([
      { rows: ["segment"], columns: ["region"], measures: ["customers", "revenue"], totals: true },
    ]);
    expect(vendors[0]).toMatchObject({
      id: "callhouse",
      isProcessor: true,
      contract: { reference: "C-17", endsDate: "2027-06-30" },
    });
  });

  test("reads caps, relative windows and executors of the house", () => {
    const text = replaced(
      replaced(CAMPAIGN, "executor: { vendor: callhouse }\n", ""),
      "{ from: 2026-12-01, to: 2026-12-14 }",
      "{ after: 1d, for: 2w }",
    );
    const [campaign] = load({
      "campaigns/spring.yaml": `${text}caps: { person: { 30d: 2, 12 months: 6 }, contact_point: { 7d: 0 } }\n`,
    }).campaigns;
    expect(campaign).toMatchObject({
      executor: undefined,
      send: { kind: "relative", after: { count: 1, unit: "day" }, for: { count: 2, unit: "week" } },
      caps: {
        person: [
          { window: { count: 30, unit: "day" }, limit: 2 },
          { window: { count: 12, unit: "month" }, limit: 6 },
        ],
        contactPoint: [{ window: { count: 7, unit: "day" }, limit: 0 }],
      },
    });
  });

  test("names the controller as self when a campaign spells it out", () => {
    expect(
      load({ "campaigns/spring.yaml": `${CAMPAIGN}on_behalf_of: Linden Homeware\n` }).campaigns[0]?.onBehalfOf,
    ).toBe("self");
    expect(load({ "campaigns/spring.yaml": `${CAMPAIGN}on_behalf_of: Pine Grocers\n` }).campaigns[0]?.onBehalfOf).toBe(
      "Pine Grocers",
    );
  });

  test("sorts campaigns by id whatever their files are called", () => {
    const other = replaced(CAMPAIGN, "id: spring-call", "id: autumn");
    expect(load({ "campaigns/zz.yaml": other }).campaigns.map(({ id }) => id)).toEqual(["autumn", "spring-call"]);
  });

  test("keeps no as the text it is in YAML 1.2", () => {
    expect(load({ "campaigns/spring.yaml": `${CAMPAIGN}topic: no\n` }).campaigns[0]?.topic).toBe("no");
  });

  test("takes campaigns from wherever it says", () => {
    const changed = { "gatekeeper.yaml": `${GATEKEEPER}campaigns: [plans/*/c?.yaml]\n` };
    expect(load(changed).campaigns).toEqual([]);
    expect(
      load({ ...changed, "plans/2026/c1.yaml": CAMPAIGN, "plans/2026/d1.yaml": "broken: [" }).campaigns,
    ).toHaveLength(1);
  });

  test("decides the format by the names of the files", () => {
    const parquet = replaced(GATEKEEPER, "files: input/transactions.csv", "files: ../../lake/part-*.parquet");
    expect(load({ "gatekeeper.yaml": parquet }).inputs.transactions[0]).toMatchObject({
      format: "parquet",
      csv: undefined,
    });
  });
});

describe("every problem is told at once", () => {
  test("from all files, gatekeeper.yaml first and from top to bottom", () => {
    const problems = problemsOf({
      "gatekeeper.yaml": replaced(
        replaced(GATEKEEPER, "Asia/Shanghai", "Asia/Shanghia"),
        "[newsletter]",
        "[Newsletter]",
      ),
      "campaigns/spring.yaml": replaced(replaced(CAMPAIGN, "channel: call", "channel: cal"), "phone,", "segment,"),
      "vendors/callhouse.yaml": replaced(VENDOR, "2027-06-30", "2027-06-31"),
      "reports/segments.yaml": replaced(REPORT, "external", "everybody"),
    });
    expect(problems.map(({ code, at }) => [code, at?.file, at?.line])).toEqual([
      ["GK0217", "gatekeeper.yaml", 5],
      ["GK0222", "gatekeeper.yaml", 31],
      ["GK0210", "campaigns/spring.yaml", 5],
      ["GK0232", "campaigns/spring.yaml", 11],
      ["GK0210", "reports/segments.yaml", 4],
      ["GK0216", "vendors/callhouse.yaml", 3],
    ]);
  });

  test("from the other files too when gatekeeper.yaml is no YAML", () => {
    const problems = problemsOf({ "gatekeeper.yaml": "version: [", "reports/segments.yaml": "tables: }" });
    expect(problems.map(({ code, at }) => [code, at?.file])).toEqual([
      ["GK0204", "gatekeeper.yaml"],
      ["GK0204", "reports/segments.yaml"],
    ]);
  });

  test("and a vendor that cannot be read does not make its campaigns wrong", () => {
    const problems = problemsOf({ "vendors/callhouse.yaml": "id: [" });
    expect(problems.map(({ code }) => code)).toEqual(["GK0204"]);
  });
});

describe("secrets", () => {
  const withKey = (reference: string) => ({ "gatekeeper.yaml": `${GATEKEEPER}keys: { reference: "${reference}" }\n` });
  const value = "0123456789abcdef0123456789abcdef";

  test("come from the environment or from a file, without the line's end", () => {
    expect(load(withKey("${env:GK_KEY}"), { GK_KEY: value }).keys.reference.reveal()).toBe(value);
    expect(load({ ...withKey("${file:secret/key}"), "secret/key": `${value}\r\n` }).keys.reference.reveal()).toBe(
      value,
    );
  });

  test("never print themselves", () => {
    const project = load(withKey("${env:GK_KEY}"), { GK_KEY: value });
    const printed = [
      String(project.keys.reference),
      JSON.stringify(project),
      inspect(project, { depth: 9, showHidden: true }),
    ];
    for (const text of printed) {
      expect(text).toContain("[secret]");
      expect(text).not.toContain(value);
    }
  });

  test("are not repeated in any message when written into the file", () => {
    const problems = problemsOf(withKey(value));
    expect(problems.map(({ code }) => code)).toEqual(["GK0225"]);
    expect(inspect(problems)).not.toContain(value);
  });
});

test("a folder without gatekeeper.yaml says what to do", () => {
  expect(() => loadProject(folderWith({}), {})).toThrow(/there is no gatekeeper.yaml in/);
  expect(() => loadProject(folderWith({ ...GOOD }), {})).not.toThrow();
});
