import type { ChartSpec, TextTools } from "@diaoyan/analysis";
import type { KeyRing } from "../keys/key-ring.ts";
import type { ReadPdf } from "../pdf/pdf-text.ts";
import type { Accounts } from "./accounts.ts";
import type { AgreementStore } from "./agreement-store.ts";
import type { AttachmentStore } from "./attachment-store.ts";
import type { CaseStore, CaseTrailStore } from "./case-store.ts";
import type { Clock, IdSource } from "./clock.ts";
import type { CodingStore, CodingTrailStore } from "./coding-store.ts";
import type { DeidentifyStore } from "./deidentify-store.ts";
import type { ErasureStore } from "./erasure-store.ts";
import type { EvidenceStore } from "./evidence-store.ts";
import type { SessionStore, TranscriptStore } from "./fieldwork-store.ts";
import type { InvitationStore } from "./invitation-store.ts";
import type { Journal } from "./journal.ts";
import type { PersonalStore, RecoveryKeyStore } from "./key-store.ts";
import type { LeadStore } from "./lead-store.ts";
import type { MadeVariableStore } from "./made-variable-store.ts";
import type { PaperStore } from "./paper-store.ts";
import type { PolicyStore } from "./policy-store.ts";
import type { ProgressStore } from "./progress-store.ts";
import type { CollectorStore, QuestionnaireStore } from "./questionnaire-store.ts";
import type { QuotaStore } from "./quota-store.ts";
import type { BlobStore, ReportStore } from "./report-store.ts";
import type { ResponseStore } from "./response-store.ts";
import type { PlanStore, RosterStore } from "./roster-store.ts";
import type { SealStore } from "./seal-store.ts";
import type { LinkStore, MemberStore, StudyStore } from "./study-store.ts";
import type { WeightStore } from "./weight-store.ts";

/** What differs between runtimes; null where a runtime cannot do it. */
export interface RuntimeParts {
  readonly text: TextTools;
  readonly drawPng: ((spec: ChartSpec, options: { readonly scale: number }) => Promise<Uint8Array>) | null;
  readonly readPdf: ReadPdf | null;
  /** Null where personal information of mainland respondents may be held, else why not. */
  readonly residencyRefusal: string | null;
}

/** Everything a use case may ask for. */
export interface Ports {
  /** Whether the installation demands a second factor in every study, whatever its leads say. */
  readonly secondFactorEverywhere: boolean;
  readonly journal: Journal;
  readonly seals: SealStore;
  readonly studies: StudyStore;
  readonly members: MemberStore;
  readonly links: LinkStore;
  readonly questionnaires: QuestionnaireStore;
  readonly collectors: CollectorStore;
  readonly invitations: InvitationStore;
  readonly responses: ResponseStore;
  readonly quotas: QuotaStore;
  readonly progress: ProgressStore;
  readonly paper: PaperStore;
  readonly sessions: SessionStore;
  readonly attachments: AttachmentStore;
  readonly transcripts: TranscriptStore;
  readonly deidentify: DeidentifyStore;
  readonly policies: PolicyStore;
  readonly coding: CodingStore;
  readonly codingTrail: CodingTrailStore;
  readonly agreement: AgreementStore;
  readonly cases: CaseStore;
  readonly caseTrail: CaseTrailStore;
  readonly leads: LeadStore;
  readonly reports: ReportStore;
  readonly weights: WeightStore;
  readonly madeVariables: MadeVariableStore;
  readonly evidence: EvidenceStore;
  readonly roster: RosterStore;
  readonly plan: PlanStore;
  readonly personal: PersonalStore;
  readonly erasures: ErasureStore;
  readonly recoveryKeys: RecoveryKeyStore;
  readonly keys: KeyRing;
  readonly blobs: BlobStore;
  readonly accounts: Accounts;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly runtime: RuntimeParts;
}

/** The signed-in person a use case works for. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
