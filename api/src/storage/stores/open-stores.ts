import type { Clock } from "../../ports/clock.ts";
import type { MadeVariable } from "../../ports/made-variable-store.ts";
import type { KeptWeight } from "../../ports/weight-store.ts";
import type { SqlGateway } from "../gateway.ts";
import { createAgreementStore } from "./agreement-store.ts";
import { createAttachmentStore } from "./attachment-store.ts";
import { createCaseStore, createCaseTrailStore } from "./case-store.ts";
import { createCodingStore } from "./coding-store.ts";
import { createCodingTrailStore } from "./coding-trail-store.ts";
import { createDeidentifyStore } from "./deidentify-store.ts";
import { createErasureStore } from "./erasure-store.ts";
import { createEvidenceStore } from "./evidence-store.ts";
import { createSessionStore, createTranscriptStore } from "./fieldwork-store.ts";
import { createInvitationStore } from "./invitation-store.ts";
import { createJournal } from "./journal.ts";
import { createKeyStore, createPersonalStore, createRecoveryKeyStore } from "./key-store.ts";
import { createLeadStore } from "./lead-store.ts";
import { createLinkStore, createMemberStore } from "./member-store.ts";
import { createNamedStore } from "./named-store.ts";
import { createPaperStore } from "./paper-store.ts";
import { createPolicyStore } from "./policy-store.ts";
import { createProgressStore } from "./progress-store.ts";
import { createCollectorStore, createQuestionnaireStore } from "./questionnaire-store.ts";
import { createQuotaStore } from "./quota-store.ts";
import { createReportStore } from "./report-store.ts";
import { createResponseStore } from "./response-store.ts";
import { createPlanStore, createRosterStore } from "./roster-store.ts";
import { createSealStore } from "./seal-store.ts";
import { createStudyStore } from "./study-store.ts";

/** Every store over one gateway. */
export function openStores(gateway: SqlGateway, clock: Clock) {
  return {
    journal: createJournal(gateway, clock),
    seals: createSealStore(gateway),
    studies: createStudyStore(gateway, clock),
    members: createMemberStore(gateway),
    links: createLinkStore(gateway),
    questionnaires: createQuestionnaireStore(gateway),
    collectors: createCollectorStore(gateway),
    invitations: createInvitationStore(gateway),
    responses: createResponseStore(gateway, clock),
    quotas: createQuotaStore(gateway, clock),
    progress: createProgressStore(gateway, clock),
    paper: createPaperStore(gateway),
    sessions: createSessionStore(gateway),
    attachments: createAttachmentStore(gateway),
    transcripts: createTranscriptStore(gateway),
    deidentify: createDeidentifyStore(gateway),
    policies: createPolicyStore(gateway),
    coding: createCodingStore(gateway),
    codingTrail: createCodingTrailStore(gateway),
    agreement: createAgreementStore(gateway),
    cases: createCaseStore(gateway),
    caseTrail: createCaseTrailStore(gateway),
    leads: createLeadStore(gateway),
    reports: createReportStore(gateway),
    weights: createNamedStore<KeptWeight>(gateway, "kept_weights"),
    madeVariables: createNamedStore<MadeVariable>(gateway, "made_variables"),
    roster: createRosterStore(gateway),
    plan: createPlanStore(gateway),
    evidence: createEvidenceStore(gateway),
    keyStore: createKeyStore(gateway),
    personal: createPersonalStore(gateway),
    erasures: createErasureStore(gateway),
    recoveryKeys: createRecoveryKeyStore(gateway),
  };
}
