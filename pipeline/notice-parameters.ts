import { gapsOf, materialOf } from "../src/domain/notice.ts";
import { canonicalJson } from "../src/io/canonical-json.ts";
import { sha256Text } from "../src/io/sha256.ts";
import { everythingAsked } from "./campaign-parameters.ts";
import type { RunContext } from "./context.ts";
import type { ParameterTable } from "./parameters.ts";

/**
 * Which versions of notices a consent for each question may rest on, and what the versions have in common.
 *
 * A consent counts for a purpose of a campaign when the version it was given on named that purpose, the campaign's channel, its
 * recipients and the data it uses; which version is in force now does not matter. Source: consent-gate.md §3 and §8, C41.
 */
export function noticeParameters(
  context: Pick<RunContext, "campaigns" | "contactQuestions" | "project">,
): Record<string, ParameterTable> {
  const { notices } = context.project;
  const versions = notices.flatMap(({ id, versions: all }) => all.map((version) => ({ noticeId: id, version })));
  return {
    notice_coverage: {
      columns: [
        "campaign_id varchar",
        "purpose varchar",
        "notice_id varchar",
        "notice_version varchar",
        "names_channel boolean",
        "is_covered boolean",
      ],
      rows: everythingAsked(context).flatMap(({ campaign, demand }) =>
        demand.uses.flatMap((purpose) =>
          versions.map(({ noticeId, version }) => [
            campaign.id,
            purpose,
            noticeId,
            version.version,
            version.channels.includes(campaign.channel),
            gapsOf(version, { ...demand, uses: [purpose] }).length === 0,
          ]),
        ),
      ),
    },
    notice_versions: {
      columns: [
        "notice_id varchar",
        "notice_version varchar",
        "material_sha256 varchar",
        "from_date date",
        "is_newest boolean",
      ],
      rows: notices.flatMap(({ id, versions: all }) =>
        all.map((version, index) => [
          id,
          version.version,
          sha256Text(canonicalJson(materialOf(version))),
          version.fromDate,
          index === all.length - 1,
        ]),
      ),
    },
  };
}
