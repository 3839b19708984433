import { expect, test } from "vitest";

import { isDisposable } from "../../src/identity/disposable-domains.ts";

test("a throw-away domain and what lies under it are told from others, at the bounds of labels", () => {
  expect(["mailinator.com", "box.mailinator.com"].map(isDisposable)).toEqual([true, true]);
  expect(["applegarth-mailinator.com", "mailinator.com.example", "applegarth.example"].map(isDisposable)).toEqual([
    false,
    false,
    false,
  ]);
});
