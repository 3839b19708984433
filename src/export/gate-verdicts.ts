import type { ExplanationJson } from "../artefacts/explanation.ts";
import type { Gate } from "../catalog/model.ts";

type GateVerdict = ExplanationJson["gates"][number];

/** What decides which gates were asked about a candidate. */
interface Asked {
  readonly campaignClass: "marketing" | "service";
  readonly outcome: string;
  /** The codes of the gates that found something. */
  readonly codes: readonly string[];
}

/** What every gate of the catalogue said of a candidate, in its order. Pure. */
export function gateVerdicts(gates: readonly Gate[], { campaignClass, outcome, codes }: Asked): GateVerdict[] {
  const found = gates.filter(({ reasonCode }) => codes.includes(reasonCode));
  // Places are given to whoever every other gate let by.
  const isReached = outcome !== "refused" || found.some(({ class: gateClass }) => gateClass === "allocation");
  return gates.map((gate) => ({
    reason_code: gate.reasonCode,
    class: gate.class,
    rank: gate.rank,
    verdict: codes.includes(gate.reasonCode)
      ? "refused"
      : !gate.campaignClasses.includes(campaignClass)
        ? "not_asked_of_class"
        : gate.class === "allocation" && !isReached
          ? "not_reached"
          : "passed",
    override: gate.override,
    law: gate.law,
  }));
}
