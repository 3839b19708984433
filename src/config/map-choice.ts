import { mapUnknown } from "../errors.ts";
import { nearest } from "../expression/suggest.ts";
import { leaf } from "./leaf.ts";
import { shown } from "./leaf-schemas.ts";
import { shippedMapNames } from "./shipped-maps.ts";
import { isWordNotCarriedOut } from "./words-not-carried-out.ts";

/** Names have neither folders nor endings. */
const PATH = /[/\\]|\.[yY][aA]?[mM][lL]$/u;

/** `rfm.map`: the name of a shipped map, or the path of the project's own. */
export const mapChoice = leaf(
  { en: "the name of a segment map or the path of your own", "zh-CN": "分群映射的名称，或自有映射文件的路径" },
  (text) => {
    const known = usableMaps();
    if (isMapPath(text) || known.includes(text)) return { ok: true, value: text };
    const suggestion = nearest(text, known);
    return { ok: false, problem: (options) => mapUnknown({ map: shown(text), suggestion, known }, options) };
  },
  {
    pattern: new RegExp(`^(?:${usableMaps().join("|")})$|${PATH.source}`, "u"),
    examples: [...usableMaps(), "maps/own.yaml"],
  },
);

/** Whether a map is meant by its file. */
export function isMapPath(text: string): boolean {
  return PATH.test(text);
}

function usableMaps(): readonly string[] {
  return shippedMapNames().filter((name) => !isWordNotCarriedOut("project", ["rfm", "map"], name));
}
