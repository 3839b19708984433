import type { RunManifest } from "../src/artefacts/run-manifest.ts";
import { segmentationForHash } from "../src/config/configuration-for-hash.ts";
import type { Project } from "../src/domain/project.ts";
import { canonicalJson } from "../src/io/canonical-json.ts";
import { sha256Text } from "../src/io/sha256.ts";

/** The hash of the rules by which a project makes facts, scores and segments. */
export function segmentationHash(project: Project): string {
  return sha256Text(canonicalJson(segmentationForHash(project)));
}

/** Whether a run made its segments by these rules; one from before runs said so, did not. */
export function isMadeBy(segmentation: string, manifest: Partial<Pick<RunManifest, "segmentation_sha256">>): boolean {
  return manifest.segmentation_sha256 === segmentation;
}
