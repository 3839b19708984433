import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

import { artefactSchemas, editorSchemas, type PublishedSchema } from "../../src/schema/published-schemas.ts";

/** A validator that is not ours, strict about what it does not know. */
const ajv = new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true, allErrors: true });

/** Every published schema, compiled. */
export const VALIDATORS: ReadonlyMap<string, ValidateFunction> = new Map(
  [...editorSchemas(), ...artefactSchemas()].map(({ name, jsonSchema }) => [name, ajv.compile(jsonSchema())]),
);

/** What the published schema of that name says is wrong, one line each: the place and the keyword. */
export function schemaErrors(name: string, value: unknown): readonly string[] {
  const validate = VALIDATORS.get(name);
  if (validate === undefined) throw new Error(`there is no schema ${name}`);
  return validate(value)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
}

/** The schema that describes a file, by its path in a project or below `.gatekeeper/`; the first whose pattern fits. */
export function schemaFor(path: string): PublishedSchema | undefined {
  return [...editorSchemas(), ...artefactSchemas()].find(({ files }) => patternOf(files).test(path));
}

/** A path in which `*` and words in capitals stand for a name. */
function patternOf(files: string): RegExp {
  return new RegExp(`^${files.replaceAll(".", "\\.").replaceAll(/\*|[A-Z]{2,}/g, "[^/]+")}$`);
}
