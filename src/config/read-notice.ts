import { audienceColumns, type ExtraColumn } from "../domain/audience-columns.ts";
import { INPUT_TABLES } from "../domain/input-tables.ts";
import { NOTICE_CLASSES, type Notice, type NoticeVersion } from "../domain/notice.ts";
import {
  type GatekeeperError,
  noticeCategoryUnknown,
  noticeEndsBeforeItBegins,
  noticesBeginTogether,
  purposeUnknown,
  valueRepeated,
} from "../errors.ts";
import { sameInEveryLanguage } from "../language.ts";
import { nearest } from "../expression/suggest.ts";
import { type NoticeShape, noticeSchema } from "./notice-schema.ts";
import type { ReadItem } from "./read-files.ts";
import { listOf, repeatedValues } from "./read-report.ts";
import { readShape } from "./read-shape.ts";
import type { YamlFile } from "./yaml-file.ts";

/** What a notice is checked against; a part of gatekeeper.yaml that could not be read is undefined and checks nothing. */
export interface NoticeSurroundings {
  readonly purposes: readonly string[] | undefined;
  readonly extraColumns: readonly ExtraColumn[] | undefined;
}

type VersionShape = NoticeShape["versions"][number];

/** Reads one file of notices/: every version that people were ever given stays in it. */
export function readNotice(file: YamlFile, surroundings: NoticeSurroundings): ReadItem<Notice> {
  const { whole, parts, problems } = readShape("notice", file, noticeSchema);
  const versions = parts.versions ?? [];
  const all = [
    ...problems,
    ...versions.flatMap((version, index) => checkVersion(file, version, index, surroundings)),
    ...checkTogether(file, versions),
  ];
  const item: Notice | undefined =
    whole === undefined || all.length > 0
      ? undefined
      : {
          id: whole.id,
          versions: whole.versions.map((version, index) => versionOf(file, version, index)).toSorted(byBeginning),
          path: file.path,
          contentHash: file.contentHash,
        };
  return { id: parts.id, idAt: file.at(["id"]), item, problems: all };
}

function versionOf(file: YamlFile, shape: VersionShape, index: number): NoticeVersion {
  return {
    version: shape.version,
    fromDate: shape.from,
    toDate: shape.to,
    uses: shape.uses,
    channels: shape.channels,
    recipients: shape.recipients,
    categories: shape.categories,
    text: shape.text,
    at: file.at(["versions", index]),
  };
}

function byBeginning(a: NoticeVersion, b: NoticeVersion): number {
  return a.fromDate < b.fromDate ? -1 : 1;
}

function checkVersion(
  file: YamlFile,
  { from, to, uses, channels, recipients, categories }: VersionShape,
  index: number,
  { purposes, extraColumns }: NoticeSurroundings,
): readonly GatekeeperError[] {
  const path = ["versions", index];
  const words = { uses, channels, recipients, categories };
  return [
    ...Object.entries(words).flatMap(([key, list]) => repeatedValues(file, listOf([...path, key], list))),
    ...(to !== undefined && to < from
      ? [noticeEndsBeforeItBegins({ from, to }, { at: file.at([...path, "to"]) })]
      : []),
    ...uses.flatMap((purpose, place) =>
      purposes === undefined || purposes.includes(purpose)
        ? []
        : [
            purposeUnknown(
              { purpose, suggestion: nearest(purpose, purposes) },
              { at: file.at([...path, "uses", place]) },
            ),
          ],
    ),
    ...(extraColumns === undefined ? [] : checkCategories(file, categories, index, extraColumns)),
  ];
}

/** A category that nobody knows would cover nothing. */
function checkCategories(
  file: YamlFile,
  categories: readonly string[],
  index: number,
  extraColumns: readonly ExtraColumn[],
): readonly GatekeeperError[] {
  const columns = [...audienceColumns(extraColumns), ...INPUT_TABLES.customers].map(({ name }) => name);
  const known = [...NOTICE_CLASSES, "phone", "email", "address", ...columns];
  return categories.flatMap((category, place) =>
    known.includes(category)
      ? []
      : [
          noticeCategoryUnknown(
            { category, suggestion: nearest(category, known), classes: NOTICE_CLASSES },
            { at: file.at(["versions", index, "categories", place]) },
          ),
        ],
  );
}

/** No two versions have one name, and no two begin on one day: the one in force is the last that has begun. */
function checkTogether(file: YamlFile, versions: readonly VersionShape[]): readonly GatekeeperError[] {
  return versions.flatMap(({ version, from }, index) => {
    const earlier = versions.slice(0, index);
    const same = earlier.find((other) => other.from === from);
    return [
      ...(earlier.some((other) => other.version === version)
        ? [
            valueRepeated(
              { where: sameInEveryLanguage("versions"), value: version },
              { at: file.at(["versions", index, "version"]) },
            ),
          ]
        : []),
      ...(same === undefined
        ? []
        : [noticesBeginTogether({ version, other: same.version, from }, { at: file.at(["versions", index, "from"]) })]),
    ];
  });
}
