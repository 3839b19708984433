import { Decrypter, generateIdentity, identityToRecipient } from "age-encryption";
import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import type { RecallRecord } from "../../src/artefacts/recall-record.ts";
import { succeeded } from "../support/cli.ts";
import { CONFIGURATION, numberOf, people, peopleProject, withdrawalOf } from "../support/people-project.ts";
import { type Project, readJson } from "../support/project.ts";

const IDS = ["c1", "c2", "c3", "c4", "c5", "c6"];
const RELEASES = ".gatekeeper/releases";
const REGISTER = "input/lists/dnc-2026-11-01.csv";
const HEADER = "list_id,match,value\n";

const WITH_LISTS = CONFIGURATION.replace(
  "columns: { customer_id: customer_id, full_name: full_name, country: country }",
  "columns: { customer_id: customer_id, full_name: full_name, country: country, status: status }",
).replace(
  "disclosure:",
  `  suppressions: [{ source: lists, files: "input/lists/*.csv", columns: { list_id: list_id, match: match, value: value } }]
lists:
  dnc: { kind: national_register, jurisdiction: CN, max_age: 99 years, allow_empty: true }
  shop: { kind: partner, max_age: 99 years, allow_empty: true }
disclosure:`,
);

const CALLHOUSE = (recipient: string) => `id: callhouse
name: Call House
contract: { reference: CH-1, ends: 2099-12-31 }
confidentiality: { ends: 2099-12-31 }
processor: true
recipient: ${recipient}
`;

let identity: string;
let released: Project;
let releaseId: string;
let references: Readonly<Record<string, string>>;

beforeAll(async () => {
  identity = await generateIdentity();
  released = peopleProject(people(IDS), WITH_LISTS);
  released.write("vendors/callhouse.yaml", CALLHOUSE(await identityToRecipient(identity)));
  const calls = released.read("campaigns/calls.yaml");
  released.write(
    "campaigns/calls.yaml",
    calls
      .replace("to: 2026-11-12", "to: 2099-12-31")
      .replace("channel: call", "channel: call\nexecutor: { vendor: callhouse }"),
  );
  customers({});
  released.write(REGISTER, `${HEADER}dnc,phone,+8613900139000\nshop,phone,+8613900139000\n`);
  releaseId = await released.release(await released.run());
  const list = await opened(released.path(RELEASES, releaseId, "calls.csv.age"));
  references = Object.fromEntries(
    IDS.map((id) => [
      id,
      list
        .split("\r\n")
        .find((line) => line.includes(numberOf(id)))
        ?.slice(0, 32) ?? "",
    ]),
  );
});

/** The customers, with the status of some of them. */
function customers(status: Readonly<Record<string, string>>, project = released): void {
  const lines = IDS.map((id) => `${id},Name of ${id},CN,,,${status[id] ?? "active"}\n`);
  project.write(
    "input/customers.csv",
    `customer_id,full_name,country,do_not_call,no_marketing,status\n${lines.join("")}`,
  );
}

async function opened(path: string): Promise<string> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return decrypter.decrypt(readFileSync(path), "text");
}

/** The references in a recall's file by the vendor's key, and each person's reasons by the officer's record. */
async function recallOf(project: Project): Promise<{ readonly file: string; readonly reasons: unknown }> {
  succeeded(await project.gatekeeper("recall", releaseId));
  const folder = (file: string) => project.path(RELEASES, releaseId, "recall-1", file);
  expect(existsSync(folder("calls.recall.csv"))).toBe(false);
  const { stops } = readJson(folder("private/recall.json")) as RecallRecord;
  return {
    file: await opened(folder("calls.recall.csv.age")),
    reasons: Object.fromEntries(
      IDS.map((id) => [
        id,
        stops.filter(({ reference }) => reference === references[id]).map((stop) => stop.reasonCode),
      ]),
    ),
  };
}

describe("a recall of a list that a vendor has", () => {
  test("C22: is encrypted for the vendor, and has whoever died, came onto a register or a partner's list, or refused since", async () => {
    const project = released.copy();
    customers({ c1: "deceased", c5: "legal_hold" }, project);
    project.write(
      "input/lists/dnc-2026-11-02.csv",
      `${HEADER}dnc,phone,+8613900139000\ndnc,phone,${numberOf("c2")}\nshop,phone,+8613900139000\nshop,phone,${numberOf("c4")}\n`,
    );
    const events = "input/consent_events.csv";
    project.write(events, project.read(events) + withdrawalOf("c3", "2026-11-10T09:00:00Z"));
    const { file, reasons } = await recallOf(project);
    const all = ["c1", "c2", "c3", "c4", "c5"].map((id) => references[id] ?? "").toSorted((a, b) => (a < b ? -1 : 1));
    expect(file).toBe(`reference\r\n${all.join("\r\n")}\r\n`);
    expect(reasons).toEqual({
      c1: ["ABS_DECEASED"],
      c2: ["REG_NATIONAL_DNC"],
      c3: ["OPT_MARKETING"],
      c4: ["REG_PARTNER_LIST"],
      c5: ["ABS_LEGAL_HOLD"],
      c6: [],
    });
    const times = project.read(RELEASES, releaseId, "recall-1/private/response-times.csv");
    for (const id of ["c1", "c2", "c3", "c4", "c5"]) expect(times).toContain(references[id]);
  });

  test("cannot be read without the vendor's key, and names nobody anywhere", async () => {
    const project = released.copy();
    customers({ c1: "deceased" }, project);
    await recallOf(project);
    const stranger = new Decrypter();
    stranger.addIdentity(await generateIdentity());
    const sealed = readFileSync(project.path(RELEASES, releaseId, "recall-1/calls.recall.csv.age"));
    await expect(stranger.decrypt(sealed, "text")).rejects.toThrow("no identity matched");
    expect(sealed.toString("latin1")).not.toContain(references["c1"]);
    expect(project.read(RELEASES, releaseId, "recall-1/private/recall.json")).not.toContain(numberOf("c1").slice(-8));
  });

  test("is none where the register only lets people go", async () => {
    const project = released.copy();
    project.write("input/lists/dnc-2026-11-02.csv", `${HEADER}dnc,phone,+8613900139000\nshop,phone,+8613900139000\n`);
    succeeded(await project.gatekeeper("recall", releaseId));
    expect(existsSync(project.path(RELEASES, releaseId, "recall-1"))).toBe(false);
  });
});
