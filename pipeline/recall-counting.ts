import type { RecallRecord, RecalledStop } from "../src/artefacts/recall-record.ts";
import {
  EVERY_LIST,
  groupsOfRecall,
  protectRecall,
  type Recalled,
  type ShownRecall,
  TIMES,
  timesOf,
} from "../src/disclosure/recall-counts.ts";
import { loadSolver } from "../src/disclosure/solver.ts";
import type { Engine } from "../src/engine/engine.ts";
import { type DecidedParts, peopleAtoms } from "../src/export/people-atoms.ts";
import type { StagedPerson } from "../src/export/staged-list.ts";
import type { FinishedRun } from "../src/state/run-store.ts";
import type { RunContext } from "./context.ts";
import { releasedGroups } from "./released-groups.ts";

/** How the people of recalls of one release are counted. */
export interface RecallCounting {
  readonly recalledBy: (record: RecallRecord) => Recalled;
  /** Which counts everybody may see: beside what the run and its releases showed, and earlier recalls. */
  readonly shownOf: (record: RecallRecord) => Promise<ShownRecall>;
}

/** A person has one reference for each list, and counts once, however many stops and lists there are. */
export function countingOf(
  context: RunContext,
  run: FinishedRun,
  people: readonly StagedPerson[],
  recalls: readonly RecallRecord[],
): RecallCounting {
  const personOf = new Map(people.map((each) => [`${each.campaignId} ${each.reference}`, each.personId]));
  const peopleOf = (stops: readonly RecalledStop[]) =>
    new Set(stops.map(({ campaignId, reference }) => personOf.get(`${campaignId} ${reference}`) ?? reference));
  const recalledBy = ({ recallId, lists, stops }: RecallRecord): Recalled => ({
    recallId,
    lists: lists.map(({ campaignId }) => ({
      campaignId,
      people: peopleOf(stops.filter((stop) => stop.campaignId === campaignId)),
    })),
    late: peopleOf(stops.filter(({ isInTime }) => !isInTime)),
  });
  const shownOf = async (record: RecallRecord): Promise<ShownRecall> => {
    const place = recalls.findIndex(({ recallId }) => recallId === record.recallId);
    const before = place === -1 ? recalls : recalls.slice(0, place);
    const { sources, groups } = await releasedGroups(context, run);
    const known = [...groups];
    for (const earlier of before) {
      const shown = earlier.shown ?? (await shownOf(earlier));
      known.push(...groupsOfRecall(recalledBy(earlier), shown));
    }
    const own: DecidedParts[] = [];
    for (const each of [...before, record]) own.push(await nameRecalled(context.engine, recalledBy(each)));
    const atoms = await peopleAtoms(context.engine, [...sources, ...own], false);
    const { minimumUnits } = context.project.disclosure;
    return protectRecall(await loadSolver(), recalledBy(record), { groups: known, atoms }, minimumUnits);
  };
  return { recalledBy, shownOf };
}

const COLUMNS = [
  ...["campaign_id", "person_id", "part"].map((name) => ({ name, type: "varchar" })),
  { name: "is_without_rules", type: "boolean" },
];

async function nameRecalled(engine: Engine, recalled: Recalled): Promise<DecidedParts> {
  const table = `beside.${recalled.recallId.replace("-", "_")}`;
  const ofLists = recalled.lists.flatMap(({ campaignId, people }) =>
    [...people].map((person) => [campaignId, person, "recalled", false]),
  );
  const times = timesOf(recalled).flatMap((people, index) =>
    [...people].map((person) => [EVERY_LIST, person, TIMES[index] ?? "", false]),
  );
  await engine.fill(table, COLUMNS, [...ofLists, ...times]);
  const campaignIds = [...recalled.lists.map(({ campaignId }) => campaignId), EVERY_LIST];
  return { runId: recalled.recallId, table, campaignIds };
}
