import { existsSync, readdirSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";

import { tokenFor } from "../../../scripts/cluster/security.ts";
import type { TrinoAccess } from "../../../src/engine/trino/connection.ts";
import { GatekeeperError } from "../../../src/errors.ts";
import { type Cluster, NO_CLUSTER, openClusterEngine, testCluster, WITHOUT_CLUSTER } from "../../support/cluster.ts";
import { succeeded } from "../../support/cli.ts";
import { AS_OF, fixtureProject, type Project } from "../../support/project.ts";

// The cluster by https, with a password and with tokens that end.

let cluster: Cluster;

/** Who the cluster takes one for that logs in so. */
async function whoAsks(login: TrinoAccess["login"], more: Partial<TrinoAccess> = {}): Promise<unknown> {
  const { secureUrl: server, security } = cluster;
  const { user, authorities } = security;
  const { engine, close } = await openClusterEngine(cluster, { server, user, login, authorities, ...more });
  try {
    return (await engine.query("select current_user as who"))[0]?.["who"];
  } finally {
    await close();
  }
}

async function refusal(asking: Promise<unknown>): Promise<GatekeeperError> {
  const error = await asking.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GatekeeperError);
  return error as GatekeeperError;
}

/** The demo on the cluster by https, with the token of the environment. */
function securedProject(): Project {
  const { secureUrl, shared, security } = cluster;
  const project = fixtureProject("demo");
  project.write("keys/company.pem", security.authorities);
  project.write(
    "gatekeeper.local.yaml",
    `engine:
  kind: trino
  trino:
    server: ${secureUrl}
    user: ${security.user}
    token: "\${env:CLUSTER_TOKEN}"
    authorities: keys/company.pem
    schema_prefix: secured
    catalog: lake
    files_catalog: files
    shared: { folder: ${shared.folder}, location: "${shared.location}" }
`,
  );
  return project;
}

describe.skipIf(NO_CLUSTER !== null)(`a cluster by https${WITHOUT_CLUSTER}`, () => {
  beforeAll(async () => {
    cluster = await testCluster();
  }, 900_000);

  test("takes a password and a token", async () => {
    const { security } = cluster;
    expect(await whoAsks({ kind: "password", secret: security.password })).toBe(security.user);
    expect(await whoAsks({ kind: "token", secret: tokenFor(security, 60) })).toBe(security.user);
  });

  test("refuses a wrong password and a token that has ended, and neither is told", async () => {
    const [password, token] = ["not-the-password", tokenFor(cluster.security, -600)];
    for (const login of [
      { kind: "password", secret: password },
      { kind: "token", secret: token },
    ] as const) {
      const error = await refusal(whoAsks(login));
      expect(error.code).toBe("GK0514");
      expect(JSON.stringify([error.message, error.remedy, String(error.cause), error.stack])).not.toContain(
        login.secret.slice(0, 12),
      );
    }
  });

  test("is not spoken to where nobody known vouches for it", async () => {
    const login = { kind: "password", secret: cluster.security.password } as const;
    const error = await refusal(whoAsks(login, { authorities: undefined }));
    expect([error.code, error.message]).toEqual(["GK0513", expect.stringContaining("SELF_SIGNED")]);
  });

  test("whose token ends while a run goes on leaves nothing published, and the next run with a new one is clean", async () => {
    const project = securedProject();
    const ended = await project.with({ CLUSTER_TOKEN: tokenFor(cluster.security, 6) }).start("run", "--as-of", AS_OF)
      .finished;
    expect([ended.code, ended.stderr]).toEqual([5, expect.stringContaining("GK0514")]);
    const runs = project.path(".gatekeeper/runs");
    expect(existsSync(runs) ? readdirSync(runs).filter((name) => name.startsWith("run-")) : []).toEqual([]);
    const renewed = project.with({ CLUSTER_TOKEN: tokenFor(cluster.security, 900) });
    succeeded(await renewed.start("run", "--as-of", AS_OF, "--until", "identity").finished);
    expect(readdirSync(project.path(".gatekeeper/state/cluster"))).toEqual([]);
    expect(readdirSync(cluster.shared.folder).filter((name) => name.startsWith("secured_"))).toEqual([]);
  });
});
