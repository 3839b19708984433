import { setTimeout as pause } from "node:timers/promises";

import { clusterClientMissing } from "../../errors.ts";
import { StatementFailed, toEngineError, type TrinoFailure } from "./errors.ts";

/** How the cluster is reached, and as whom. */
export interface TrinoAccess {
  /** Such as `https://trino.example.com:8443`. */
  readonly server: string;
  readonly user: string;
  /** A password or a token; neither travels without TLS. */
  readonly login: { readonly kind: "none" } | { readonly kind: "password" | "token"; readonly secret: string };
  /** The certificates of the authorities to trust beside the known ones, in PEM. */
  readonly authorities?: string | undefined;
  /** Session properties by name. */
  readonly session: Readonly<Record<string, string>>;
  /** How long one answer of the cluster may take. */
  readonly answerTimeoutMs: number;
}

/** A column of a result, its type as the cluster spells it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: string;
}

/** One page of a result. */
export interface ResultPage {
  readonly columns: readonly ResultColumn[];
  readonly rows: readonly (readonly unknown[])[];
}

/** A connection; one statement at a time. */
export interface TrinoConnection {
  /** The pages of a result, one after the other: the next is asked for when the one before was taken. */
  pages(sql: string): AsyncIterable<ResultPage>;
  /** Runs a statement to its end; returns how many rows it wrote. */
  run(sql: string): Promise<number>;
  /** How much is done of the statement that runs, from 0 to 1; null where nobody can say. */
  shareDone(): number | null;
  /** Stops the statement that is running, and sends none after it. Done when the cluster knows, or does not answer. */
  interrupt(): Promise<void>;
}

/** The parts of the client's answers that are used. */
interface Answer {
  readonly id: string;
  readonly columns?: readonly ResultColumn[];
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: TrinoFailure;
  readonly updateCount?: number;
  readonly stats?: { readonly progressPercentage?: number };
}

interface Client {
  query(sql: string): Promise<Answers>;
  cancel(id: string): Promise<unknown>;
}

interface Answers {
  readonly iter: { readonly queryResult: Answer };
  next(): Promise<{ readonly value: Answer; readonly done?: boolean }>;
}

/** Answers that say only that the next try may succeed. */
const TRANSIENT_STATUS: ReadonlySet<number> = new Set([502, 503, 504]);
const TRANSIENT_CODES: ReadonlySet<string> = new Set(["ECONNRESET", "ETIMEDOUT"]);
const RETRIES = 5;

const INTERRUPTED: TrinoFailure = { message: "interrupted", errorName: "USER_CANCELED", errorType: "USER_ERROR" };

/**
 * A connection to a cluster. Nothing is sent before the first statement. Throws GK0516 where the client is not installed; its
 * statements throw what `toEngineError` makes of the cluster's and the client's errors, never those themselves: the client's hold
 * the password.
 */
export async function connect(access: TrinoAccess): Promise<TrinoConnection> {
  return new Connection(await clientFor(access), access.answerTimeoutMs);
}

async function clientFor({ server, user, login, authorities, session }: TrinoAccess): Promise<Client> {
  const { BasicAuth, Trino } = await importClient();
  const client = Trino.create({
    server,
    source: "campaign-gatekeeper",
    // The client puts the values into a header as they are, where a comma would end one.
    session: Object.fromEntries(Object.entries(session).map(([name, value]) => [name, encodeURIComponent(value)])),
    ...(login.kind === "password" ? { auth: new BasicAuth(user, login.secret) } : {}),
    ...(authorities === undefined ? {} : { ssl: { ca: authorities } }),
    extraHeaders: {
      "X-Trino-User": user,
      // Without it timestamps are rounded to milliseconds.
      "X-Trino-Client-Capabilities": "PARAMETRIC_DATETIME",
      "X-Trino-Time-Zone": "UTC",
      ...(login.kind === "token" ? { Authorization: `Bearer ${login.secret}` } : {}),
    },
  });
  keepWholeNumbers(client);
  return client as unknown as Client;
}

/** The client is optional and imported only here; it is no ES module, and what it exports may be found by name or by `default` alone. */
async function importClient() {
  const module = await import("trino-client").catch((cause: unknown) => {
    throw clusterClientMissing({}, { cause });
  });
  return "default" in module ? (module.default as typeof module) : module;
}

/** Texts, and whole numbers that a double may round. */
const LONG_NUMBERS = /"(?:[^"\\]|\\.)*"|(?<![\w.+-])-?\d{16,}(?![\w.])/gu;

/** The client reads numbers as doubles; long ones reach it as texts. Should it change inside, `toSqlRows` still finds what was rounded. */
function keepWholeNumbers(client: unknown): void {
  const { client: inner } = client as { client?: { clientConfig?: { transformResponse?: unknown } } };
  if (inner?.clientConfig === undefined) return;
  inner.clientConfig.transformResponse = (body: unknown) => {
    if (typeof body !== "string") return body;
    const text = body.replaceAll(LONG_NUMBERS, (part) => (part.startsWith('"') ? part : `"${part}"`));
    try {
      return JSON.parse(text) as unknown;
    } catch {
      return body;
    }
  };
}

class Connection implements TrinoConnection {
  readonly #client: Client;
  readonly #answerTimeoutMs: number;
  #running: Answer | null = null;
  #isInterrupted = false;
  /** The statement that was sent last. */
  #starting: Promise<Answers> | null = null;

  constructor(client: Client, answerTimeoutMs: number) {
    this.#client = client;
    this.#answerTimeoutMs = answerTimeoutMs;
  }

  async *pages(sql: string): AsyncIterable<ResultPage> {
    for await (const { columns = [], data = [] } of this.#answers(sql)) yield { columns, rows: data };
  }

  async run(sql: string): Promise<number> {
    let count = 0;
    for await (const { updateCount } of this.#answers(sql)) count = updateCount ?? count;
    return count;
  }

  shareDone(): number | null {
    const percentage = this.#running?.stats?.progressPercentage;
    return percentage === undefined ? null : Math.min(percentage, 100) / 100;
  }

  async interrupt(): Promise<void> {
    this.#isInterrupted = true;
    // One that was sent and not answered yet has no id to be stopped by.
    const started = await this.#starting?.catch(() => null);
    const id = this.#running?.id ?? started?.iter.queryResult.id;
    if (id !== undefined) await this.#inTime(this.#client.cancel(id)).catch(() => {});
  }

  async *#answers(sql: string): AsyncGenerator<Answer> {
    let isEnded = false;
    let answers: Answers | undefined;
    try {
      if (this.#isInterrupted) throw new StatementFailed(INTERRUPTED);
      this.#starting = this.#inTime(this.#client.query(sql));
      answers = await this.#starting;
      let answer = answers.iter.queryResult;
      while (!isEnded) {
        // Of what is no answer nobody can say whether the statement is done.
        if (typeof answer !== "object") throw new TypeError("the cluster's answer is no JSON");
        this.#running = answer;
        isEnded = answer.error !== undefined;
        // An error may come with the last answer, which a loop over the answers would not see.
        if (answer.error !== undefined) throw new StatementFailed(answer.error);
        yield answer;
        // When there is no next one the client gives the last one again.
        const { value, done = false } = await this.#next(answers);
        [answer, isEnded] = [value, done];
      }
    } catch (error) {
      throw toEngineError(error, sql);
    } finally {
      this.#running = null;
      // Whoever leaves early does not stop the statement by that.
      if (!isEnded && answers !== undefined) await this.#client.cancel(answers.iter.queryResult.id).catch(() => {});
    }
  }

  /** To ask for a page once more is safe: the cluster keeps it until the next one is asked for. To send a statement again is not. */
  async #next(answers: Answers): ReturnType<Answers["next"]> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return await this.#inTime(answers.next());
      } catch (error) {
        if (attempt === RETRIES || !isTransient(error)) throw error;
        await pause(200 * 2 ** attempt);
      }
    }
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    const timer = new AbortController();
    const late = pause(this.#answerTimeoutMs, undefined, { signal: timer.signal }).then(() => {
      throw Object.assign(new Error("no answer in time"), { code: "ETIMEOUT" });
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      timer.abort();
      late.catch(() => {});
      answer.catch(() => {});
    }
  }
}

function isTransient(error: unknown): boolean {
  const { code, response } = error as { code?: string; response?: { status?: number } };
  return TRANSIENT_STATUS.has(response?.status ?? 0) || TRANSIENT_CODES.has(code ?? "");
}
