import type { AsOf } from "../src/config/as-of.ts";
import { resolveSendWindow } from "../src/config/send-window.ts";
import { usesOfCampaign } from "../src/domain/campaign.ts";
import { channelsOfReports, CONTACT_QUESTION, contactQuestionId } from "../src/domain/contactable.ts";
import { noticeDemand } from "../src/domain/notice.ts";
import type { Project } from "../src/domain/project.ts";
import type { ContactQuestion } from "./context.ts";

/**
 * What the reports of a run, or of a plan of it, ask the gates: one question for each channel they count by, over the as-of day.
 */
export function contactQuestions({ reports, timeZone }: Project, asOf: AsOf): ContactQuestion[] {
  const window = resolveSendWindow({ kind: "dates", fromDate: asOf.date, toDate: asOf.date }, asOf.date, timeZone);
  const surroundings = { columns: [], vendor: undefined, lastDate: window.toDate, funnelNames: [] };
  const uses = usesOfCampaign(CONTACT_QUESTION, surroundings);
  return channelsOfReports(reports).map((channel) => ({
    id: contactQuestionId(channel),
    channel,
    window,
    uses,
    demand: noticeDemand({ ...CONTACT_QUESTION, channel, columns: [] }, { ...surroundings, uses, isProcessor: false }),
  }));
}
