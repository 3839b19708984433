import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";

/** A Java development kit. */
export interface Jdk {
  readonly home: string;
  readonly major: number;
}

/** Folders whose children are kits, on the systems people run this on. */
const KIT_FOLDERS = [
  "/usr/lib/jvm",
  "/opt/java",
  join(homedir(), ".sdkman", "candidates", "java"),
  join(homedir(), ".jdks"),
];

/**
 * The newest kit of the machine that is new enough: JAVA_HOME, the `java` on the path and the usual folders are looked at, and
 * nothing is run. Throws where there is none, with what was found instead.
 */
export function findJdk(least: number, environment: NodeJS.ProcessEnv): Jdk {
  const found = candidates(environment).flatMap((home) => kitAt(home));
  const [newest] = found.filter(({ major }) => major >= least).toSorted((a, b) => b.major - a.major);
  if (newest !== undefined) return newest;
  const others = found.map(({ home, major }) => `${major} in ${home}`).join(", ");
  throw new Error(
    `Trino needs a Java development kit of version ${least} or newer; ${others === "" ? "none was found" : `found: ${others}`}. Install one, or set JAVA_HOME to its folder.`,
  );
}

function candidates({ JAVA_HOME, PATH = "" }: NodeJS.ProcessEnv): string[] {
  const named = JAVA_HOME === undefined || JAVA_HOME === "" ? [] : [JAVA_HOME];
  const onPath = PATH.split(delimiter).flatMap((folder) => homeOf(join(folder, "java")));
  const installed = KIT_FOLDERS.flatMap((folder) => childrenOf(folder));
  return [...new Set([...named, ...onPath, ...installed].flatMap((home) => realPathOf(home)))];
}

/** A kit has its programs in `bin`. */
function homeOf(program: string): string[] {
  return realPathOf(program).map((path) => dirname(dirname(path)));
}

function realPathOf(path: string): string[] {
  try {
    return [realpathSync(path)];
  } catch {
    return [];
  }
}

function childrenOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

/** Every kit says its version in a file called `release`. */
function kitAt(home: string): Jdk[] {
  try {
    const [, major] = /^JAVA_VERSION="(\d+)/m.exec(readFileSync(join(home, "release"), "utf8")) ?? [];
    return major === undefined ? [] : [{ home, major: Number(major) }];
  } catch {
    return [];
  }
}
