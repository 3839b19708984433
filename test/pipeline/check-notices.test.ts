import { describe, expect, test } from "vitest";

import { checkNotices } from "../../pipeline/check-notices.ts";
import { noticeDemand, type Notice, type NoticeDemand, type NoticeVersion } from "../../src/domain/notice.ts";
import { audienceColumns } from "../../src/domain/audience-columns.ts";

const at = { file: "notices/privacy.yaml" };

const OLD: NoticeVersion = {
  version: "1",
  fromDate: "2026-01-01",
  toDate: undefined,
  uses: ["direct_marketing"],
  channels: ["call"],
  recipients: [],
  categories: ["identity", "personal"],
  text: {},
  at,
};

const NEW: NoticeVersion = {
  ...OLD,
  version: "2",
  fromDate: "2026-12-05",
  uses: ["direct_marketing", "automated_decision"],
  recipients: ["processors", "pine-grocers"],
  categories: ["identity", "personal", "behaviour", "religion"],
};

const DEMAND: NoticeDemand = {
  uses: ["direct_marketing"],
  channel: "call",
  recipients: [],
  categories: [{ column: "phone", dataClass: "identity" }],
};

function noticeOf(...versions: readonly NoticeVersion[]): Notice {
  return { id: "privacy", versions, path: at.file, contentHash: "" };
}

/** What is said of a campaign from 1 to 14 December: nothing when it is within the notices. */
function said(notices: readonly Notice[], demand: Partial<NoticeDemand> = {}, fromDate = "2026-12-01"): string[] {
  const window = { fromDate, toDate: "2026-12-14" };
  const campaign = { id: "spring", path: "campaigns/spring.yaml" };
  return checkNotices(notices, [{ campaign, window, demand: { ...DEMAND, ...demand } }]).map(
    ({ code, message }) => `${code} ${message}`,
  );
}

describe("a campaign is within a notice", () => {
  test("that names all it does on every day of the window", () => {
    expect(said([noticeOf(OLD)])).toEqual([]);
    expect(said([noticeOf(OLD, NEW)])).toEqual([]);
  });

  test("and refused without any", () => {
    expect(said([])).toEqual(['GK0480 campaign "spring" has no privacy notice to be within: the project has none']);
  });

  test("and refused on a day on which none is in force: before the first, after the last, in a gap", () => {
    const day = (on: string) => [
      `GK0481 no privacy notice is in force on ${on}, a day of the send window of campaign "spring"`,
    ];
    expect(said([noticeOf({ ...OLD, fromDate: "2026-12-02" })])).toEqual(day("2026-12-01"));
    expect(said([noticeOf({ ...OLD, fromDate: "2026-12-01" })])).toEqual([]);
    expect(said([noticeOf({ ...OLD, toDate: "2026-12-13" })])).toEqual(day("2026-12-14"));
    expect(said([noticeOf({ ...OLD, toDate: "2026-12-14" })])).toEqual([]);
    expect(said([noticeOf({ ...OLD, toDate: "2026-12-03" }, NEW)])).toEqual(day("2026-12-04"));
  });

  test("and refused for a use that only a later version names, though it begins within the window", () => {
    const automated = { uses: ["direct_marketing", "automated_decision"] };
    expect(said([noticeOf(OLD, NEW)], automated)).toEqual([
      'GK0482 campaign "spring" is within no privacy notice in force on 2026-12-01: the nearest, version 1 of "privacy", does not name the use automated_decision',
    ]);
    expect(said([noticeOf(OLD, NEW)], automated, "2026-12-05")).toEqual([]);
  });

  test("and refused for what a later version no longer names", () => {
    const narrower = { ...NEW, channels: ["post" as const] };
    expect(said([noticeOf(OLD, narrower)])[0]).toContain("2026-12-05: the nearest, version 2");
  });

  test("and one version names all of it: two notices do not add up", () => {
    const uses = ["direct_marketing", "newsletter"];
    const other = { ...noticeOf({ ...OLD, uses: ["newsletter"] }), id: "letters" };
    expect(said([noticeOf(OLD), other], { uses })[0]).toContain('"letters", does not name the use direct_marketing');
    expect(said([noticeOf(OLD), { ...other, versions: [{ ...OLD, uses }] }], { uses })).toEqual([]);
  });

  test("that names its recipients; processors are those who are one throughout, and nobody of that name", () => {
    const recipients = (name: string, isProcessor = false) => ({ recipients: [{ name, isProcessor }] });
    const now = [noticeOf({ ...NEW, fromDate: "2026-01-01" })];
    expect(said(now, recipients("callhouse", true))).toEqual([]);
    expect(said(now, recipients("callhouse"))[0]).toContain("the recipient callhouse");
    expect(said(now, recipients("processors"))[0]).toContain("the recipient processors");
    expect(said(now, recipients("pine-grocers"))).toEqual([]);
  });

  test("that names its data, by class or by column", () => {
    const category = (column: string, dataClass: "sensitive" | "behaviour" | "technical") => ({
      categories: [{ column, dataClass }],
    });
    const now = [noticeOf({ ...NEW, fromDate: "2026-01-01" })];
    expect(said(now, category("religion", "sensitive"))).toEqual([]);
    expect(said(now, category("dietary_need", "sensitive"))[0]).toContain("the category dietary_need");
    expect(said(now, category("segment", "behaviour"))).toEqual([]);
    expect(said([noticeOf(OLD)], category("segment", "behaviour"))[0]).toContain("the category segment");
    expect(said([noticeOf(OLD)], category("collection_channel", "technical"))).toEqual([]);
  });
});

test("what a campaign demands follows from its purpose, uses, channel, recipients, audience, list and columns", () => {
  const campaign = {
    purpose: "newsletter",
    channel: "post" as const,
    onBehalfOf: "pine-grocers",
    list: "funnel_target" as const,
    columns: ["full_name", "address"],
    audience: { names: ["region", "religion"] },
  };
  const demand = noticeDemand(campaign, {
    uses: ["direct_marketing", "third_party_disclosure"],
    columns: audienceColumns([{ name: "religion", dataClass: "sensitive" }]),
    funnelNames: ["monetary"],
    vendor: { id: "print-house" },
    isProcessor: true,
  });
  expect(demand).toEqual({
    uses: ["newsletter", "direct_marketing", "third_party_disclosure"],
    channel: "post",
    recipients: [
      { name: "pine-grocers", isProcessor: false },
      { name: "print-house", isProcessor: true },
    ],
    categories: [
      { column: "address", dataClass: "identity" },
      { column: undefined, dataClass: "behaviour" },
      { column: "full_name", dataClass: "identity" },
      { column: "monetary", dataClass: "behaviour" },
      { column: "region", dataClass: "personal" },
      { column: "religion", dataClass: "sensitive" },
    ],
  });
});
