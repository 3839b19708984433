import { CHANNEL_CONTACT_POINTS } from "../../../src/domain/campaign.ts";
import { topicWord } from "../../../src/domain/consent.ts";
import type { SqlRow } from "../../../src/engine/engine.ts";
import { looseContactKey } from "../../../src/identity/loose-key.ts";
import { foldConsent } from "../../oracle/consent-fold.ts";
import { personOf, spansOf } from "../../oracle/merges.ts";
import type { Statements } from "../../oracle/statements.ts";
import { asksOf, type CampaignSpec, windowOf } from "../consent/campaigns.ts";
import { disagreements, indexOf } from "../consent/disagreements.ts";
import { customerId, statementsOf } from "../consent/statements.ts";
import type { World } from "../consent/world.ts";
import type { RunAnswers } from "./packed-project.ts";

/** The answers of a run by the world they are about. */
export function answersByWorld({ decisions, findings, listed }: RunAnswers): ReadonlyMap<string, RunAnswers> {
  const worlds = new Map<string, { decisions: SqlRow[]; findings: SqlRow[]; listed: SqlRow[] }>();
  const put = (kind: keyof RunAnswers, row: SqlRow) => {
    const name = String(row["person_id"]).split("-")[0] ?? "";
    const known = worlds.get(name) ?? { decisions: [], findings: [], listed: [] };
    known[kind].push(row);
    worlds.set(name, known);
  };
  for (const row of decisions) put("decisions", row);
  for (const row of findings) put("findings", row);
  for (const row of listed) put("listed", row);
  return worlds;
}

/**
 * Everything in which the files of a run differ from what the naive oracle says of one world, one line each.
 *
 * Nobody with a binding denial is listed; nobody without one is refused for that reason; nobody who may be contacted is
 * missing, but for whom another is listed at the same contact point; and everybody is decided on once.
 */
export function listDisagreements(
  world: World,
  name: string,
  answers: RunAnswers,
  campaigns: readonly CampaignSpec[],
): string[] {
  const statements = statementsOf(world, name);
  const spans = spansOf(statements.merges);
  const customers = Array.from({ length: world.customers }, (_, customer) => customerId(name, customer));
  const people = [...new Set(customers.map((customer) => personOf(customer, spans)))];
  const ofConsent = answers.findings.filter((row) => CONSENT_CLASSES.includes(String(row["class"])));
  const index = indexOf({ standing: [], bases: [], findings: ofConsent });
  return [
    ...disagreements("gates", world, name, index, campaigns),
    ...campaigns.flatMap((campaign) => {
      const candidates = people.map((person) => {
        const held = statements.holdings
          .filter(({ customerId: id }) => customers.includes(id) && personOf(id, spans) === person)
          .map(({ contactKey }) => contactKey)
          .filter((key) => key.startsWith(`${CHANNEL_CONTACT_POINTS[campaign.channel]}:`))
          .filter((key) =>
            isHeldThroughout(
              statements,
              campaign,
              key,
              (id) => customers.includes(id) && personOf(id, spans) === person,
            ),
          );
        return { person, free: held.filter((key) => mayContact(statements, campaign, person, key)) };
      });
      return candidates.flatMap((candidate) => aboutCandidate(campaign, candidate, answers));
    }),
  ];
}

/** The classes of gates that consent decides, and nothing else. */
const CONSENT_CLASSES: readonly string[] = ["subject", "register", "basis", "data_use"];

/** A contact point that is given up, or not yet had, on a day of the window is dead. */
function isHeldThroughout(
  { holdings }: Statements,
  { window }: CampaignSpec,
  key: string,
  isOwn: (customer: string) => boolean,
): boolean {
  const held = holdings.filter(({ customerId: id, contactKey }) => contactKey === key && isOwn(id));
  const from = Math.min(...held.map(({ fromDay }) => fromDay ?? -Infinity));
  const until = Math.max(...held.map(({ untilDay }) => untilDay ?? Infinity));
  return from <= Date.parse(window.fromDate) && until >= Date.parse(window.toDate);
}

interface Candidate {
  readonly person: string;
  /** The contact points through which the oracle lets the person be contacted. */
  readonly free: readonly string[];
}

function aboutCandidate({ id }: CampaignSpec, { person, free }: Candidate, answers: RunAnswers): string[] {
  const isAbout = (row: SqlRow) => row["campaign_id"] === id && row["person_id"] === person;
  const [decision, ...more] = answers.decisions.filter(isAbout);
  const listed = answers.listed.filter(isAbout).map((row) => String(row["contact_key"]));
  const problem = (what: string) => [`${id} ${person}: ${what}`];
  if (decision === undefined || more.length > 0) return problem("is not decided on once");
  if (listed.length > 1) return problem("is listed twice");
  const [key] = listed;
  if ((decision["outcome"] === "listed") !== (key !== undefined)) return problem("is decided on otherwise than listed");
  if (key !== undefined) return free.includes(key) ? [] : problem(`is listed at ${key}, where the oracle refuses`);
  if (free.length === 0) return [];
  const isForAnother = decision["primary_reason"] === "ALLOC_DUPLICATE_CP";
  // Somebody else is reached through what may well be one of these contact points.
  const freeKeys = new Set(free.map(looseContactKey));
  const others = answers.listed.filter(
    (row) => row["campaign_id"] === id && freeKeys.has(looseContactKey(String(row["contact_key"]))),
  );
  if (isForAnother && others.length > 0) return [];
  return problem(`is refused as ${String(decision["primary_reason"])}, the oracle lists at ${free.join(" or ")}`);
}

function mayContact(statements: Statements, campaign: CampaignSpec, personId: string, contactKey: string): boolean {
  const topic = campaign.topic === null ? null : topicWord(campaign.topic);
  return asksOf(campaign).every(({ purpose, needsConsent }) => {
    const question = { personId, purpose, channel: campaign.channel, contactKey, topic, window: windowOf(campaign) };
    const { verdict } = foldConsent(statements, question);
    return verdict === "allow" || (!needsConsent && verdict !== "deny");
  });
}
