import { allSources } from "../src/load/load-inputs.ts";
import type { RunContext } from "./context.ts";

/** Says which licences of bought-in lists and which vendors' promises end before a campaign's send window does. */
export function warnOfTerms({ project, campaigns, reporter, messages }: RunContext): void {
  for (const { campaign, window, vendor } of campaigns) {
    const { toDate } = window;
    for (const { source, bought } of allSources(project)) {
      if (bought === undefined || bought.endsDate >= toDate) continue;
      reporter.warn(messages.licenceEnds(source, bought.endsDate, campaign.id, toDate));
    }
    if (vendor === undefined || !vendor.isProcessor) continue;
    const ends = [vendor.contract.endsDate, vendor.confidentiality.endsDate].toSorted()[0] ?? "";
    if (ends < toDate) reporter.warn(messages.vendorTermEnds(vendor.id, ends, campaign.id, toDate));
  }
}
