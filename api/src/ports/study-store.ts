import type { KeptProtocol, NoticeText, Protocol, Role, StudyPack } from "@diaoyan/instruments";
import type { Write } from "./journal.ts";

/** A pack without what is edited in parts of its own: questionnaires, codebook, outlines, quota plans. */
export type StudyDocument = Omit<StudyPack, "questionnaires" | "codebook" | "reports" | "quotas">;

/** The constraint that refuses to leave a study without a lead. */
export const studyKeepsLead = "study_keeps_lead";

interface MemberRecord {
  readonly user: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly secondFactor: boolean;
}

export interface StudyStore {
  find(study: string): Promise<StudyDocument | undefined>;
  list(): Promise<readonly StudyDocument[]>;
  /** In order, whatever became of the documents. */
  listIds(): Promise<readonly string[]>;
  /** Those, and the ones that the audit log names though they stand no more: what is to be verified. In order. */
  listKnownIds(): Promise<readonly string[]>;
  /** Creates the study or replaces its document, its notice under that version included. */
  put(document: StudyDocument, at: string): Write;
  /** Every version of the notice there was, the oldest first, with when it came. */
  listNotices(study: string): Promise<readonly { readonly version: string; readonly at: string }[]>;
  /** Keeps the versions of interview guides that are not kept yet. */
  keepProtocols(study: string, protocols: readonly Protocol[], at: string): Write;
  /** Every version kept, by guide, the oldest first. */
  listProtocolVersions(study: string): Promise<readonly KeptProtocol[]>;
  findNotice(study: string, version: string): Promise<NoticeText | undefined>;
  /** Changes whenever something of the study was written: the key of caches. */
  stateOf(study: string): Promise<string>;
}

export interface MemberStore {
  roleOf(study: string, user: string): Promise<Role | undefined>;
  studiesOf(user: string): Promise<readonly { readonly study: string; readonly role: Role }[]>;
  list(study: string): Promise<readonly MemberRecord[]>;
  /** Makes the account a member; the role of one who is stays. */
  add(study: string, user: string, role: Role): Write;
  changeRole(study: string, user: string, role: Role): Write;
  remove(study: string, user: string): Write;
  /** Counts the leads anew: refused as `studyKeepsLead` where none is left. Follows every change of roles in its write. */
  countLeads(study: string): Write;
  demandsSecondFactor(study: string): Promise<boolean>;
  /** After `countLeads` in the same write. */
  demandSecondFactor(study: string, demanded: boolean): Write;
  isOperator(user: string): Promise<boolean>;
  addOperator(user: string): Write;
  findUserByEmail(email: string): Promise<string | undefined>;
  countUsers(): Promise<number>;
}

/** A link that works once; only the hash of its token is kept. `study` is null in the set-up link. */
export interface OneTimeLink {
  readonly tokenHash: string;
  readonly study: string | null;
  readonly email: string | null;
  readonly name: string | null;
  readonly role: Role | null;
  readonly expiresAt: string;
  readonly usedAt: string | null;
}

export interface LinkStore {
  find(tokenHash: string): Promise<OneTimeLink | undefined>;
  listOpen(study: string, now: string): Promise<readonly OneTimeLink[]>;
  add(link: OneTimeLink): Write;
  /** Marks the link used; false when it was used before, so that only one of two racing uses goes on. */
  use(tokenHash: string, at: string): Promise<boolean>;
  /** Gives a link back when what it was used for failed. */
  release(tokenHash: string): Promise<void>;
  /** Takes back the unused links to an address; `study` null: those that give an account another password. */
  dropOpen(study: string | null, email: string): Write;
  /** Takes back every unused set-up link. */
  dropSetUpLinks(): Write;
}
