import { CHANNELS, DATA_USES } from "../../../src/domain/campaign.ts";
import { type Notice, NOTICE_PARTS, type NoticeText, type NoticeVersion } from "../../../src/domain/notice.ts";

/** The purposes of the worlds. */
export const PURPOSES: readonly string[] = [...DATA_USES, "newsletter"];

/** Whom one of the campaigns is done for. */
export const OTHER_SHOP = "pine-grocers";

const text: NoticeText = Object.fromEntries(NOTICE_PARTS.map((part) => [part, part])) as NoticeText;

const EVERYTHING: NoticeVersion = {
  version: "2",
  fromDate: "2024-01-01",
  toDate: undefined,
  uses: PURPOSES,
  channels: CHANNELS,
  recipients: [OTHER_SHOP],
  categories: ["identity", "personal"],
  text: { en: text },
  at: { file: "notices/privacy.yaml" },
};

/** What people of the worlds were given: first less, then everything, then the same in other words; and another notice. */
export const NOTICES: readonly Notice[] = [
  noticeOf(
    "privacy",
    {
      version: "1",
      fromDate: "2020-01-01",
      uses: ["direct_marketing", "newsletter"],
      channels: ["sms", "email", "post"],
      recipients: [],
    },
    {},
    { version: "3", fromDate: "2026-01-01", text: { en: text, "zh-CN": text } },
  ),
  noticeOf("terms", { version: "1", fromDate: "2025-01-01", channels: ["call", "sms"], recipients: [] }),
];

/** The same as files of a project; JSON is YAML. */
export function noticeFiles(): Readonly<Record<string, string>> {
  const files = NOTICES.map(({ id, versions }) => {
    const written = versions.map(
      ({ version, fromDate: from, uses, channels, recipients, categories, text: wording }) => ({
        version,
        from,
        uses,
        channels,
        recipients,
        categories,
        text: wording,
      }),
    );
    return [`notices/${id}.yaml`, JSON.stringify({ id, versions: written })];
  });
  return Object.fromEntries(files) as Record<string, string>;
}

function noticeOf(id: string, ...versions: readonly Partial<NoticeVersion>[]): Notice {
  return {
    id,
    versions: versions.map((version) => ({ ...EVERYTHING, ...version })),
    path: `notices/${id}.yaml`,
    contentHash: "",
  };
}
