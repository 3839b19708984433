import { describe, expect, test } from "vitest";
import { audienceColumns } from "../../src/domain/audience-columns.ts";
import { usesOfCampaign, type UsesContext } from "../../src/domain/campaign.ts";
import type { Vendor } from "../../src/domain/vendor.ts";

const processor: Vendor = {
  id: "callhouse",
  name: "Callhouse",
  contract: { reference: "C-17", endsDate: "2026-12-14" },
  confidentiality: { endsDate: "2026-12-14" },
  isProcessor: true,
  recipient: undefined,
  decoys: undefined,
  path: "vendors/callhouse.yaml",
  contentHash: "",
};

const context: UsesContext = {
  columns: audienceColumns([
    { name: "religion", dataClass: "sensitive" },
    { name: "habits", dataClass: "behaviour" },
    { name: "best_time", dataClass: "personal" },
  ]),
  vendor: undefined,
  lastDate: "2026-12-14",
  funnelNames: [],
};

type Using = Parameters<typeof usesOfCampaign>[0];

const inHouse: Using = {
  class: "marketing",
  onBehalfOf: "self",
  executor: undefined,
  uses: [],
  list: undefined,
  budget: undefined,
  audience: { names: ["region"] },
};
const executor = { vendorId: "callhouse", recipient: "age1…" };

function uses(campaign: Partial<Using>, changed: Partial<UsesContext> = {}): readonly string[] {
  return usesOfCampaign({ ...inHouse, ...campaign }, { ...context, ...changed });
}

describe("the uses a campaign makes of data", () => {
  test("are direct marketing for marketing, and nothing for a service", () => {
    expect(uses({})).toEqual(["direct_marketing"]);
    expect(uses({ class: "service" })).toEqual([]);
  });

  test("are an automated decision where a budget leaves people out, whatever it chooses them by", () => {
    const budget = { contacts: 5000, by: undefined, seed: "spring" };
    expect(uses({ budget })).toEqual(["direct_marketing", "automated_decision"]);
    expect(uses({ budget: { ...budget, by: "monetary" } })).toEqual(["direct_marketing", "automated_decision"]);
  });

  test.each([
    "segment",
    "r_score",
    "monetary",
    "tenure_days",
    "orders",
    "revenue",
    "last_category",
    "last_channel",
    "habits",
  ])("are automated decision when %s selects", (name) => {
    expect(uses({ audience: { names: ["region", name] } })).toEqual(["direct_marketing", "automated_decision"]);
  });

  test("are no automated decision when people are chosen by what they are", () => {
    expect(uses({ audience: { names: ["region", "gender", "birth_date", "best_time"] } })).toEqual([
      "direct_marketing",
    ]);
  });

  test("are sensitive data use when a sensitive column selects", () => {
    expect(uses({ audience: { names: ["religion"] } })).toEqual(["direct_marketing", "sensitive_data_use"]);
  });

  test("are third-party disclosure when done for somebody else, vendor or not", () => {
    expect(uses({ onBehalfOf: "Pine Grocers" })).toContain("third_party_disclosure");
    expect(uses({ onBehalfOf: "Pine Grocers", executor }, { vendor: processor })).toContain("third_party_disclosure");
  });

  test("are no disclosure through a processor bound to the window's last day", () => {
    expect(uses({ executor }, { vendor: processor })).toEqual(["direct_marketing"]);
  });

  test.each<[string, Vendor | undefined]>([
    [
      "whose contract ends within the window",
      { ...processor, contract: { reference: "C-17", endsDate: "2026-12-13" } },
    ],
    [
      "whose promise of confidentiality ends within the window",
      { ...processor, confidentiality: { endsDate: "2026-12-13" } },
    ],
    ["that is no processor", { ...processor, isProcessor: false }],
    ["that nobody described", undefined],
  ])("are third-party disclosure through a vendor %s", (_, vendor) => {
    expect(uses({ executor }, { vendor })).toContain("third_party_disclosure");
  });

  test("are widened by what the campaign declares, and never narrowed", () => {
    expect(uses({ uses: ["sensitive_data_use"] })).toEqual(["direct_marketing", "sensitive_data_use"]);
    expect(uses({ uses: ["direct_marketing"], audience: { names: ["segment"] } })).toEqual([
      "direct_marketing",
      "automated_decision",
    ]);
  });
});
