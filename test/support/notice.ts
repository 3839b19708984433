/** The parts of a notice's wording, as YAML in one line. */
const WORDING =
  "{ collection: What you say, use: To call you, disclosure: To nobody, control: Say no, access: Ask us, security: Locked, changes: We tell you, contact: The shop }";

/** One version of a notice, as YAML: everything about everybody for ever, unless said otherwise. */
export interface VersionText {
  readonly version?: string;
  readonly from?: string;
  readonly to?: string;
  readonly uses?: string;
  readonly channels?: string;
  readonly recipients?: string;
  readonly categories?: string;
  readonly text?: string;
}

/** A notice of these versions. */
export function noticeYaml(id: string, ...versions: readonly VersionText[]): string {
  return `id: ${id}\nversions:\n${versions.map(versionYaml).join("")}`;
}

/** What every invented project tells its people, as version 1 of `privacy`: all that a campaign can do with data. */
export const NOTICE = noticeYaml("privacy", {});

function versionYaml({ version = "1", from = "2000-01-01", to, ...said }: VersionText): string {
  const {
    uses = "direct_marketing, third_party_disclosure, automated_decision, sensitive_data_use",
    channels = "call, automated_call, sms, email, post, visit",
    recipients = "processors",
    categories = "identity, personal, sensitive, behaviour",
    text = `{ en: ${WORDING} }`,
  } = said;
  return `  - version: "${version}"
    from: ${from}
${to === undefined ? "" : `    to: ${to}\n`}    uses: [${uses}]
    channels: [${channels}]
    recipients: [${recipients}]
    categories: [${categories}]
    text: ${text}
`;
}
