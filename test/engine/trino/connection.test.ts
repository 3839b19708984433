import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { afterEach, describe, expect, test } from "vitest";

import {
  connect,
  type ResultPage,
  type TrinoAccess,
  type TrinoConnection,
} from "../../../src/engine/trino/connection.ts";
import { GatekeeperError } from "../../../src/errors.ts";

// The client against a server that answers as a cluster does on a bad day.

const SECRET = "a-token-that-nobody-may-see";

type Answer = { readonly status?: number; readonly body?: object | string };

let server: Server | undefined;
let asked: { method: string; url: string; headers: IncomingMessage["headers"] }[] = [];

afterEach(async () => {
  await new Promise((resolve) => {
    if (server === undefined) resolve(null);
    else server.close(resolve);
    server?.closeAllConnections();
  });
  asked = [];
});

/** A cluster that gives these answers one after the other, and to a cancellation nothing. */
async function clusterAnswering(
  answers: readonly Answer[],
  access: Partial<TrinoAccess> = {},
): Promise<TrinoConnection> {
  const left = [...answers];
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    request.resume();
    asked.push({ method: request.method ?? "", url: request.url ?? "", headers: request.headers });
    if (request.method === "DELETE") return void response.writeHead(204).end();
    const { status = 200, body = "" } = left.shift() ?? { status: 500 };
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json" }).end(text.replaceAll("HERE", address()));
  });
  await new Promise<void>((resolve) => {
    server?.listen(0, "127.0.0.1", resolve);
  });
  const base = { server: address(), user: "gatekeeper", session: {}, answerTimeoutMs: 5000 };
  return connect({ ...base, login: { kind: "token", secret: SECRET }, ...access });
}

function address(): string {
  const found = server?.address() as AddressInfo | undefined;
  return `http://127.0.0.1:${found?.port ?? 0}`;
}

const page = (number: number, more: object = {}): Answer => ({
  body: { id: "q1", nextUri: `HERE/next/${number}`, ...more },
});
const last = (more: object = {}): Answer => ({ body: { id: "q1", ...more } });
const COLUMNS = [{ name: "n", type: "bigint" }];

async function rowsOf(pages: AsyncIterable<ResultPage>): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const { rows: some } of pages) rows.push(...some);
  return rows;
}

async function failure(work: Promise<unknown>): Promise<GatekeeperError> {
  const error: unknown = await work.then(
    () => new Error("it did not fail"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof GatekeeperError)) throw error;
  return error;
}

describe("a cluster's answers", () => {
  test("are read page by page, whole numbers to the last digit", async () => {
    const connection = await clusterAnswering([
      page(1, { stats: { progressPercentage: 33.333333333333336 } }),
      {
        body: `{"id":"q1","nextUri":"HERE/next/2","columns":[{"name":"n","type":"bigint"}],"data":[[9007199254740993],["9007199254740993"]]}`,
      },
      last({ columns: COLUMNS, data: [[7]] }),
    ]);
    expect(await rowsOf(connection.pages("select 1"))).toEqual([["9007199254740993"], ["9007199254740993"], [7]]);
  });

  test("may say with the last of them that the statement failed", async () => {
    const connection = await clusterAnswering([
      page(1),
      last({ error: { message: "no", errorName: "DIVISION_BY_ZERO", errorType: "USER_ERROR" } }),
    ]);
    expect(await failure(connection.run("select 1"))).toMatchObject({ code: "GK0701" });
  });

  test.each([
    ["EXCEEDED_LOCAL_MEMORY_LIMIT", "INSUFFICIENT_RESOURCES", "", "GK0511"],
    ["CLUSTER_OUT_OF_MEMORY", "INSUFFICIENT_RESOURCES", "", "GK0511"],
    ["ICEBERG_WRITER_CLOSE_ERROR", "EXTERNAL", "No space left on device", "GK0512"],
    ["SERVER_SHUTTING_DOWN", "INSUFFICIENT_RESOURCES", "", "GK0513"],
    ["NO_NODES_AVAILABLE", "INSUFFICIENT_RESOURCES", "", "GK0513"],
    ["PAGE_TRANSPORT_TIMEOUT", "INTERNAL_ERROR", "", "GK0513"],
    ["ADMINISTRATIVELY_KILLED", "USER_ERROR", "", "GK0515"],
    ["EXCEEDED_TIME_LIMIT", "INSUFFICIENT_RESOURCES", "", "GK0515"],
    ["COLUMN_NOT_FOUND", "USER_ERROR", "", "GK0701"],
  ])("name what went wrong: %s", async (errorName, errorType, message, code) => {
    const connection = await clusterAnswering([last({ error: { message, errorName, errorType } })]);
    expect(await failure(connection.run("select 1"))).toMatchObject({ code });
  });

  test("name a full disk that only the cause of a failure speaks of", async () => {
    const failureInfo = { message: "Error closing writer", cause: { message: "No space left on device" } };
    const error = {
      message: "Error closing writer",
      errorName: "HIVE_WRITER_CLOSE_ERROR",
      errorType: "EXTERNAL",
      failureInfo,
    };
    const connection = await clusterAnswering([last({ error })]);
    expect(await failure(connection.run("select 1"))).toMatchObject({ code: "GK0512" });
  });

  test.each([401, 403])("refuse a login, at once or in mid-statement: %i", async (status) => {
    expect(await failure((await clusterAnswering([{ status }])).run("select 1"))).toMatchObject({ code: "GK0514" });
    expect(await failure((await clusterAnswering([page(1), { status }])).run("select 1"))).toMatchObject({
      code: "GK0514",
    });
  });

  test("are asked for once more where that may help, and a statement is never sent twice", async () => {
    const busy = await clusterAnswering([
      page(1),
      { status: 503 },
      { status: 502 },
      last({ columns: COLUMNS, data: [[1]] }),
    ]);
    expect(await rowsOf(busy.pages("select 1"))).toEqual([[1]]);
    const first = await clusterAnswering([{ status: 503 }, last()]);
    expect(await failure(first.run("insert into t select 1"))).toMatchObject({ code: "GK0513" });
    expect(asked.filter(({ method }) => method === "POST").length).toBe(2);
  });

  test("that never come are waited for no longer than allowed", async () => {
    const connection = await clusterAnswering([page(1)], { answerTimeoutMs: 300 });
    server?.removeAllListeners("request").on("request", () => {});
    expect(await failure(connection.run("select 1"))).toMatchObject({ code: "GK0513" });
  });

  test("that are no JSON are no answers", async () => {
    const connection = await clusterAnswering([page(1), { body: "<html>a proxy</html>" }]);
    expect(await failure(connection.run("select 1"))).toMatchObject({ code: "GK0701" });
  });
});

describe("a statement", () => {
  test("is stopped when its rows are not wanted any more", async () => {
    const connection = await clusterAnswering([
      page(1, { columns: COLUMNS, data: [[1]] }),
      page(2, { columns: COLUMNS, data: [[2]] }),
    ]);
    for await (const { rows } of connection.pages("select 1")) if (rows.length > 0) break;
    expect(asked.at(-1)).toMatchObject({ method: "DELETE", url: "/v1/query/q1" });
  });

  test("travels with exact times, the user, and session properties whose commas are none", async () => {
    const connection = await clusterAnswering([last()], { session: { a_property: "one,two=3" } });
    await connection.run("select 1");
    expect(asked[0]?.headers).toMatchObject({
      "x-trino-client-capabilities": "PARAMETRIC_DATETIME",
      "x-trino-user": "gatekeeper",
      "x-trino-session": "a_property=one%2Ctwo%3D3",
      authorization: `Bearer ${SECRET}`,
    });
  });

  test("that fails tells nobody the secret", async () => {
    const password = { kind: "password", secret: SECRET } as const;
    for (const login of [password, { kind: "token", secret: SECRET }] as const) {
      for (const answers of [
        [{ status: 401 }],
        [{ status: 500, body: "?" }],
        [page(1), { status: 404 }],
        [last({ error: { message: "m", errorName: "E", errorType: "USER_ERROR" } })],
      ]) {
        const error = await failure((await clusterAnswering(answers, { login })).run("select 1"));
        const told = inspect(error, { depth: 20, showHidden: true });
        expect(told).not.toContain(SECRET);
        expect(told).not.toContain(Buffer.from(`gatekeeper:${SECRET}`).toString("base64"));
      }
    }
  });

  test("reaches nobody where nobody listens", async () => {
    const connection = await clusterAnswering([]);
    await new Promise((resolve) => {
      server?.close(resolve);
    });
    expect(await failure(connection.run("select 1"))).toMatchObject({ code: "GK0513", category: "unavailable" });
  });
});
