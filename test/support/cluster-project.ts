import type { Cluster } from "./cluster.ts";

/** What a gatekeeper.local.yaml says to run a project's models on the cluster of the tests, as a user of its own. */
export function clusterConfiguration({ url, shared }: Cluster, user: string, more = ""): string {
  return `engine:
  kind: trino
  trino:
    server: ${url}
    user: ${user}
    schema_prefix: ${user}
    catalog: lake
    files_catalog: files
    shared: { folder: ${shared.folder}, location: "${shared.location}" }
${more}`;
}
