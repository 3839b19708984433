import { describe, expect, test } from "vitest";
import { expectSaidInChinese } from "../support/chinese.ts";
import { CAMPAIGN, problemsOf, RECIPIENT, replaced, VENDOR } from "../config/project-folder.ts";
import { configurationCases } from "./configuration-cases.ts";

for (const { name, file, good, cases } of configurationCases()) {
  test(`nothing is wrong before the mistake is made: ${name}`, () => {
    expect(problemsOf({ [file]: good })).toEqual([]);
  });

  describe(`a mistake is found where it was made, with a remedy: ${name}`, () => {
    test.each(cases)("$code: $title", ({ text, code, message, remedy, at }) => {
      const problems = problemsOf({ [at.file]: text });
      expect(problems.map((problem) => problem.code)).toEqual([code]);
      expect(problems[0]?.message).toContain(message);
      expect(problems[0]?.remedy).toContain(remedy);
      expect(problems[0]?.exitCode).toBe(2);
      expect(problems[0]?.at).toEqual(at);
      problems.forEach(expectSaidInChinese);
    });
  });
}

describe("a service campaign", () => {
  const service = replaced(
    replaced(CAMPAIGN, "purpose: direct_marketing", "purpose: newsletter"),
    "segment in ('at_risk', 'cant_lose')",
    "language = 'zh'",
  );
  const codes = (text: string) =>
    problemsOf({ "campaigns/spring.yaml": text }).map((problem) => {
      expectSaidInChinese(problem);
      return `${problem.code} ${problem.message}`;
    });

  test("may reach people by what they are, for a purpose of its own", () => {
    expect(codes(`${service}class: service\n`)).toEqual([]);
  });

  test("may not be done for somebody else", () => {
    expect(codes(`${service}class: service\non_behalf_of: Pine Grocers\n`)).toEqual([
      "GK0238 a service campaign is done on behalf of somebody else",
    ]);
  });

  test("may not be marketing, nor select by behaviour", () => {
    expect(codes(`${CAMPAIGN}class: service\n`)).toEqual([
      "GK0238 a service campaign is for direct_marketing",
      "GK0238 a service campaign selects people by segment",
    ]);
  });
});

describe("a vendor's list is always encrypted", () => {
  const unnamed = VENDOR.replace(/^recipient: .*\n/m, "");

  test("so a recipient must be known from the vendor's file or the campaign", () => {
    const [problem, ...others] = problemsOf({ "vendors/callhouse.yaml": unnamed });
    expect(problem).toMatchObject({ code: "GK0235", at: { file: "campaigns/spring.yaml", line: 9, column: 21 } });
    expect(others).toEqual([]);
  });

  test("and the campaign's own recipient is enough", () => {
    const campaign = replaced(CAMPAIGN, "{ vendor: callhouse }", `{ vendor: callhouse, recipient: ${RECIPIENT} }`);
    expect(problemsOf({ "vendors/callhouse.yaml": unnamed, "campaigns/spring.yaml": campaign })).toEqual([]);
  });
});

describe("files that are no configuration", () => {
  test.each([
    ["bytes that are not UTF-8", Buffer.from([0x69, 0x64, 0x3a, 0xff]), "GK0202", "it is not UTF-8"],
    ["an empty file", "", "GK0209", "the file is empty"],
    ["a file with nothing but a comment", "# nothing\n", "GK0209", "the file is empty"],
    ["a list", "- id: spring\n", "GK0209", "the file is a list, not a mapping"],
  ])("%s", (_, content, code, message) => {
    const [problem, ...others] = problemsOf({ "reports/segments.yaml": content });
    if (problem !== undefined) expectSaidInChinese(problem);
    expect(problem?.code).toBe(code);
    expect(problem?.message).toContain(message);
    expect(problem?.at?.file).toBe("reports/segments.yaml");
    expect(others).toEqual([]);
  });

  test("a few lines whose aliases unfold to thousands of millions of words", () => {
    const line = (index: number) =>
      `l${index}: &l${index} [${Array.from({ length: 9 }, () => `*l${index - 1}`).join(", ")}]`;
    const lines = ["l0: &l0 [x]", ...Array.from({ length: 10 }, (_, index) => line(index + 1))];
    const [problem, ...others] = problemsOf({ "reports/segments.yaml": lines.join("\n") });
    expect(problem).toMatchObject({ code: "GK0204", at: { file: "reports/segments.yaml", line: 1, column: 1 } });
    expect(problem?.message).toContain("its aliases unfold to more than anybody wrote");
    expect(others).toEqual([]);
  });

  test("a folder where a file should be", () => {
    const problems = problemsOf({ "reports/more.yaml/readme": "" });
    expect(problems.map(({ code, message }) => [code, message])).toEqual([
      ["GK0202", "the file cannot be read: it is a folder"],
    ]);
  });

  test("the same id in two files names both places", () => {
    const [problem] = problemsOf({ "campaigns/summer.yaml": CAMPAIGN });
    expect(problem).toMatchObject({
      code: "GK0213",
      message: 'campaign "spring-call" is declared twice, first at campaigns/spring.yaml:1:5',
    });
    expect(problem?.at).toEqual({ file: "campaigns/summer.yaml", line: 1, column: 5 });
  });

  test("a short key is refused without showing it", () => {
    const [problem] = problemsOf({ "keys/reference.key": "hunter2" });
    expect(problem).toMatchObject({
      code: "GK0228",
      message: "the secret in ${file:keys/reference.key} has fewer than 32 characters",
    });
  });
});
