import { accountRoutes } from "./account.ts";
import { analysisRoutes, reportRoutes } from "./analyses.ts";
import { attachmentRoutes } from "./attachments.ts";
import { caseRoutes } from "./cases.ts";
import { codingRoutes } from "./coding.ts";
import { codingDeskRoutes } from "./coding-desk.ts";
import { colleagueRoutes } from "./colleagues.ts";
import { deidentifyRoutes } from "./deidentify.ts";
import { evidenceRoutes } from "./evidence.ts";
import { exchangeRoutes } from "./exchange.ts";
import { fieldworkRoutes } from "./fieldwork.ts";
import { invitationRoutes } from "./invitations.ts";
import { leadRoutes } from "./leads.ts";
import { ledgerRoutes } from "./ledger.ts";
import { letterRoutes } from "./letters.ts";
import { madeVariableRoutes } from "./made-variables.ts";
import { meetingRoutes } from "./meetings.ts";
import { memberRoutes } from "./members.ts";
import { paperRoutes } from "./paper.ts";
import { personalRoutes } from "./personal.ts";
import { planRoutes } from "./plan.ts";
import { policyRoutes } from "./policies.ts";
import { progressRoutes } from "./progress.ts";
import { protectionRoutes } from "./protection.ts";
import { publicRoutes } from "./public.ts";
import { questionnaireRoutes } from "./questionnaires.ts";
import { reportDiffRoutes } from "./report-diff.ts";
import { responseRoutes } from "./responses.ts";
import { retrievalRoutes } from "./retrieval.ts";
import { rosterRoutes } from "./roster.ts";
import { secondCodingRoutes } from "./second-coding.ts";
import { studyRoutes } from "./studies.ts";
import { timingRoutes } from "./timing.ts";
import { weightRoutes } from "./weights.ts";

/** Every route of the API: OpenAPI, the access table, the server's handlers and the client are made of this. */
export const routes = {
  ...publicRoutes,
  ...timingRoutes,
  ...studyRoutes,
  ...memberRoutes,
  ...accountRoutes,
  ...questionnaireRoutes,
  ...exchangeRoutes,
  ...invitationRoutes,
  ...responseRoutes,
  ...protectionRoutes,
  ...progressRoutes,
  ...paperRoutes,
  ...ledgerRoutes,
  ...letterRoutes,
  ...rosterRoutes,
  ...evidenceRoutes,
  ...planRoutes,
  ...personalRoutes,
  ...fieldworkRoutes,
  ...attachmentRoutes,
  ...colleagueRoutes,
  ...deidentifyRoutes,
  ...meetingRoutes,
  ...codingRoutes,
  ...caseRoutes,
  ...leadRoutes,
  ...codingDeskRoutes,
  ...retrievalRoutes,
  ...policyRoutes,
  ...secondCodingRoutes,
  ...analysisRoutes,
  ...weightRoutes,
  ...madeVariableRoutes,
  ...reportRoutes,
  ...reportDiffRoutes,
};

/** All routes by their id. */
export type Routes = typeof routes;
export { accountAtMachine, actorAtMachine } from "./actor.ts";
export { type CapabilityName, capabilities } from "./capabilities.ts";
export { type CallInput, type CallOutput, type Client, createClient, ProblemError } from "./client.ts";
export { decodeText } from "./decode-text.ts";
export { type ProblemBody, problemBody } from "./problem.ts";
export { type DataFileFormat, dataFileFormats } from "./responses.ts";
export type { Access, RouteContract } from "./route.ts";
export * from "./wire.ts";
