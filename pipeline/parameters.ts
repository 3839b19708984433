import { momentName } from "../src/config/as-of.ts";
import { funnelMoments } from "../src/config/funnel-moments.ts";
import { purchasePeriod } from "../src/config/purchase-period.ts";
import { CHANNELS, DATA_USES } from "../src/domain/campaign.ts";
import { YES_WORDS } from "../src/domain/yes-no-words.ts";
import { PEOPLE_PER_CONTACT_POINT, PLACEHOLDER_DIGITS, PLACEHOLDER_NAMES } from "../src/domain/placeholders.ts";
import { isTps } from "../src/domain/list.ts";
import { AUTHORITIES } from "../src/domain/project.ts";
import { MEDIAN_SCORES } from "../src/domain/report.ts";
import { windowDates } from "../src/config/rfm-window.ts";
import type { Engine, SqlValue } from "../src/engine/engine.ts";
import { allSources } from "../src/load/load-inputs.ts";
import { newestSnapshots } from "../src/load/register-snapshots.ts";
import { unavailableLists } from "../src/load/unavailable-lists.ts";
import { allocationParameters } from "./allocation-parameters.ts";
import { campaignParameters, everythingAsked } from "./campaign-parameters.ts";
import type { RunContext } from "./context.ts";
import { noticeParameters } from "./notice-parameters.ts";
import { ruleParameters } from "./rule-parameters.ts";
import { scoreParameters } from "./score-parameters.ts";

/** A small table of parameters: columns as `name type`, and its rows. */
export interface ParameterTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
}

/** Fills `run.*`, the small tables that models read instead of parameters. Nothing is ever substituted into SQL. */
export async function fillParameters(context: RunContext): Promise<void> {
  const tables = {
    ...moment(context),
    ...scoreParameters(context.project.rfm),
    ...rhythm(context),
    ...lists(context),
    ...suppressionLists(context),
    ...words(context),
    ...campaignParameters(context),
    ...noticeParameters(context),
    ...allocationParameters(context),
    ...ruleParameters(context, everythingAsked(context)),
    ...reports(context),
  };
  for (const [name, table] of Object.entries(tables)) await fillTable(context.engine, `run.${name}`, table);
}

/** Fills the tables of the input files, once they are loaded, of those that hold the newest snapshots of registers, and of lists that cannot be asked. Throws GK0430. */
export async function fillFiles(context: RunContext): Promise<void> {
  const rows = context.results.inputs.map(({ loaded }) => [
    loaded.fileId,
    loaded.firstSeenAt.replace("T", " ").replace("Z", ""),
    context.stops.hasAbsorbed(loaded.fileId),
  ]);
  const unique = [...new Map(rows.map((row) => [row[0], row])).values()];
  await fillTable(context.engine, "run.files", {
    columns: ["file_number integer", "file_id varchar", "first_seen_at timestamp(6)", "is_absorbed boolean"],
    rows: unique.map((row, index) => [index + 1, ...row]),
  });
  await fillTable(context.engine, "run.register_files", {
    columns: ["list_id varchar", "file_id varchar"],
    rows: newestSnapshots(context.project, context.results.inputs).map(({ list, fileId }) => [list.listId, fileId]),
  });
  await fillTable(context.engine, "run.unavailable_lists", {
    columns: ["campaign_id varchar", "list_id varchar", "place varchar", "fault varchar"],
    rows: unavailableLists(
      context.project,
      context.results.inputs,
      everythingAsked(context),
      context.stops.registers,
    ).map(({ campaignId, listId, place, fault }) => [campaignId, listId, place, fault]),
  });
}

/** Names the campaign whose turn it is in allocation. */
export async function fillTurn(engine: Engine, campaignId: string): Promise<void> {
  await fillTable(engine, "run.turn", { columns: ["campaign_id varchar"], rows: [[campaignId]] });
}

async function fillTable(engine: Engine, name: string, { columns, rows }: ParameterTable): Promise<void> {
  const definitions = columns.map((column) => {
    const [columnName = "", ...type] = column.split(" ");
    return { name: columnName, type: type.join(" ") };
  });
  await engine.fill(name, definitions, rows);
}

function moment({
  project,
  asOf,
  campaigns: resolved,
  staged,
  reportPeriod,
}: RunContext): Record<string, ParameterTable> {
  const { rfm } = project;
  const days = windowDates(rfm.window, asOf.date);
  const starts = resolved.map(({ window }) => window.fromAt).toSorted();
  const ends = resolved.map(({ window }) => window.toAt).toSorted();
  return {
    parameters: {
      columns: [
        "as_of_at timestamp(6)",
        "as_of_date date",
        "as_of_name varchar",
        "refunds varchar",
        "window_from date",
        "window_to date",
        "period_from date",
        "period_before date",
        "recency varchar",
        "frequency varchar",
        "monetary varchar",
        "is_nested boolean",
        "currency varchar",
        "default_country varchar",
        "first_send_at timestamp(6)",
        "last_send_at timestamp(6)",
        "is_release boolean",
        "people_per_contact_point integer",
        "minimum_units bigint",
      ],
      rows: [
        [
          asOf.at,
          asOf.date,
          momentName(asOf.at, project.timeZone),
          rfm.refunds,
          days.from,
          days.to,
          reportPeriod?.from ?? null,
          reportPeriod?.before ?? null,
          rfm.recency,
          rfm.frequency,
          rfm.monetary,
          rfm.scores === "nested",
          project.currency.toLowerCase(),
          project.defaultCountry,
          starts[0] ?? asOf.at,
          ends.at(-1) ?? asOf.at,
          staged !== null,
          PEOPLE_PER_CONTACT_POINT,
          project.disclosure.minimumUnits,
        ],
      ],
    },
    staged_options: {
      columns: ["campaign_id varchar", "person_id varchar", "contact_key varchar", "contact_hours varchar"],
      rows: (staged ?? []).map(({ campaignId, personId, contactKey, contactHours }) => [
        campaignId,
        personId,
        contactKey,
        contactHours ?? null,
      ]),
    },
  };
}

/** The moments that rhythms are looked at, and the period of the purchase status. */
function rhythm({ project, asOf }: RunContext): Record<string, ParameterTable> {
  const { period, tolerance } = project.purchaseStatus;
  const { fromDate, untilDate, dayBefore, days } = purchasePeriod(period, asOf.date);
  return {
    rhythm_moments: {
      columns: ["moment varchar", "last_date date"],
      rows: [
        ["as_of", asOf.date],
        ["period", dayBefore],
      ],
    },
    purchase_period: {
      columns: ["from_date date", "until_date date", "days integer", "tolerance_ppm integer"],
      rows: [[fromDate, untilDate, days, tolerance.partsPerMillion]],
    },
  };
}

/** The classes of the list due_to_buy and the rules of the customer funnel; a project without one has no row of it. */
function lists({ project, asOf }: RunContext): Record<string, ParameterTable> {
  const { dueToBuy, funnel, timeZone } = project;
  const moments = funnel && funnelMoments(funnel, asOf.date, timeZone);
  return {
    due_classes: { columns: ["due varchar"], rows: dueToBuy.classes.map((due) => [due]) },
    intention_kinds: { columns: ["kind varchar"], rows: (funnel?.intentionKinds ?? []).map((kind) => [kind]) },
    funnel: {
      columns: ["intention_from_at timestamp(6)", "short_term_from_at timestamp(6)", "short_term_days integer"],
      rows: moments === undefined ? [] : [[moments.intentionFromAt, moments.shortTermFromAt, moments.shortTermDays]],
    },
  };
}

/** The declared suppression lists and the channels that registers bind; `*` for every one. */
function suppressionLists({ project }: RunContext): Record<string, ParameterTable> {
  return {
    lists: {
      columns: ["list_id varchar", "kind varchar", "is_register boolean", "is_tps boolean", "country varchar"],
      rows: project.lists.map(({ listId, kind, register }) => [
        listId,
        kind,
        register !== undefined,
        isTps(kind, register?.jurisdiction),
        register?.jurisdiction ?? null,
      ]),
    },
    list_channels: {
      columns: ["list_id varchar", "channel varchar"],
      rows: project.lists.flatMap(({ listId, register }) => {
        if (register === undefined) return [];
        const channels = register.channels.length === 0 ? ["*"] : register.channels;
        return channels.map((channel) => [listId, channel]);
      }),
    },
  };
}

function words({ project }: RunContext): Record<string, ParameterTable> {
  const controls: readonly string[] = DATA_USES;
  return {
    purposes: {
      columns: ["purpose varchar", "is_control boolean"],
      rows: project.purposes.map((purpose) => [purpose, controls.includes(purpose)]),
    },
    placeholder_names: { columns: ["word varchar"], rows: PLACEHOLDER_NAMES.map((word) => [word]) },
    placeholder_digits: { columns: ["digits varchar"], rows: PLACEHOLDER_DIGITS.map((digits) => [digits]) },
    yes_words: { columns: ["word varchar"], rows: YES_WORDS.map((word) => [word]) },
    channels: { columns: ["channel varchar"], rows: CHANNELS.map((channel) => [channel]) },
    sources: {
      columns: ["source_id varchar", "authority_rank integer", "is_bought boolean", "licensed_until date"],
      rows: allSources(project).map(({ source, authority, bought }) => [
        source,
        AUTHORITIES.indexOf(authority),
        bought !== undefined,
        bought?.endsDate ?? null,
      ]),
    },
    opt_outs: {
      columns: [
        "source_id varchar",
        "position integer",
        "name varchar",
        "purpose varchar",
        "channel varchar",
        "is_point_stop boolean",
        "authority varchar",
      ],
      rows: allSources(project).flatMap(({ source, optOuts }) =>
        optOuts.map(({ expression, purpose, channel, isOfPoint, authority }, position) => [
          source,
          position,
          expression.text,
          purpose,
          channel,
          isOfPoint,
          authority,
        ]),
      ),
    },
  };
}

function reports({ project }: RunContext): Record<string, ParameterTable> {
  return {
    report_tables: {
      columns: [
        "table_id varchar",
        "dimension_1 varchar",
        "dimension_2 varchar",
        "dimension_3 varchar",
        "has_medians boolean",
      ],
      rows: project.reports.flatMap((report) =>
        report.tables.map((table, index) => {
          const dimensions = [...table.rows, ...table.columns];
          const [first = null, second = null, third = null] = dimensions;
          const hasMedians = table.measures.some((measure) => measure in MEDIAN_SCORES);
          return [`${report.id}/${index + 1}`, first, second, third, hasMedians];
        }),
      ),
    },
  };
}
