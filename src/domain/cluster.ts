import type { Secret } from "./secret.ts";

/** A cluster that runs the models in place of the embedded engine; which one it is decides nothing about the results. */
export interface ClusterDeclaration {
  readonly server: string;
  readonly user: string;
  readonly login: { readonly kind: "none" } | { readonly kind: "password" | "token"; readonly secret: Secret };
  /** The certificates of the authorities to trust beside the known ones, in PEM. */
  readonly authorities: string | undefined;
  /** Of the tables that the models make. */
  readonly catalog: string;
  /** Of the files that are put where the cluster can read them. */
  readonly filesCatalog: string;
  readonly schemaPrefix: string;
  /** The folder that both sides see: as this machine calls it, relative to the project's folder, and as the cluster does. */
  readonly shared: { readonly folder: string; readonly location: string };
  readonly session: Readonly<Record<string, string>>;
  readonly answerTimeoutMs: number;
}
