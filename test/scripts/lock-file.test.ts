import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

import { completedLockFile, lockFileProblems, platformOf } from "../../scripts/lock-file.mjs";
import { ROOT } from "../support/tidy/source-files.ts";

const lock = {
  lockfileVersion: 3,
  packages: {
    "": { version: "1.0.0" },
    "node_modules/@engine/bindings": {
      version: "2.0.0",
      dev: true,
      resolved: "https://registry.invalid/bindings.tgz",
      optionalDependencies: { "@engine/bindings-linux-x64": "2.0.0", "@engine/bindings-linux-x64-musl": "2.0.0" },
    },
    "node_modules/@engine/bindings-linux-x64-musl": { version: "2.0.0", optional: true },
  },
};

test("a missing optional dependency and an address are named", () => {
  expect(lockFileProblems(lock)).toEqual([
    "@engine/bindings-linux-x64@2.0.0, an optional dependency of node_modules/@engine/bindings, has no entry",
    "node_modules/@engine/bindings has an address: https://registry.invalid/bindings.tgz",
  ]);
});

test("a completed lock file has no problem, keeps what was there and stays in order", () => {
  const completed = completedLockFile(lock);
  expect(lockFileProblems(completed)).toEqual([]);
  expect(Object.keys(completed.packages)).toEqual([
    "",
    "node_modules/@engine/bindings",
    "node_modules/@engine/bindings-linux-x64",
    "node_modules/@engine/bindings-linux-x64-musl",
  ]);
  expect(completed.packages["node_modules/@engine/bindings-linux-x64"]).toEqual({
    version: "2.0.0",
    cpu: ["x64"],
    dev: true,
    libc: ["glibc"],
    optional: true,
    os: ["linux"],
  });
  expect(completedLockFile(completed)).toEqual(completed);
});

test("a missing entry with a range for a version is left to a person", () => {
  const ranged = { packages: { "node_modules/a": { optionalDependencies: { "a-darwin-x64": "^1.0.0" } } } };
  expect(() => completedLockFile(ranged)).toThrow("the range ^1.0.0");
});

test("the platforms read from names are those that npm recorded for every binary it does know", () => {
  const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, "utf8")) as {
    packages: Record<
      string,
      { optionalDependencies?: object; integrity?: string; os?: unknown; cpu?: unknown; libc?: unknown }
    >;
  };
  const families = Object.values(packages).map((entry) => Object.keys(entry.optionalDependencies ?? {}));
  const known = families.flatMap((siblings) =>
    siblings.flatMap((name) => {
      const entry = packages[`node_modules/${name}`];
      return entry?.integrity === undefined || entry.cpu === undefined ? [] : [{ name, siblings, entry }];
    }),
  );
  expect(known.length).toBeGreaterThan(50);
  for (const { name, siblings, entry } of known) {
    const { os, cpu, libc } = entry;
    expect({ name, os, cpu, libc }).toEqual({ name, ...platformOf(name, siblings) });
  }
});
