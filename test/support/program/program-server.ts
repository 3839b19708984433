import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";

import { ROOT } from "../tidy/source-files.ts";

/** What the server is asked for. */
export interface ServedCommand {
  /** The file that the program begins with. */
  readonly program: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** How a command ended that was carried out. */
interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process of the built program that stays between commands, and carries out one at a time. */
export class ProgramServer {
  #child: ChildProcess | null = null;
  #isBusy = false;

  /** Whether a command is being carried out, so that another needs a process of its own. */
  get isBusy(): boolean {
    return this.#isBusy;
  }

  async carryOut(command: ServedCommand): Promise<Answer> {
    const child = (this.#child ??= start());
    this.#isBusy = true;
    hold(child);
    try {
      return await answerOf(child, command);
    } finally {
      letGo(child);
      if (!child.connected) this.#child = null;
      this.#isBusy = false;
    }
  }
}

/** It ends when this process does, and tells there what it was not asked for. */
function start(): ChildProcess {
  const stdio = ["ignore", "ignore", "inherit", "ipc"] as const;
  return fork(join(ROOT, "test/support/program/serve.mjs"), { cwd: ROOT, stdio: [...stdio], execArgv: [] });
}

async function answerOf(child: ChildProcess, command: ServedCommand): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (how: () => void) => {
      child.off("message", onAnswer).off("exit", onExit);
      how();
    };
    const onAnswer = (answer: unknown) => settle(() => resolve(answer as Answer));
    const onExit = (code: number | null) =>
      settle(() => reject(new Error(`the program ended its process (${code}): ${command.arguments.join(" ")}`)));
    child.once("message", onAnswer).once("exit", onExit);
    child.send(command);
  });
}

function hold(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}

/** A server that waits keeps nobody. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}
