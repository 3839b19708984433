import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { openTestEngine, type TestEngine } from "../../support/test-engine.ts";
import { BASES } from "../../oracle/consent-fold.ts";
import { type AnswerIndex, type Aspect, disagreements, indexOf } from "./disagreements.ts";
import { askModels, type ModelAnswers } from "./models.ts";
import { at } from "./times.ts";
import { type EventSpec, PLAIN, PLAIN_EVENT, type SuppressionSpec, world, type World } from "./world.ts";

const WORLDS = process.env["GK_LONG"] === "1" ? 10_000 : 300;
const WORLDS_AT_ONCE = 2000;
const SEED = Number(process.env["GK_SEED"] ?? 20_261_122);
const PATIENCE = 600_000;

const worlds = fc.sample(world, { numRuns: WORLDS, seed: SEED });

let opened: TestEngine;
let batches: ModelAnswers[];
let answers: AnswerIndex[];

beforeAll(async () => {
  opened = await openTestEngine();
  batches = [];
  for (let from = 0; from < WORLDS; from += WORLDS_AT_ONCE) {
    batches.push(await askModels(opened, worlds.slice(from, from + WORLDS_AT_ONCE)));
  }
  answers = batches.map(indexOf);
}, PATIENCE);

afterAll(async () => {
  await opened.close();
});

test(
  `in ${WORLDS} random worlds the denials that stand are the oracle's, for every person, purpose and contact point`,
  async () => {
    await expectAgreement("denials");
  },
  PATIENCE,
);

test(
  `in ${WORLDS} random worlds every contact option has the basis that the oracle finds`,
  async () => {
    await expectAgreement("bases");
  },
  PATIENCE,
);

test(
  `in ${WORLDS} random worlds nobody passes with a binding denial or without a basis, and nobody else is refused`,
  async () => {
    await expectAgreement("gates");
  },
  PATIENCE,
);

test("the random worlds hold every basis, every reason and every way to match a denial to a person", () => {
  const bases = new Set(batches.flatMap((batch) => batch.bases.map((row) => row["basis"])));
  const reasons = new Set(batches.flatMap((batch) => batch.findings.map((row) => row["reason_code"])));
  expect(BASES.filter((basis) => !bases.has(basis))).toEqual([]);
  expect(REASONS.filter((reason) => !reasons.has(reason))).toEqual([]);
  const tiers = new Set(batches.flatMap((batch) => batch.standing.map((row) => row["tier"])));
  expect(TIERS.filter((tier) => !tiers.has(tier))).toEqual([]);
});

const TIERS = ["cluster", "exact", "loose", "domain", "prefix"];

test(
  "a record of another basis than consent needs no proof where it is accepted, and does nothing where it is not",
  async () => {
    const record: EventSpec = {
      ...PLAIN_EVENT,
      action: "give",
      purpose: "direct_marketing",
      channel: "email",
      effective: at("2025-01-01T00:00:00.000Z"),
      legalBasis: "soft_opt_in",
      method: null,
      proofRef: null,
    };
    const of = (event: EventSpec, point: number): World => ({
      customers: 1,
      holdings: [{ customer: 0, point, spelling: 0, from: null, until: null }],
      events: [event],
      suppressions: [],
      outcomes: [],
      merges: [],
    });
    const spelled = [
      of(record, 3),
      of({ ...record, legalBasis: "implied" }, 3),
      of({ ...record, legalBasis: "consent" }, 3),
      of({ ...record, channel: "sms" }, 0),
    ];
    const alone = await askModels(opened, spelled);
    const basisOf = (index: number, campaign: string) =>
      alone.bases.find(
        (row) =>
          row["campaign_id"] === campaign &&
          String(row["person_id"]).startsWith(`w${index}-`) &&
          row["purpose"] === "direct_marketing",
      )?.["basis"];
    expect([
      basisOf(0, "email-home"),
      basisOf(1, "email-home"),
      basisOf(2, "email-home"),
      basisOf(3, "sms-day"),
    ]).toEqual(["valid", "other_scope", "proof_missing", "other_scope"]);
    const index = indexOf(alone);
    expect(spelled.flatMap((each, place) => disagreements("bases", each, `w${place}`, index))).toEqual([]);
  },
  PATIENCE,
);

test(
  "a stop of a prefix binds a number with and without the digit of mobile numbers, whichever of them the prefix has",
  async () => {
    const of = (listed: number, held: number): World => ({
      customers: 1,
      holdings: [{ customer: 0, point: held, spelling: 0, from: null, until: null }],
      events: [],
      suppressions: [{ ...STOP, contact: { point: listed, spelling: 0 } }],
      outcomes: [],
      merges: [],
    });
    const spelled = [of(10, 11), of(11, 10), of(10, 10), of(11, 11), of(0, 10)];
    const alone = await askModels(opened, spelled);
    const bound = new Set(alone.standing.map((row) => String(row["person_id"]).split("-")[0]));
    expect(spelled.map((_, place) => bound.has(`w${place}`))).toEqual([true, true, true, true, false]);
    const index = indexOf(alone);
    expect(spelled.flatMap((each, place) => disagreements("denials", each, `w${place}`, index))).toEqual([]);
  },
  PATIENCE,
);

const STOP: SuppressionSpec = {
  ...PLAIN,
  customer: null,
  area: "prefix",
  scope: null,
  authority: "subject",
  effective: at("2026-11-10T00:00:00.000Z"),
  expires: { kind: "absent" },
};

const REASONS = [
  "COMPLAINT OPT_AFTER_CONTACT OPT_ALL OPT_AUTOMATED OPT_CHANNEL OPT_CONTACT_POINT OPT_MARKETING OPT_PURPOSE OPT_SENSITIVE OPT_THIRD_PARTY",
  "REG_INTERNAL_LIST REG_NATIONAL_DNC REG_TPS REG_PARTNER_LIST BASIS_EXPIRED BASIS_NONE BASIS_NOTICE_OUTDATED BASIS_NOT_YET BASIS_PROOF_MISSING BASIS_SCOPE USE_AUTOMATED USE_SENSITIVE USE_THIRD_PARTY",
].flatMap((line) => line.split(" "));

/** Fails with the smallest world on which models and oracle differ. */
async function expectAgreement(aspect: Aspect): Promise<void> {
  const failed = worlds.findIndex((each, index) => {
    const [batch, place] = [Math.floor(index / WORLDS_AT_ONCE), index % WORLDS_AT_ONCE];
    return disagreements(aspect, each, `w${place}`, answers[batch] as AnswerIndex).length > 0;
  });
  if (failed !== -1) await shrink(aspect, failed);
}

/** Shrinks the sample's world of that number; each attempt is a run of its own. */
async function shrink(aspect: Aspect, index: number): Promise<void> {
  const property = fc.asyncProperty(world, async (each: World) => {
    const alone = indexOf(await askModels(opened, [each]));
    expect(disagreements(aspect, each, "w0", alone)).toEqual([]);
  });
  await fc.assert(property, { seed: SEED, path: String(index), numRuns: index + 1 });
  expect.fail(`world ${index} differs among the others and agrees alone`);
}
