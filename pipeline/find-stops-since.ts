import type { RecalledStop } from "../src/artefacts/recall-record.ts";
import type { ReleaseRecord } from "../src/artefacts/release-record.ts";
import { present } from "../src/assert.ts";
import type { Engine, SqlRow } from "../src/engine/engine.ts";
import type { StagedPerson } from "../src/export/staged-list.ts";
import type { RunContext } from "./context.ts";
import { responseTime } from "./response-time.ts";

/** A person of a release as its contacts have them. */
export async function peopleOfRelease(engine: Engine, contactsFile: string): Promise<StagedPerson[]> {
  await engine.attach("recall.contacts", [contactsFile]);
  const people: StagedPerson[] = [];
  const select = `select contacts.contact_id, contacts.campaign_id, contacts.person_id, contacts.contact_key
    from recall.contacts order by contacts.campaign_id, contacts.contact_id`;
  for await (const block of engine.stream(select)) {
    for (const row of block) {
      people.push({
        campaignId: String(row["campaign_id"]),
        personId: String(row["person_id"]),
        contactKey: String(row["contact_key"]),
        reference: String(row["contact_id"]).split("/")[0] ?? "",
      });
    }
  }
  return people;
}

/** Whether a row of a release's contacts stands in for somebody erased. */
export function isErased({ personId }: StagedPerson): boolean {
  return personId.startsWith("erased-");
}

/** What may have happened to people after their list was handed over: absolute grounds, refusals and registers. Source: consent-gate.md §8. */
const SINCE_HAND_OVER = `select findings.campaign_id, findings.person_id, findings.reason_code,
    contact_options.place,
    min(coalesce(denials.start_at, denials.first_seen_at)) as start_at,
    min(coalesce(denials.recorded_at, denials.first_seen_at)) as recorded_at,
    min(denials.first_seen_at) as first_seen_at
  from gate.findings
  inner join gate.reasons on reasons.reason_code = findings.reason_code and reasons.class in ('absolute', 'subject', 'register')
  inner join run.staged_options
    on staged_options.campaign_id = findings.campaign_id
    and staged_options.person_id = findings.person_id
    and (findings.contact_key is null or findings.contact_key = staged_options.contact_key)
  left join gate.contact_options
    on contact_options.campaign_id = staged_options.campaign_id
    and contact_options.person_id = staged_options.person_id
    and contact_options.contact_key = staged_options.contact_key
  left join consent.denials on denials.denial_id = split_part(findings.evidence, ' ', 1)
  group by findings.campaign_id, findings.person_id, findings.reason_code, contact_options.place
  order by findings.campaign_id, findings.person_id, findings.reason_code, contact_options.place`;

/**
 * Every stop since a release was handed over, by reference, each with its deadline. `earlier` are the stops that recalls before this one named: they
 * were acted upon then.
 */
export async function stopsSince(
  context: RunContext,
  record: ReleaseRecord,
  people: readonly StagedPerson[],
  earlier: readonly RecalledStop[],
): Promise<RecalledStop[]> {
  const now = context.clock.now().toISOString();
  const actedBefore = new Map(
    earlier.toReversed().map((stop) => [`${stop.campaignId} ${stop.reference} ${stop.reasonCode}`, stop]),
  );
  const referenceOf = new Map(people.map((each) => [`${each.campaignId} ${each.personId}`, each.reference]));
  const found = [...erasedOf(people), ...(await context.engine.query(SINCE_HAND_OVER))];
  const stops = found.flatMap((row) => {
    const reference = referenceOf.get(`${row["campaign_id"]} ${row["person_id"]}`);
    return reference === undefined ? [] : [stopOf(context, row, reference, now)];
  });
  const known = stops.map((stop) => actedBefore.get(`${stop.campaignId} ${stop.reference} ${stop.reasonCode}`) ?? stop);
  // Somebody whose refusal was lifted since stays recalled: the vendor has been told to forget them.
  const missing = earlier.filter(
    (stop) => !known.some((each) => each.reference === stop.reference && each.campaignId === stop.campaignId),
  );
  const unique = new Map(
    [...known, ...missing].map((stop) => [`${stop.campaignId} ${stop.reference} ${stop.reasonCode}`, stop]),
  );
  const campaigns = new Set(record.campaigns.map(({ campaignId }) => campaignId));
  return [...unique]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, stop]) => stop)
    .filter(({ campaignId }) => campaigns.has(campaignId));
}

function erasedOf(people: readonly StagedPerson[]): SqlRow[] {
  return people.filter(isErased).map(({ campaignId, personId }) => ({
    campaign_id: campaignId,
    person_id: personId,
    reason_code: "OPT_ERASED",
  }));
}

function stopOf({ project, campaigns }: RunContext, row: SqlRow, reference: string, now: string): RecalledStop {
  const campaignId = String(row["campaign_id"]);
  const { campaign } = present(
    campaigns.find((each) => each.campaign.id === campaignId),
    "the release's campaigns were selected",
  );
  const moments = ["start_at", "recorded_at", "first_seen_at"].flatMap((name) =>
    (row[name] ?? null) === null ? [] : [String(row[name])],
  );
  const [first] = moments.toSorted();
  const receivedAt = first === undefined ? null : instant(first, now);
  const places = String(row["place"] ?? "")
    .split("|")
    .filter((place) => place !== "");
  const time = responseTime({
    book: project.rules,
    places,
    channel: campaign.channel,
    receivedAt: new Date(receivedAt ?? now),
    actedAt: new Date(now),
    timeZone: project.timeZone,
  });
  return {
    campaignId,
    reference,
    reasonCode: String(row["reason_code"]),
    receivedAt,
    deadline: time.deadline,
    actedAt: now,
    isInTime: time.isInTime,
  };
}

/** What lies before the calendar of the stops, or is still to come, was received now at the latest. */
function instant(timestamp: string, now: string): string {
  const text = timestamp.replace(" ", "T").slice(0, 23);
  const ms = Date.parse(`${text}Z`);
  return Number.isNaN(ms) || ms > Date.parse(now) ? now : new Date(ms).toISOString();
}
