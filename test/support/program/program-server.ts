import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { createConnection, type Socket } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";

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

/** Where a server is, and for how long. */
export interface ServerPlace {
  /** The path at which it listens. */
  readonly socket: string;
  /** Takes what it writes that no command was asked for. */
  readonly log: string;
  /** The process with which it ends. */
  readonly owner: number;
}

/**
 * A process of the built program that stays between commands, and between the test files of one worker; it carries out one at a
 * time. Whoever asks first starts it.
 */
export class ProgramServer {
  readonly #place: ServerPlace;

  constructor(place: ServerPlace) {
    this.#place = place;
  }

  /** How a command ended; null where another is being carried out, so that this one needs a process of its own. */
  async carryOut(command: ServedCommand): Promise<Answer | null> {
    const socket = (await connected(this.#place.socket)) ?? (await this.#start());
    socket.end(JSON.stringify(command));
    const answer = await text(socket);
    if (answer === "") throw new Error(`the program ended its process: ${command.arguments.join(" ")}`);
    return JSON.parse(answer) as Answer | null;
  }

  async #start(): Promise<Socket> {
    const { socket, log, owner } = this.#place;
    const file = openSync(log, "a");
    const server = spawn(process.execPath, [join(ROOT, "test/support/program/serve.mjs"), socket, String(owner)], {
      cwd: ROOT,
      detached: true,
      stdio: ["ignore", "ignore", file],
    });
    closeSync(file);
    server.unref();
    for (;;) {
      const connection = await connected(socket);
      if (connection !== null) return connection;
      if (server.exitCode !== null) throw new Error(`the server of the program ended at once (${server.exitCode})`);
      await sleep(20);
    }
  }
}

/** A connection; null where nobody listens. */
async function connected(path: string): Promise<Socket | null> {
  const socket = createConnection({ path, allowHalfOpen: true });
  return once(socket, "connect").then(
    () => socket,
    () => null,
  );
}
