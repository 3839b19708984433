import type { Registration } from "./registration.ts";
import { accessRegistration } from "./registrations/access.ts";
import { approveRegistration } from "./registrations/approve.ts";
import { auditRegistration } from "./registrations/audit.ts";
import { completionRegistration } from "./registrations/completion.ts";
import { configRegistration } from "./registrations/config.ts";
import { diffRegistration } from "./registrations/diff.ts";
import { doctorRegistration } from "./registrations/doctor.ts";
import { eraseRegistration } from "./registrations/erase.ts";
import { explainRegistration } from "./registrations/explain.ts";
import { feedbackRegistration } from "./registrations/feedback.ts";
import { initRegistration } from "./registrations/init.ts";
import { keygenRegistration } from "./registrations/keygen.ts";
import { mapsRegistration } from "./registrations/maps.ts";
import { modelRegistration } from "./registrations/model.ts";
import { planRegistration } from "./registrations/plan.ts";
import { proveRegistration } from "./registrations/prove.ts";
import { pruneRegistration } from "./registrations/prune.ts";
import { rejectRegistration } from "./registrations/reject.ts";
import { reconcileRegistration } from "./registrations/reconcile.ts";
import { recallRegistration } from "./registrations/recall.ts";
import { releaseRegistration } from "./registrations/release.ts";
import { replayRegistration } from "./registrations/replay.ts";
import { runRegistration } from "./registrations/run.ts";
import { schemaRegistration } from "./registrations/schema.ts";
import { scrubRegistration } from "./registrations/scrub.ts";
import { scrubEvidenceRegistration } from "./registrations/scrub-evidence.ts";
import { stopsRegistration } from "./registrations/stops.ts";
import { validateRegistration } from "./registrations/validate.ts";

/** Every command, in the order in which the help shows them. */
export const REGISTRATIONS: readonly Registration[] = [
  initRegistration,
  doctorRegistration,
  validateRegistration,
  modelRegistration,
  mapsRegistration,
  explainRegistration,
  proveRegistration,
  planRegistration,
  runRegistration,
  approveRegistration,
  rejectRegistration,
  releaseRegistration,
  reconcileRegistration,
  diffRegistration,
  replayRegistration,
  scrubEvidenceRegistration,
  auditRegistration,
  configRegistration,
  schemaRegistration,
  stopsRegistration,
  feedbackRegistration,
  recallRegistration,
  scrubRegistration,
  accessRegistration,
  eraseRegistration,
  pruneRegistration,
  keygenRegistration,
  completionRegistration,
];
