import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { succeeded } from "../support/cli.ts";
import type { Project } from "../support/project.ts";
import { decisionsOf } from "../support/project-decisions.ts";
import { registerConfiguration, registerProject } from "../support/register-project.ts";

/** How a partner hashes, and how its declaration says so. */
interface Scheme {
  readonly algorithm: "sha256" | "sha1" | "md5";
  readonly encoding: "hex" | "upper_hex" | "base64";
  readonly normalisation: "e164" | "e164_digits" | "email";
  readonly salted?: boolean;
}

/** One list for each scheme; what it holds is a contact of the person named like the list. */
const SCHEMES: Readonly<Record<string, Scheme>> = {
  plain: { algorithm: "sha256", encoding: "hex", normalisation: "e164" },
  upper: { algorithm: "sha256", encoding: "upper_hex", normalisation: "e164_digits" },
  base: { algorithm: "sha256", encoding: "base64", normalisation: "e164", salted: true },
  digits: { algorithm: "sha256", encoding: "base64", normalisation: "e164_digits" },
  sha1: { algorithm: "sha1", encoding: "hex", normalisation: "e164" },
  md5: { algorithm: "md5", encoding: "upper_hex", normalisation: "e164_digits", salted: true },
  mail: { algorithm: "sha256", encoding: "hex", normalisation: "email" },
  gmail: { algorithm: "sha256", encoding: "hex", normalisation: "email", salted: true },
  googlemail: { algorithm: "sha1", encoding: "base64", normalisation: "email" },
  mexican: { algorithm: "sha256", encoding: "hex", normalisation: "e164" },
  brazilian: { algorithm: "sha256", encoding: "hex", normalisation: "e164_digits" },
  short: { algorithm: "sha256", encoding: "hex", normalisation: "e164_digits", salted: true },
  plus: { algorithm: "sha1", encoding: "hex", normalisation: "e164" },
  national: { algorithm: "sha256", encoding: "hex", normalisation: "e164" },
};

const CONTROL = { phone: "+8613700137000", email: "control@partner.example" } as const;

/** What each list holds, in clear: another spelling than its person's where loose forms are meant. */
const LISTED: Readonly<Record<string, string>> = {
  plain: "+8613800138001",
  upper: "+8613800138002",
  base: "+8613800138003",
  digits: "+8613800138004",
  sha1: "+8613800138005",
  md5: "+8613800138006",
  mail: "mail@partner.example",
  gmail: "johndoe@gmail.com",
  googlemail: "janedoe@googlemail.com",
  mexican: "+5215512345678",
  brazilian: "+5511987654321",
  short: "+00123456",
  plus: "+099123456",
  national: "0991234567",
};

/** Who holds what; each twin holds the like, which no list has. */
const HOLDINGS = {
  plain: { phone: "+8613800138001", email: "plain@example.com" },
  upper: { phone: "138 0013 8002", email: "upper@example.com" },
  base: { phone: "+8613800138003", email: "base@example.com" },
  digits: { phone: "+8613800138004", email: "digits@example.com" },
  sha1: { phone: "+8613800138005", email: "sha1@example.com" },
  md5: { phone: "+8613800138006", email: "md5@example.com" },
  mail: { phone: "+8613800138007", email: "Mail <MAIL@Partner.example>" },
  gmail: { phone: "+8613800138008", email: "Jo.hn.Doe+shop@googlemail.com" },
  googlemail: { phone: "+8613800138009", email: "jane.doe@gmail.com" },
  mexican: { phone: "+525512345678", email: "mexican@example.com" },
  brazilian: { phone: "+551187654321", email: "brazilian@example.com" },
  short: { phone: "00 1234 56", email: "short@example.com" },
  plus: { phone: "099-123456", email: "plus@example.com" },
  national: { phone: "099 1234567", email: "national@example.com" },
  twin: { phone: "+8613800138010", email: "twin@example.com" },
  "twin-mail": { phone: "+8613800138011", email: "john.roe@gmail.com" },
  "twin-mexican": { phone: "+525512345679", email: "twin-mexican@example.com" },
  "twin-brazilian": { phone: "+551187654322", email: "twin-brazilian@example.com" },
  "twin-short": { phone: "00 1234 57", email: "twin-short@example.com" },
  "twin-national": { phone: "099 1234568", email: "twin-national@example.com" },
};

/** What else keeps callers from a number: hours that its zones do not share, a spelling of before Brazil's ninth digit, which is none, and digits that are none. */
const BESIDES: Readonly<Record<string, readonly string[]>> = {
  mexican: ["WIN_TZ_UNKNOWN"],
  brazilian: ["CP_INVALID"],
  short: ["CP_INVALID"],
  plus: ["CP_INVALID"],
  national: ["CP_INVALID"],
};

describe("C17: a partner's hashed list", () => {
  let project: Project;
  let reasons: Readonly<Record<string, string>>;

  beforeAll(async () => {
    project = registerProject(HOLDINGS, declarations(SCHEMES), {
      "input/lists/partner/hashes-2026-11-01.csv": rowsBy(SCHEMES),
    });
    const decisions = await decisionsOf(project, await project.run());
    reasons = Object.fromEntries(
      decisions.map(({ campaign, person, outcome, reasons: codes }) => [
        `${campaign} ${person}`,
        outcome === "listed" ? "listed" : codes.join(" "),
      ]),
    );
  });

  test.each(Object.keys(SCHEMES))(
    "refuses whose hash it holds under the scheme it declares, on every channel: %s",
    (name) => {
      const calls = ["REG_PARTNER_LIST", ...(BESIDES[name] ?? [])].toSorted().join(" ");
      expect([reasons[`calls ${name}`], reasons[`mails ${name}`]]).toEqual([calls, "REG_PARTNER_LIST"]);
    },
  );

  test.each(Object.keys(HOLDINGS).filter((name) => name.startsWith("twin")))(
    "lets by whose hash it lacks: %s",
    (name) => {
      const calls = BESIDES[name.replace("twin-", "")]?.join(" ") ?? "listed";
      expect([reasons[`calls ${name}`], reasons[`mails ${name}`]]).toEqual([calls, "listed"]);
    },
  );

  test("tells the officer that the hash matched, and never what was hashed nor the salt", async () => {
    const { stdout } = succeeded(await project.gatekeeper("explain", "calls", "--customer", "base"));
    expect(stdout).toContain("base hash");
    expect(stdout).not.toContain("pepper");
    expect(stdout).not.toContain(hashBy(SCHEMES["base"] as Scheme, LISTED["base"] ?? ""));
  });

  test("under another scheme than the declared one refuses the run for each list by its control value, and stages nothing", async () => {
    const wrong = Object.fromEntries(Object.entries(SCHEMES).map(([name, scheme]) => [name, otherThan(scheme)]));
    const other = registerProject(HOLDINGS, declarations(wrong), {
      "input/lists/partner/hashes-2026-11-01.csv": rowsBy(SCHEMES),
    });
    const { code, stderr } = await other.gatekeeper("run", "--as-of", "2026-11-01");
    expect(code).toBe(6);
    for (const name of Object.keys(SCHEMES))
      expect(stderr).toContain(
        `input/lists/partner/hashes-2026-11-01.csv: hashed list "${name}" does not hold the hash`,
      );
    expect(stderr.match(/GK0431/gu)).toHaveLength(Object.keys(SCHEMES).length);
    expect(stderr).toContain("Agree with the partner");
    expect(stderr).not.toContain("pepper");
    expect(readdirSync(other.path(".gatekeeper/runs"))).toEqual([]);
  });

  test("with a salt that only one side knows refuses the run", async () => {
    const other = project.copy();
    other.write("keys/salt", "paprika\n");
    const { code, stderr } = await other.gatekeeper("run", "--as-of", "2026-11-01");
    expect(code).toBe(6);
    const salted = Object.keys(SCHEMES).filter((name) => SCHEMES[name]?.salted === true);
    expect(
      [...stderr.matchAll(/hashed list "(?<list>\w+)"/gu)].map(({ groups }) => groups?.["list"] ?? "").toSorted(byText),
    ).toEqual(salted.toSorted(byText));
  });

  test("that declares no scheme, or no control value, refuses the run", async () => {
    const other = project.copy();
    other.write("gatekeeper.yaml", registerConfiguration("  plain: { kind: internal }\n", ["partner"]));
    expect((await other.gatekeeper("run", "--as-of", "2026-11-01")).stderr).toContain("GK0434");
    const uncontrolled = declarations(SCHEMES).replaceAll(/control_value: "[^"]*", /gu, "");
    other.write("gatekeeper.yaml", registerConfiguration(uncontrolled, ["partner"]));
    expect((await other.gatekeeper("validate")).stderr).toContain("GK0436");
  });
});

function declarations(schemes: Readonly<Record<string, Scheme>>): string {
  return Object.entries(schemes)
    .map(([name, { algorithm, encoding, normalisation, salted }]) => {
      const salt = salted === true ? ', salt: "${file:keys/salt}"' : "";
      const hash = `{ algorithm: ${algorithm}, encoding: ${encoding}, normalisation: ${normalisation}${salt} }`;
      return `  ${name}: { kind: partner, control_value: "${controlOf(normalisation)}", hash: ${hash} }\n`;
    })
    .join("");
}

/** The rows of every list: its control value and the contact it has. */
function rowsBy(schemes: Readonly<Record<string, Scheme>>): string[] {
  return Object.entries(schemes).flatMap(([name, scheme]) =>
    [LISTED[name] ?? "", controlOf(scheme.normalisation)].map((value) => `${name},hash,${hashBy(scheme, value)}`),
  );
}

function controlOf(normalisation: Scheme["normalisation"]): string {
  return CONTROL[normalisation === "email" ? "email" : "phone"];
}

function hashBy({ algorithm, encoding, normalisation, salted }: Scheme, value: string): string {
  const text = normalisation === "e164_digits" ? value.slice(1) : value;
  const hash = createHash(algorithm).update((salted === true ? "pepper" : "") + text);
  if (encoding === "base64") return hash.digest("base64");
  return encoding === "hex" ? hash.digest("hex") : hash.digest("hex").toUpperCase();
}

/** A scheme that differs in one thing: the plus where numbers are hashed, else the case or the encoding. */
function otherThan(scheme: Scheme): Scheme {
  const { normalisation, encoding } = scheme;
  if (normalisation === "e164") return { ...scheme, normalisation: "e164_digits" };
  if (normalisation === "e164_digits") return { ...scheme, normalisation: "e164" };
  return { ...scheme, encoding: encoding === "hex" ? "upper_hex" : "hex" };
}

function byText(one: string, other: string): number {
  return one < other ? -1 : 1;
}
