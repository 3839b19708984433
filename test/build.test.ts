import { expect, inject, test } from "vitest";

test("the program builds without a complaint from the compiler", () => {
  expect(inject("buildComplaints")).toBe("");
});
