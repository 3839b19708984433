import type { DataModel } from "./data-model.ts";

/** The logical data model for programs: what `gatekeeper model --format json` prints. */
export function dataModelJson({ projectId, columns, computed }: DataModel) {
  return {
    project_id: projectId,
    columns: columns.map((column) => ({
      table: column.table,
      column: column.column,
      class: column.dataClass,
      type: column.type,
      is_key: column.isKey,
      is_required: column.isRequired,
      is_extra: column.isExtra,
      sources: column.mappings,
      uses: column.uses,
      readers: column.readers,
    })),
    computed: computed.map(({ name, dataClass, type, madeOf, uses }) => ({
      column: name,
      class: dataClass,
      type,
      made_of: madeOf,
      uses,
    })),
  };
}
