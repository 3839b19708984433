// Keeps package-lock.json complete for every platform and free of registry addresses.
//
// A registry that does not carry the binaries of other platforms makes npm leave them out of the lock file; then somebody
// on such a platform gets no binary, or `npm ci` stops with "Missing … from lock file". Every optional dependency
// a locked package names must therefore have an entry of its own, and no entry may say where it was downloaded from.
//
//   node scripts/lock-file.mjs --check   fails and names what is missing
//   node scripts/lock-file.mjs --write   adds what is missing and removes addresses

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const USAGE = "usage: node scripts/lock-file.mjs --check | --write";

/**
 * The problems of a parsed lock file, one sentence each; none means the lock file is complete.
 *
 * @param {LockFile} lock
 * @returns {string[]}
 */
export function lockFileProblems(lock) {
  const missing = missingEntries(lock).map(
    ({ name, range, parent }) => `${name}@${range}, an optional dependency of ${parent}, has no entry`,
  );
  const addressed = Object.entries(lock.packages)
    .filter(([, entry]) => hasAddress(entry))
    .map(([path, entry]) => `${path} has an address: ${entry.resolved}`);
  return [...missing, ...addressed];
}

/**
 * The same lock file with an entry for every optional dependency and without addresses; entries stay sorted by path.
 * Throws when a missing entry's version is a range, or its platform cannot be read from its name.
 *
 * @param {LockFile} lock
 * @returns {LockFile}
 */
export function completedLockFile(lock) {
  /** @type {Record<string, LockEntry>} */
  const packages = {};
  for (const [path, entry] of Object.entries(lock.packages)) packages[path] = withoutAddress(entry);
  for (const missing of missingEntries(lock)) packages[`node_modules/${missing.name}`] = entryFor(missing);
  const sorted = Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(sorted) };
}

/**
 * The `os`, `cpu` and `libc` of a platform package, read from its name, such as `@scope/binding-linux-x64-musl`.
 *
 * The registry cannot be asked: an entry is missing precisely because the registry had no answer. Where the platform
 * has a musl sibling, the plain Linux package is the one for glibc. Throws when the name names no platform.
 *
 * @param {string} name
 * @param {readonly string[]} siblings every optional dependency of the same parent
 * @returns {{ os?: string[], cpu: string[], libc?: string[] }}
 */
export function platformOf(name, siblings) {
  const match = PLATFORM.exec(name);
  if (match === null) throw new Error(`${name} does not name its platform: add its entry by hand`);
  const { os, cpu, abi } = /** @type {{ os: string, cpu: string, abi?: string }} */ (match.groups);
  if (os === "wasm32") return { cpu: ["wasm32"] };
  const platform = { os: [os], cpu: [cpu] };
  if (os !== "linux" || abi?.endsWith("eabihf")) return platform;
  if (abi === "musl") return { ...platform, libc: ["musl"] };
  const isForGlibc =
    abi === "gnu" || siblings.includes(`${name}-musl`) || siblings.includes(`${name.replace(cpu, "x64")}-musl`);
  return isForGlibc ? { ...platform, libc: ["glibc"] } : platform;
}

const PLATFORM =
  /[-/](?<os>aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32|wasm32)-(?<cpu>[a-z0-9]+)(?:-(?<abi>[a-z]+))?$/u;

/** @typedef {{ name: string, range: string, parent: string, owner: LockEntry }} Missing */

/**
 * @param {LockFile} lock
 * @returns {Missing[]}
 */
function missingEntries({ packages }) {
  return Object.entries(packages).flatMap(([parent, owner]) =>
    Object.entries(owner.optionalDependencies ?? {})
      .filter(([name]) => !(`node_modules/${name}` in packages) && !(`${parent}/node_modules/${name}` in packages))
      .map(([name, range]) => ({ name, range, parent, owner })),
  );
}

/**
 * @param {Missing} missing
 * @returns {LockEntry}
 */
function entryFor({ name, range, parent, owner }) {
  if (!/^\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/u.test(range)) {
    throw new Error(`${name} has no entry and ${parent} asks for the range ${range}: add its entry by hand`);
  }
  const { os, cpu, libc } = platformOf(name, Object.keys(owner.optionalDependencies ?? {}));
  return {
    version: range,
    cpu,
    ...(owner.dev && { dev: true }),
    ...(libc && { libc }),
    optional: true,
    ...(os && { os }),
  };
}

/** @param {LockEntry} entry */
function hasAddress(entry) {
  return "resolved" in entry && !entry.link;
}

/** @param {LockEntry} entry */
function withoutAddress(entry) {
  if (!hasAddress(entry)) return entry;
  const { resolved: _address, ...rest } = entry;
  return rest;
}

/** @param {string[]} args */
function main(args) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = /** @type {LockFile} */ (JSON.parse(readFileSync(path, "utf8")));
  if (args.length !== 1 || !["--check", "--write"].includes(args[0] ?? "")) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  if (args[0] === "--write") writeFileSync(path, `${JSON.stringify(completedLockFile(lock), null, 2)}\n`);
  const problems = args[0] === "--check" ? lockFileProblems(lock) : [];
  for (const problem of problems) process.stderr.write(`package-lock.json: ${problem}\n`);
  if (problems.length > 0) process.stderr.write("Run: node scripts/lock-file.mjs --write\n");
  return problems.length > 0 ? 1 : 0;
}

/**
 * @typedef {object} LockEntry
 * @property {string} [version]
 * @property {string} [resolved]
 * @property {boolean} [link]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [os]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ packages: Record<string, LockEntry> }} LockFile */

const program = process.argv[1];
if (program !== undefined && realpathSync(program) === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
