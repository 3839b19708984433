import { CHANNEL_CONTACT_POINTS } from "../../../src/domain/campaign.ts";
import { topicWord } from "../../../src/domain/consent.ts";
import type { SqlRow } from "../../../src/engine/engine.ts";
import { personOf, spansOf } from "../../oracle/merges.ts";
import { bestGrant, foldConsent, standingDenials } from "../../oracle/consent-fold.ts";
import type { Asked } from "../../oracle/told.ts";
import type { Statements } from "../../oracle/statements.ts";
import { asksOf, type CampaignSpec, CAMPAIGNS, recipientsOf, windowOf } from "./campaigns.ts";
import type { ModelAnswers } from "./models.ts";
import { customerId, statementsOf } from "./statements.ts";
import type { World } from "./world.ts";

/** The models' answers by what they are about, ready to look up. */
export interface AnswerIndex {
  readonly standing: ReadonlyMap<string, readonly string[]>;
  readonly bases: ReadonlyMap<string, readonly string[]>;
  readonly findings: ReadonlyMap<string, readonly string[]>;
}

/** Groups what the models say by campaign, person, contact point (blank for the person) and purpose. */
export function indexOf({ standing, bases, findings }: ModelAnswers): AnswerIndex {
  return {
    standing: grouped(standing, ["campaign_id", "person_id", "contact_key", "asked_purpose"], "statement"),
    bases: grouped(bases, ["campaign_id", "person_id", "contact_key", "purpose"], "basis"),
    findings: grouped(findings, ["campaign_id", "person_id", "contact_key"], "class"),
  };
}

/** What models and oracle are compared on. */
export type Aspect = "denials" | "bases" | "gates";

/** Every question of an aspect on which models and oracle differ, one line each; none when they agree about the world named. */
export function disagreements(
  aspect: Aspect,
  world: World,
  name: string,
  answers: AnswerIndex,
  campaigns = CAMPAIGNS,
): string[] {
  const statements = statementsOf(world, name);
  const customers = Array.from({ length: world.customers }, (_, customer) => customerId(name, customer));
  const spans = spansOf(statements.merges);
  const people = [...new Set(customers.map((customer) => personOf(customer, spans)))];
  return people.flatMap((person) => {
    const held = [...new Set(heldBy(statements, person, customers))];
    return campaigns.flatMap((campaign) => aboutPerson(aspect, campaign, { person, held }, statements, answers));
  });
}

function aboutPerson(
  aspect: Aspect,
  campaign: CampaignSpec,
  { person: personId, held }: { readonly person: string; readonly held: readonly string[] },
  statements: Statements,
  answers: AnswerIndex,
): string[] {
  if (aspect === "denials")
    return [null, ...held].flatMap((key) => aboutDenials(campaign, personId, key, statements, answers));
  const about = aspect === "bases" ? aboutBases : aboutGates;
  const kind = `${CHANNEL_CONTACT_POINTS[campaign.channel]}:`;
  return held
    .filter((key) => key.startsWith(kind))
    .flatMap((key) => about(campaign, personId, key, statements, answers));
}

/** What the person's customers hold, of those whom the file of customers knows. */
function heldBy({ holdings, merges }: Statements, personId: string, customers: readonly string[]): string[] {
  const spans = spansOf(merges);
  return holdings
    .filter(({ customerId: holder }) => customers.includes(holder) && personOf(holder, spans) === personId)
    .map(({ contactKey }) => contactKey);
}

/** The denials that stand, purpose by purpose, for the person or for one point: the same ones, by id. */
function aboutDenials(
  campaign: CampaignSpec,
  person: string,
  key: string | null,
  statements: Statements,
  answers: AnswerIndex,
): string[] {
  return asksOf(campaign).flatMap(({ purpose }) => {
    const expected = standingDenials(statements, question(campaign, person, key, purpose));
    const ofPerson = said(answers.standing, [campaign.id, person, "", purpose]);
    const ofPoint = key === null ? [] : said(answers.standing, [campaign.id, person, key, purpose]);
    return difference(
      `${campaign.id} ${purpose} ${person} ${key ?? "anywhere"}: denied by`,
      [...ofPerson, ...ofPoint],
      expected,
    );
  });
}

function aboutBases(
  campaign: CampaignSpec,
  person: string,
  key: string,
  statements: Statements,
  answers: AnswerIndex,
): string[] {
  return asksOf(campaign, key).flatMap(({ purpose, needsConsent, accepted }) => {
    const best = bestGrant(statements, question(campaign, person, key, purpose), accepted);
    const expected = needsConsent ? [best.basis] : [];
    const found = said(answers.bases, [campaign.id, person, key, purpose]);
    return difference(`${campaign.id} ${purpose} ${person} ${key}: basis`, found, expected);
  });
}

/** A binding denial is a finding of the classes subject and register, nothing else is; a missing basis one of the two others. */
function aboutGates(
  campaign: CampaignSpec,
  person: string,
  key: string,
  statements: Statements,
  answers: AnswerIndex,
): string[] {
  const classes = new Set([
    ...said(answers.findings, [campaign.id, person, ""]),
    ...said(answers.findings, [campaign.id, person, key]),
  ]);
  const asks = asksOf(campaign, key).map((ask) => ({ ...ask, question: question(campaign, person, key, ask.purpose) }));
  const verdicts = asks.map((ask) => foldConsent(statements, ask.question, ask.accepted).verdict);
  const isDenied = verdicts.includes("deny");
  const mayPass = asks.every(
    ({ needsConsent }, index) => verdicts[index] === "allow" || (!needsConsent && verdicts[index] !== "deny"),
  );
  const [refusedByDenial, passes] = [classes.has("subject") || classes.has("register"), classes.size === 0];
  return [
    ...difference(
      `${campaign.id} ${person} ${key}: refused for a denial`,
      [String(refusedByDenial)],
      [String(isDenied)],
    ),
    ...difference(`${campaign.id} ${person} ${key}: passes`, [String(passes)], [String(mayPass)]),
  ];
}

function question(campaign: CampaignSpec, personId: string, contactKey: string | null, purpose: string): Asked {
  const topic = campaign.topic === null ? null : topicWord(campaign.topic);
  const recipients = recipientsOf(campaign);
  return { personId, purpose, channel: campaign.channel, contactKey, topic, window: windowOf(campaign), recipients };
}

function difference(what: string, models: readonly string[], oracle: readonly string[]): string[] {
  const [found, expected] = [models, oracle].map((list) => [...new Set(list)].toSorted().join(" ") || "nothing");
  return found === expected ? [] : [`${what} ${found} in the models, ${expected} in the oracle`];
}

function said(index: ReadonlyMap<string, readonly string[]>, about: readonly string[]): readonly string[] {
  return index.get(about.join("\n")) ?? [];
}

function grouped(rows: readonly SqlRow[], about: readonly string[], value: string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const row of rows) {
    const key = about.map((column) => row[column] ?? "").join("\n");
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [String(row[value])]);
    else group.push(String(row[value]));
  }
  return groups;
}
