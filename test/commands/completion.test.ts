import { spawnSync } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";

import { REGISTRATIONS } from "../../pipeline/commands/registrations.ts";
import { gatekeeper, succeeded } from "../support/cli.ts";

const inShell = (shell: string, arguments_: readonly string[], input = "") =>
  spawnSync(shell, arguments_, { encoding: "utf8", input });

const has = (shell: string) => inShell(shell, ["-c", "true"]).status === 0;

let script: string;

beforeAll(async () => {
  script = succeeded(await gatekeeper(["completion", "bash"])).stdout;
});

/** What bash offers for a line, its last word being typed. */
function offered(line: string): string[] {
  const words = line.split(" ");
  const quoted = words.map((word) => `"${word}"`).join(" ");
  const ask = `COMP_WORDS=(${quoted}); COMP_CWORD=${words.length - 1}; _gatekeeper; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = inShell("bash", ["--norc", "-c", `${script}\n${ask}`]);
  expect(stderr).toBe("");
  return stdout.split("\n").filter((word) => word !== "");
}

describe.skipIf(!has("bash"))("completion for bash", () => {
  test("offers every command, and those that begin with what is typed", () => {
    expect(offered("gatekeeper ")).toEqual(REGISTRATIONS.map(({ name }) => name));
    expect(offered("gatekeeper rele")).toEqual(["release"]);
  });

  test("offers the options of the command, its own and those of all, written as they are typed", () => {
    expect(offered("gatekeeper run --s")).toEqual(["--select", "--skip-exit-code"]);
    expect(offered("gatekeeper prune --d")).toEqual(["--dry-run"]);
    expect(offered("gatekeeper run --no-")).toEqual(["--no-input", "--no-color"]);
    expect(offered("gatekeeper validate --as")).toEqual([]);
  });

  test("offers the choices of an option and of a word", () => {
    expect(offered("gatekeeper run --until l")).toEqual(["load"]);
    expect(offered("gatekeeper plan --format ")).toEqual(["human", "json", "csv", "markdown"]);
    expect(offered("gatekeeper stops ")).toEqual(["export", "import"]);
    expect(offered("gatekeeper -C shop keygen a")).toEqual(["age"]);
  });

  test("leaves files to the shell", () => {
    expect(offered("gatekeeper init --from ./or")).toEqual([]);
  });
});

describe("completion for other shells", () => {
  test("lets zsh read what bash reads", async () => {
    const { stdout } = succeeded(await gatekeeper(["completion", "zsh"]));
    expect(stdout).toBe(`autoload -Uz bashcompinit && bashcompinit\n${script}`);
  });

  test("tells fish each command and option with what it does, in the reader's language", async () => {
    const { stdout } = succeeded(await gatekeeper(["completion", "fish", "--lang", "zh-CN"]));
    const lines = stdout.trimEnd().split("\n");
    expect(lines.every((line) => /^complete -c gatekeeper -n "[^"]*" .* -d '.*'$|-a \S+$/u.test(line))).toBe(true);
    expect(stdout).toContain(`__fish_seen_subcommand_from run" -l until -x -a "load `);
    expect(stdout).toMatch(/-f -a prune -d '.*\p{Script=Han}.*'/u);
  });

  test.skipIf(!has("fish"))("is read by fish without a complaint", async () => {
    const { stdout } = succeeded(await gatekeeper(["completion", "fish"]));
    expect(inShell("fish", ["--no-execute"], stdout)).toMatchObject({
      status: 0,
      stderr: "",
    });
  });

  test("is refused for a shell nobody knows", async () => {
    const { code, stderr } = await gatekeeper(["completion", "tcsh"]);
    expect(stderr).toContain('"tcsh" is not a choice; choose one of bash, zsh, fish');
    expect(code).toBe(2);
  });
});
