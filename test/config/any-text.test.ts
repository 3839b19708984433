import fc from "fast-check";
import { expect, test } from "vitest";
import { damagedFile } from "./damaged-file.ts";
import { problemsOf } from "./project-folder.ts";

test("whatever a file holds, the project loads or says what is wrong, in which line", () => {
  fc.assert(
    fc.property(damagedFile, ({ file, text }) => {
      for (const { code, at } of problemsOf({ [file]: text })) {
        expect(code).toMatch(/^GK02\d\d$/);
        expect(at?.file).toMatch(/\.yaml$/);
        if (code !== "GK0202")
          expect([at?.line, at?.column].every((count) => count !== undefined && count > 0)).toBe(true);
      }
    }),
    { numRuns: 150 },
  );
});
