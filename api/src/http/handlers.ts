import type { Services } from "../use-cases/services.ts";
import type { Handlers } from "./call.ts";
import { analysisHandlers, reportHandlers } from "./handlers/analyses.ts";
import { attachmentHandlers } from "./handlers/attachments.ts";
import { caseHandlers } from "./handlers/cases.ts";
import { codingHandlers } from "./handlers/coding.ts";
import { codingDeskHandlers } from "./handlers/coding-desk.ts";
import { colleagueHandlers } from "./handlers/colleagues.ts";
import { deidentifyHandlers } from "./handlers/deidentify.ts";
import { evidenceHandlers } from "./handlers/evidence.ts";
import { exchangeHandlers } from "./handlers/exchange.ts";
import { fieldworkHandlers } from "./handlers/fieldwork.ts";
import { invitationHandlers } from "./handlers/invitations.ts";
import { leadHandlers } from "./handlers/leads.ts";
import { ledgerHandlers } from "./handlers/ledger.ts";
import { letterHandlers } from "./handlers/letters.ts";
import { madeVariableHandlers } from "./handlers/made-variables.ts";
import { meetingHandlers } from "./handlers/meetings.ts";
import { accountHandlers, memberHandlers } from "./handlers/members.ts";
import { paperHandlers } from "./handlers/paper.ts";
import { personalHandlers } from "./handlers/personal.ts";
import { planHandlers } from "./handlers/plan.ts";
import { policyHandlers } from "./handlers/policies.ts";
import { progressHandlers } from "./handlers/progress.ts";
import { protectionHandlers } from "./handlers/protection.ts";
import { questionnaireHandlers } from "./handlers/questionnaires.ts";
import { reportDiffHandlers } from "./handlers/report-diff.ts";
import { respondentHandlers } from "./handlers/respondents.ts";
import { responseHandlers } from "./handlers/responses.ts";
import { retrievalHandlers } from "./handlers/retrieval.ts";
import { rosterHandlers } from "./handlers/roster.ts";
import { secondCodingHandlers } from "./handlers/second-coding.ts";
import { studyHandlers } from "./handlers/studies.ts";
import { timingHandlers } from "./handlers/timing.ts";
import { weightHandlers } from "./handlers/weights.ts";

/** The handlers of all routes: each calls one use case. */
export function createHandlers(services: Services): Handlers {
  return {
    ...respondentHandlers(services),
    ...timingHandlers(services),
    ...studyHandlers(services),
    ...memberHandlers(services),
    ...accountHandlers(services),
    ...questionnaireHandlers(services),
    ...exchangeHandlers(services),
    ...invitationHandlers(services),
    ...responseHandlers(services),
    ...protectionHandlers(services),
    ...progressHandlers(services),
    ...paperHandlers(services),
    ...ledgerHandlers(services),
    ...letterHandlers(services),
    ...rosterHandlers(services),
    ...evidenceHandlers(services),
    ...planHandlers(services),
    ...personalHandlers(services),
    ...fieldworkHandlers(services),
    ...attachmentHandlers(services),
    ...colleagueHandlers(services),
    ...deidentifyHandlers(services),
    ...meetingHandlers(services),
    ...codingHandlers(services),
    ...caseHandlers(services),
    ...leadHandlers(services),
    ...codingDeskHandlers(services),
    ...retrievalHandlers(services),
    ...policyHandlers(services),
    ...secondCodingHandlers(services),
    ...analysisHandlers(services),
    ...weightHandlers(services),
    ...madeVariableHandlers(services),
    ...reportHandlers(services),
    ...reportDiffHandlers(services),
  };
}
