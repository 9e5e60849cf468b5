import type { Row } from "./row-seal.ts";

/** How the rows of a table are sealed: what names one within its study, and what of it is held. */
export interface SealedTable {
  /** Columns that name a row within its study; none where a study has one row. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
  /** Columns that change without an entry of the audit log, each with the reason. */
  readonly left?: Readonly<Record<string, string>>;
  /** Column that names the study, where that is not `study`. */
  readonly study?: "id";
  /** Rows that are held; the others are held elsewhere, as `left` says. */
  readonly only?: (row: Row) => boolean;
  /** The withdrawal of a response, which no entry tells of, takes the content away. */
  readonly letGo?: true;
  /** Rows read at a time, where a row may be large. */
  readonly page?: number;
}

const revised = ["revision", "document"] as const;
const documents = 50;
const counted = "counts what arrives, without an entry; the chain of responses holds what it counts";

/** What respondents say of themselves is set aside under such a code: it comes and goes with their responses. */
const asidePrefix = "nominee:";
const isKept = (code: Row[string]): boolean => !String(code).startsWith(asidePrefix);

/** Every table whose rows change only with an entry of the audit log. A new table of a study goes here, or into `heldElsewhere` of the test. */
export const sealedTables: Readonly<Record<string, SealedTable>> = {
  studies: {
    key: [],
    study: "id",
    columns: ["document", "simulated", "mainland_personal_information", "created_at"],
  },
  study_access: {
    key: [],
    columns: ["demands_second_factor"],
    left: { leads: "a count of members who lead; members are held" },
  },
  members: { key: ["user_id"], columns: ["role"] },
  one_time_links: {
    key: ["token_hash"],
    columns: ["email", "name", "role", "expires_at"],
    left: { used_at: "whoever opens the link uses it; what came of it is an entry and a member" },
    only: ({ study }) => study !== null,
  },
  notices: { key: ["version"], columns: ["document", "created_at"] },
  protocol_versions: { key: ["protocol", "version"], columns: ["document", "created_at"] },
  questionnaire_drafts: { key: ["name"], columns: ["definition", "updated_at", "revision"], page: documents },
  questionnaire_versions: {
    key: ["name", "number"],
    columns: ["hash", "status", "definition", "compiled", "published_at"],
    page: documents,
  },
  collectors: {
    key: ["id"],
    columns: [
      ...["questionnaire", "version", "label", "mode", "opens_at", "closes_at", "closed_at", "quota"],
      ...["created_at", "invited_only", "unit", "split", "imported"],
    ],
    left: {
      accepted: counted,
      received: counted,
      withdrawn: counted,
      visits: counted,
      starts: counted,
      uncounted: counted,
    },
  },
  response_invitations: {
    key: ["token_hash"],
    columns: ["collector", "person", "unit"],
    left: { used: "a response uses it, without an entry", response: "the response that used it, without an entry" },
  },
  response_reviews: { key: ["response"], columns: ["verdict", "reason", "reviewer", "at"], letGo: true },
  disclosure_rules: { key: [], columns: ["small_cell"] },
  quota_plans: { key: ["questionnaire"], columns: [...revised, "first_path", "second_path"] },
  quota_cells: {
    key: ["questionnaire", "cell"],
    columns: ["most"],
    left: { received: counted, valid: counted },
  },
  quota_strata: { key: ["questionnaire", "first", "second"], columns: ["cell"] },
  quota_margins: { key: ["questionnaire", "margin"], columns: ["path"] },
  quota_margin_answers: { key: ["questionnaire", "margin", "answer"], columns: ["cell"] },
  quota_removals: { key: ["questionnaire"], columns: ["revision"] },
  units: { key: ["code"], columns: ["document"] },
  rosters: { key: [], columns: ["revision"] },
  roster_people: { key: ["person"], columns: ["unit", "document"] },
  roster_samples: { key: ["id"], columns: ["document", "drawn_at"], page: documents },
  study_evidence: { key: [], columns: revised },
  plan_items: { key: ["id"], columns: revised },
  sessions: { key: ["id"], columns: revised, page: documents },
  session_colleagues: { key: ["session", "user"], columns: ["invited_by", "invited_at"] },
  session_hands: { key: ["session", "user"], columns: [] },
  session_words: { key: ["revision"], columns: ["sealed", "saved_at"], page: documents },
  transcripts: {
    key: ["id"],
    columns: ["revision", "title", "session", "text", "characters", "hash", "turns", "imported_at"],
    page: 10,
  },
  transcript_texts: { key: ["transcript", "revision"], columns: ["text", "turns", "replaced_at"], page: 10 },
  transcript_attributes: { key: ["transcript"], columns: revised },
  transcript_originals: { key: ["transcript"], columns: ["hash", "sealed"], page: 10 },
  transcript_revisions: {
    key: ["transcript", "revision"],
    columns: ["rules_revision", "alignment", "decisions", "made_at"],
    page: 10,
  },
  deidentify_rules: { key: ["revision"], columns: ["sealed", "saved_at"], page: documents },
  policy_documents: { key: ["transcript"], columns: ["revision", "hash", "document"], page: documents },
  codebooks: { key: [], columns: revised },
  codebook_changes: {
    key: ["act"],
    columns: ["kind", "revision", "before", "after", "actor", "at"],
    page: documents,
  },
  codings: { key: ["id"], columns: ["transcript", "code", "start_offset", "document"] },
  coding_changes: {
    key: ["coding", "revision"],
    columns: ["act", "kind", "transcript", "before", "after", "actor", "at"],
    left: { seq: "given by the database; the order of a coding's changes is its revision" },
  },
  coding_assignments: { key: ["id"], columns: revised },
  adjudications: { key: ["id"], columns: ["document", "at"] },
  memos: { key: ["kind", "subject"], columns: ["revision", "text", "author", "at"] },
  cases: { key: ["id"], columns: revised, page: documents },
  case_changes: {
    key: ["case_id", "revision"],
    columns: ["kind", "actor", "at", "document"],
    left: { seq: "given by the database; the order of a case's changes is its revision" },
  },
  case_leads: { key: ["id"], columns: revised },
  lead_scores: { key: ["lead", "rater"], columns: ["document"] },
  made_variables: { key: ["questionnaire", "name"], columns: ["document"] },
  kept_weights: { key: ["questionnaire", "name"], columns: ["document"] },
  report_outlines: { key: ["outline"], columns: ["file", "markdown", "updated_at", "revision"], page: documents },
  report_builds: { key: ["id"], columns: ["outline", "mode", "at", "snapshot", "placeholders", "evidence"] },
  blobs: { key: ["key"], columns: ["subject", "name", "media", "bytes", "sha256"] },
  attachments: {
    key: ["id"],
    columns: [
      ...["session", "note", "kind", "name", "media", "bytes", "sha256", "seconds", "starts_at", "recorded_at"],
      ...["owner", "wrapped_key", "sealed_key", "begun_at", "finished_at", "purged_at"],
    ],
  },
  attachment_purges: { key: ["attachment"], columns: ["sha256", "bytes", "due_on", "reason", "actor", "at"] },
  recording_retention: { key: [], columns: ["until", "reason", "set_by", "set_at"] },
  paper_batches: { key: ["id"], columns: ["collector", "document", "opened_at"] },
  paper_decisions: { key: ["batch", "form", "box"], columns: ["taken", "typed", "actor", "at"], letGo: true },
  edits: { key: ["kind", "id", "revision"], columns: ["content_hash"] },
  data_keys: {
    key: ["id"],
    columns: ["purpose", "subject", "wrapped", "created_at", "destroyed_at"],
    only: ({ subject }) => isKept(subject ?? ""),
  },
  people_personal: {
    key: ["person"],
    columns: ["sealed", "updated_at"],
    only: ({ person }) => isKept(person ?? ""),
  },
  recovery_keys: { key: ["id"], columns: ["public_key", "sealed", "created_at"] },
  erasures: { key: ["id"], columns: ["scope", "subject", "document", "hash", "at"] },
};

/** The column of a sealed table that names the study. */
export const studyColumn = ({ study }: SealedTable): string => study ?? "study";
