import fc from "fast-check";
import { expect, test } from "vitest";

import { type CampaignSpec, CAMPAIGNS } from "../consent/campaigns.ts";
import { at } from "../consent/times.ts";
import { PLAIN_EVENT, type World } from "../consent/world.ts";
import { answersByWorld, listDisagreements } from "./list-disagreements.ts";
import { type RunAnswers, runWorlds } from "./packed-project.ts";
import { campaigns, listedWorld } from "./worlds.ts";

// Many disjoint worlds are packed into one project, so that thousands are tried by a few runs of the whole job.
const IS_LONG = process.env["GK_LONG"] === "1";
const PACKS = IS_LONG ? 20 : 1;
const WORLDS_AT_ONCE = IS_LONG ? 500 : 150;
const SEED = Number(process.env["GK_SEED"] ?? 20_261_129);
const PATIENCE = 3_600_000;

const NOBODY: RunAnswers = { decisions: [], findings: [], listed: [] };

test(
  `in ${PACKS * WORLDS_AT_ONCE} small worlds the lists of the whole job hold whom the oracle lets be contacted, and nobody else`,
  async () => {
    let listed = 0;
    for (let pack = 0; pack < PACKS; pack += 1) listed += await tryPack(SEED + pack);
    expect(listed).toBeGreaterThan((PACKS * WORLDS_AT_ONCE) / 20);
  },
  PATIENCE,
);

test("a name too many on a list, one too few, and a refusal without its reason are found", async () => {
  const say = { ...PLAIN_EVENT, effective: at("2026-11-09T10:00:00.000Z") };
  const world: World = {
    customers: 2,
    holdings: [0, 1].map((customer) => ({ customer, point: customer, spelling: 0, from: null, until: null })),
    events: [
      { ...say, action: "give" },
      { ...say, customer: 1, action: "withdraw" },
    ],
    suppressions: [],
    outcomes: [],
    merges: [],
  };
  const [, smsDay] = CAMPAIGNS;
  const asked = [smsDay as CampaignSpec];
  const answers = await runWorlds([world], asked);
  const found = (changed: Partial<RunAnswers>) => listDisagreements(world, "w0", { ...answers, ...changed }, asked);
  expect(answers.listed.map((row) => row["person_id"])).toEqual(["w0-c0"]);
  expect(found({})).toEqual([]);
  expect(found({ listed: [] })).toHaveLength(1);
  const refused = answers.decisions.find(({ outcome }) => outcome === "refused");
  const wrong = { ...refused, contact_key: "phone:+8613800000001" };
  expect(found({ listed: [...answers.listed, wrong] })).toHaveLength(1);
  expect(found({ decisions: answers.decisions.filter((row) => row !== refused) })).toHaveLength(1);
  expect(found({ findings: answers.findings.filter((row) => row["class"] !== "subject") })).toHaveLength(1);
});

/** How many were listed in a pack of worlds on which job and oracle agree. */
async function tryPack(seed: number): Promise<number> {
  const worlds = fc.sample(listedWorld, { numRuns: WORLDS_AT_ONCE, seed });
  const [asked = []] = fc.sample(campaigns, { numRuns: 1, seed });
  const answers = await runWorlds(worlds, asked);
  const byWorld = answersByWorld(answers);
  const failed = worlds.findIndex((world, place) => {
    const name = `w${place}`;
    return listDisagreements(world, name, byWorld.get(name) ?? NOBODY, asked).length > 0;
  });
  if (failed !== -1) await shrink(seed, failed, asked);
  return answers.listed.length;
}

/** Fails with the smallest world like the one of that place in the pack; each attempt is two runs of its own. */
async function shrink(seed: number, place: number, asked: readonly CampaignSpec[]): Promise<void> {
  const property = fc.asyncProperty(listedWorld, async (world: World) => {
    const byWorld = answersByWorld(await runWorlds([world], asked));
    expect(listDisagreements(world, "w0", byWorld.get("w0") ?? NOBODY, asked)).toEqual([]);
  });
  await fc.assert(property, { seed, path: String(place), numRuns: place + 1 });
  expect.fail(`world ${place} of the pack with seed ${seed} differs among the others and agrees alone`);
}
