import type { OptOutColumn, SourceDeclaration } from "../domain/project.ts";
import { nearest } from "../expression/suggest.ts";
import { optOutOfNothing, provenanceContradicts, purposeUnknown, type GatekeeperError } from "../errors.ts";
import { keyExpression } from "./expression-leaf.ts";
import type { OptOutScope, SourceShape } from "./source-schema.ts";
import type { YamlFile, YamlPath } from "./yaml-file.ts";

/** The way of collection that a bought-in list has. */
const BOUGHT_LIST = "bought_list";

type Provenance = Pick<SourceDeclaration, "collectionChannel" | "rightOfUseAsked" | "bought">;

/** Where the data of a source comes from, as far as the source says. */
export function provenanceOf(shape: SourceShape): Provenance {
  const { bought } = shape;
  return {
    collectionChannel: bought === undefined ? shape.collection_channel : BOUGHT_LIST,
    rightOfUseAsked: shape.right_of_use_asked,
    bought: bought && { seller: bought.seller, licence: bought.licence, endsDate: bought.ends },
  };
}

/** A bought-in list says so in both places or in neither. */
export function checkProvenance(file: YamlFile, path: YamlPath, shape: SourceShape): readonly GatekeeperError[] {
  const { source, collection_channel: channel, bought } = shape;
  if (channel === undefined || (channel === BOUGHT_LIST) === (bought !== undefined)) return [];
  return [provenanceContradicts({ source, channel }, { at: file.at([...path, "collection_channel"]) })];
}

/** The opt-out columns of a source, in the order declared. */
export function optOutsOf(file: YamlFile, path: YamlPath, shape: SourceShape): readonly OptOutColumn[] {
  return writtenOptOuts(shape).map(([key, scope]) => ({
    expression: keyExpression(file, [...path, "opt_out", key]),
    purpose: scope.purpose ?? "*",
    channel: scope.channel ?? "*",
    isOfPoint: scope.stop_scope === "contact_point",
    authority: scope.authority,
  }));
}

/** An opt-out says outright what it refuses, and everything only by saying so. */
export function checkOptOuts(
  file: YamlFile,
  path: YamlPath,
  shape: SourceShape,
  purposes: readonly string[] | undefined,
): readonly GatekeeperError[] {
  return writtenOptOuts(shape).flatMap(([key, { purpose, channel }]) => {
    const place = [...path, "opt_out", key];
    if (purpose === undefined && channel === undefined)
      return [optOutOfNothing({ column: key }, { at: file.atKey(place) })];
    if (purpose === undefined || purpose === "*" || purposes === undefined || purposes.includes(purpose)) return [];
    return [
      purposeUnknown({ purpose, suggestion: nearest(purpose, purposes) }, { at: file.at([...place, "purpose"]) }),
    ];
  });
}

function writtenOptOuts(shape: SourceShape): readonly (readonly [string, OptOutScope])[] {
  return Object.entries(shape.opt_out ?? {});
}
