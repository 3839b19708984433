import { describe, expect, test } from "vitest";

import { type Approval, approvalNeed, type ApprovalQuestion, judgeApproval } from "../../src/domain/approval.ts";

const PARTS = { campaign: "c1", map: "m1", rules: "r1", gates: "g1", lists: "l1", settings: "s1" };

const ONE_OFF: Approval = {
  kind: "one_off",
  decision: "approved",
  campaignId: "spring-call",
  class: "marketing",
  runId: "run-1",
  officer: "wang.li",
  key: "id of wang",
  at: "2026-11-01T08:00:00.000Z",
  until: "2026-11-30",
  reason: null,
  parts: { ...PARTS, staged_list: "list-1" },
};
const STANDING: Approval = { ...ONE_OFF, kind: "standing", runId: null, parts: PARTS };
const REJECTED: Approval = { ...ONE_OFF, decision: "rejected", until: null, reason: "too many" };

const QUESTION: ApprovalQuestion = {
  campaignId: "spring-call",
  author: "chen.li",
  runId: "run-1",
  parts: { ...PARTS, staged_list: "list-1" },
  officers: [
    { name: "wang.li", key: "wang", role: "privacy_officer" },
    { name: "chen.li", key: "chen", role: "privacy_officer" },
  ],
  keyIdOf: ({ key }) => `id of ${key}`,
  today: "2026-11-30",
};

describe("an approval", () => {
  test("counts to its last day, for its own list or for every one", () => {
    expect(judgeApproval([ONE_OFF], QUESTION)).toBe(ONE_OFF);
    expect(judgeApproval([STANDING], QUESTION)).toBe(STANDING);
    expect(judgeApproval([ONE_OFF], { ...QUESTION, today: "2026-12-01" })).toMatchObject({ kind: "ended" });
    expect(judgeApproval([ONE_OFF], { ...QUESTION, runId: "run-2" })).toEqual({ kind: "missing" });
    expect(judgeApproval([], QUESTION)).toEqual({ kind: "missing" });
  });

  test.each(Object.keys(ONE_OFF.parts))("C42: is void when its %s changed, and says so", (part) => {
    const question = { ...QUESTION, parts: { ...QUESTION.parts, [part]: "other" } };
    expect(judgeApproval([ONE_OFF], question)).toMatchObject({ kind: "void", changed: [part] });
    if (part !== "staged_list")
      expect(judgeApproval([STANDING], question)).toMatchObject({ kind: "void", changed: [part] });
  });

  test("is void when something came that it does not know, and something went that it knew", () => {
    const more = { ...QUESTION, parts: { ...QUESTION.parts, vendor: "v1" } };
    expect(judgeApproval([ONE_OFF], more)).toMatchObject({ kind: "void", changed: ["vendor"] });
    const { lists: _, ...less } = QUESTION.parts;
    expect(judgeApproval([ONE_OFF], { ...QUESTION, parts: less })).toMatchObject({ changed: ["lists"] });
  });

  test("that is standing does not ask who is on the list, and helps where the one-off is void", () => {
    const other = { ...QUESTION, parts: { ...QUESTION.parts, staged_list: "list-2" } };
    expect(judgeApproval([ONE_OFF], other)).toMatchObject({ kind: "void", changed: ["staged_list"] });
    expect(judgeApproval([ONE_OFF, STANDING], other)).toBe(STANDING);
  });

  test.each([
    ["the same name", "wang.li", "wang"],
    ["the same name in other letters", " Wang.Li ", "wang"],
    ["another name with the same key", "li.wang", "wang"],
  ])("C42: by the author counts for nothing, under %s", (_, author, key) => {
    const officers = [...QUESTION.officers, { name: author, key, role: "privacy_officer" as const }];
    expect(judgeApproval([ONE_OFF], { ...QUESTION, author, officers })).toMatchObject({ kind: "author" });
  });

  test("by somebody who is no officer any more, or has another key now, counts for nothing", () => {
    expect(judgeApproval([ONE_OFF], { ...QUESTION, officers: [] })).toMatchObject({ kind: "officer" });
    const officers = [{ name: "wang.li", key: "new", role: "privacy_officer" as const }];
    expect(judgeApproval([ONE_OFF], { ...QUESTION, officers })).toMatchObject({ kind: "officer" });
  });
});

describe("a rejection", () => {
  test("holds until the same run is approved, whatever stands", () => {
    expect(judgeApproval([ONE_OFF, STANDING, REJECTED], QUESTION)).toMatchObject({ kind: "rejected" });
    expect(judgeApproval([REJECTED, STANDING], QUESTION)).toMatchObject({ kind: "rejected" });
    expect(judgeApproval([REJECTED, ONE_OFF], QUESTION)).toBe(ONE_OFF);
    expect(judgeApproval([REJECTED, STANDING], { ...QUESTION, runId: "run-2" })).toBe(STANDING);
  });

  test("of a standing approval ends it, and leaves that of a list alone", () => {
    const ended: Approval = { ...REJECTED, kind: "standing", runId: null };
    expect(judgeApproval([STANDING, ended], QUESTION)).toMatchObject({ kind: "rejected" });
    expect(judgeApproval([ONE_OFF, STANDING, ended], QUESTION)).toBe(ONE_OFF);
  });
});

test("a campaign needs an approval by its file, for sensitive data and as a service message", () => {
  const none = { approval: "none", class: "marketing", uses: ["direct_marketing"] } as const;
  expect(approvalNeed(none)).toBeNull();
  expect(approvalNeed({ ...none, approval: "required" })).toBe("declared");
  expect(approvalNeed({ ...none, uses: ["sensitive_data_use"] })).toBe("sensitive");
  expect(approvalNeed({ ...none, class: "service" })).toBe("service");
});
