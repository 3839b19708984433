import { audienceColumns } from "../domain/audience-columns.ts";
import type { FunnelDeclaration } from "../domain/project.ts";
import type { GatekeeperError } from "../errors.ts";
import { checkAudience, expressionText } from "./expression-leaf.ts";
import type { ProjectShape } from "./project-schema.ts";
import type { YamlFile } from "./yaml-file.ts";

type FunnelShape = NonNullable<ProjectShape["funnel"]>;

/** The rules of the customer funnel as the project keeps them. */
export function funnelOf(file: YamlFile, shape: FunnelShape): FunnelDeclaration {
  const { target_market: targetMarket, intention, purchasing_power: power } = shape;
  return {
    targetMarket: expressionText(file, ["funnel", "target_market"], targetMarket),
    intentionKinds: intention.kinds.map((kind) => kind.toLowerCase()),
    intentionWithin: intention.within,
    strongPower: expressionText(file, ["funnel", "purchasing_power", "strong"], power.strong),
    weakPower: expressionText(file, ["funnel", "purchasing_power", "weak"], power.weak),
    shortTerm: shape.short_term,
  };
}

/** What keeps the conditions of a funnel from being conditions over the names of an audience. */
export function checkFunnel(
  file: YamlFile,
  { funnel, columns }: Partial<ProjectShape>,
  segmentIds: readonly string[] | undefined,
): readonly GatekeeperError[] {
  if (funnel === undefined || columns === undefined) return [];
  const extraColumns = Object.entries(columns.customers).map(([name, dataClass]) => ({ name, dataClass }));
  const names = { columns: audienceColumns(extraColumns), segmentIds };
  return [
    ...checkAudience(file, ["funnel", "target_market"], funnel.target_market, names),
    ...checkAudience(file, ["funnel", "purchasing_power", "strong"], funnel.purchasing_power.strong, names),
    ...checkAudience(file, ["funnel", "purchasing_power", "weak"], funnel.purchasing_power.weak, names),
  ];
}
