import type { Generated } from "kysely";
import type { AttachmentTables } from "./rows/attachment-tables.ts";
import type { CodingTables } from "./rows/coding-tables.ts";

/** Rows as they stand in the tables of `api/migrations`; truth values are 0/1, documents JSON texts, times ISO texts. */
export interface Schema extends PaperTables, AttachmentTables, CodingTables {
  studies: {
    id: string;
    document: string;
    simulated: number;
    mainland_personal_information: number;
    created_at: string;
  };
  notices: { study: string; version: string; document: string; created_at: string };
  protocol_versions: { study: string; protocol: string; version: string; document: string; created_at: string };
  questionnaire_drafts: {
    study: string;
    name: string;
    definition: string;
    updated_at: string;
    revision: Generated<number>;
  };
  questionnaire_versions: {
    study: string;
    name: string;
    number: number;
    hash: string;
    status: "published" | "closed";
    definition: string;
    compiled: string;
    published_at: string;
  };
  collectors: {
    id: string;
    study: string;
    questionnaire: string;
    version: string;
    label: string;
    mode: "identified" | "pseudonymous" | "anonymous";
    opens_at: string | null;
    closes_at: string | null;
    closed_at: string | null;
    quota: number | null;
    accepted: Generated<number>;
    received: Generated<number>;
    withdrawn: Generated<number>;
    created_at: string;
    invited_only: number;
    unit: string | null;
    split: Generated<number>;
    visits: Generated<number>;
    starts: Generated<number>;
    uncounted: Generated<number>;
    imported: string | null;
  };
  collector_assignments: { collector: string; modules: string; responses: number };
  responses: ResponseRow;
  held_responses: ResponseRow;
  response_staging: ResponseRow;
  /** View over the two tables a response may stand in. */
  all_responses: ResponseRow;
  response_reviews: {
    response: string;
    study: string;
    verdict: "valid" | "invalid" | "callback";
    reason: string;
    reviewer: string;
    at: string;
  };
  response_drafts: { id: string; collector: string; version: string; answers: string; updated_at: string };
  response_log: LogRow;
  pending_commitments: { study: string; commitment: string; kind: "accepted" | "withdrawn"; day: string };
  units: { study: string; code: string; document: string };
  rosters: { study: string; revision: number };
  roster_people: { study: string; person: string; unit: string | null; document: string };
  roster_samples: { study: string; id: string; document: string; drawn_at: string };
  study_evidence: { study: string; revision: number; document: string };
  plan_items: { study: string; id: string; revision: number; document: string };
  quota_plans: {
    study: string;
    questionnaire: string;
    revision: number;
    document: string;
    first_path: string;
    second_path: string | null;
  };
  quota_cells: {
    study: string;
    questionnaire: string;
    cell: string;
    most: number | null;
    received: Generated<number>;
    valid: Generated<number>;
  };
  quota_strata: { study: string; questionnaire: string; first: string; second: string; cell: string };
  quota_margins: { study: string; questionnaire: string; margin: string; path: string };
  quota_margin_answers: { study: string; questionnaire: string; margin: string; answer: string; cell: string };
  quota_removals: { study: string; questionnaire: string; revision: number };
  disclosure_rules: { study: string; small_cell: number };
  progress_releases: {
    study: string;
    questionnaire: string;
    audience: "viewers" | "researchers";
    revision: number;
    document: string;
  };
  sessions: { study: string; id: string; revision: number; document: string };
  session_colleagues: { study: string; session: string; user: string; invited_by: string; invited_at: string };
  session_hands: { study: string; session: string; user: string };
  transcripts: {
    study: string;
    id: string;
    revision: number;
    title: string;
    session: string | null;
    text: string;
    characters: number;
    hash: string;
    turns: string;
    imported_at: string;
  };
  deidentify_rules: { study: string; revision: number; sealed: string; saved_at: string };
  session_words: { study: string; revision: number; sealed: string; saved_at: string };
  transcript_originals: { study: string; transcript: string; hash: string; sealed: string };
  transcript_revisions: {
    study: string;
    transcript: string;
    revision: number;
    rules_revision: number;
    alignment: string;
    decisions: string;
    made_at: string;
  };
  codebooks: { study: string; revision: number; document: string };
  codings: {
    study: string;
    id: string;
    transcript: string;
    code: string;
    start_offset: number;
    document: string;
  };
  cases: { study: string; id: string; revision: number; document: string };
  case_leads: { study: string; id: string; revision: number; document: string };
  made_variables: { study: string; questionnaire: string; name: string; document: string };
  kept_weights: { study: string; questionnaire: string; name: string; document: string };
  lead_scores: { study: string; lead: string; rater: string; document: string };
  case_changes: {
    seq: Generated<number>;
    study: string;
    case_id: string;
    revision: number;
    kind: "draft" | "redraft" | "edit" | "confirm" | "reopen" | "consent" | "carry";
    actor: string;
    at: string;
    document: string;
  };
  report_outlines: {
    study: string;
    outline: string;
    file: string;
    markdown: string;
    revision: number;
    updated_at: string;
  };
  report_builds: {
    study: string;
    id: string;
    outline: string;
    mode: "draft" | "final";
    at: string;
    snapshot: string;
    placeholders: number;
    evidence: number;
  };
  blobs: {
    key: string;
    study: string;
    subject: string;
    name: string;
    media: string;
    bytes: number;
    sha256: string;
  };
  edits: { study: string; kind: string; id: string; revision: number; content_hash: string };
  audit_log: {
    study: string;
    seq: number;
    at: string;
    actor: string;
    action: string;
    subject: string;
    previous: string;
    rows: string | null;
    hash: string;
  };
  audit_ends: { study: string; seq: number; hash: string };
  row_seals: {
    study: string;
    tbl: string;
    row_key: string;
    seq: number;
    salt: string | null;
    hash: string | null;
  };
  auth_users: { id: string; name: string; email: string; twoFactorEnabled: 0 | 1 };
  study_access: { study: string; leads: number; demands_second_factor: 0 | 1 };
  operators: { user_id: string };
  members: { study: string; user_id: string; role: "lead" | "researcher" | "interviewer" | "viewer" };
  one_time_links: {
    token_hash: string;
    study: string | null;
    email: string | null;
    name: string | null;
    role: "lead" | "researcher" | "interviewer" | "viewer" | null;
    expires_at: string;
    used_at: string | null;
  };
  auth_two_factors: { id: string; secret: string; backupCodes: string };
  used_codes: { subject: string; used_at: string };
  sign_in_failures: { subject: string; window_start: string; failures: number };
  data_keys: {
    id: string;
    study: string;
    purpose: "receipts" | "personal" | "person";
    subject: string;
    wrapped: string | null;
    created_at: string;
    destroyed_at: string | null;
  };
  recovery_keys: { id: string; study: string; public_key: string; sealed: string; created_at: string };
  erasures: {
    study: string;
    id: string;
    scope: "person" | "study";
    subject: string;
    document: string;
    hash: string;
    at: string;
  };
  people_personal: { study: string; person: string; sealed: string; updated_at: string };
  response_invitations: {
    token_hash: string;
    study: string;
    collector: string;
    person: string | null;
    unit: string | null;
    used: number;
    response: string | null;
  };
}

interface PaperTables {
  paper_batches: { study: string; id: string; collector: string; document: string; opened_at: string };
  paper_forms: {
    study: string;
    batch: string;
    form: string;
    questionnaire: string;
    state: "first" | "second" | "differs" | "blocked" | "ready" | "accepted";
    agreement: string;
    original: string | null;
    response: string | null;
  };
  paper_entries: {
    study: string;
    batch: string;
    form: string;
    pass: number;
    clerk: string;
    typed: string;
    done: number;
    revision: number;
    updated_at: string;
  };
  paper_decisions: {
    study: string;
    batch: string;
    form: string;
    box: string;
    taken: "first" | "second" | "other";
    typed: string;
    actor: string;
    at: string;
  };
}

export interface ResponseRow {
  id: string;
  study: string;
  collector: string;
  questionnaire: string;
  version: string;
  status: "complete" | "late" | "withdrawn" | "excluded";
  answers: string;
  content_hash: string;
  commitment: string;
  receipt: string;
  submitted_at: string | null;
  day: string;
  seconds: number | null;
  unit: string | null;
  notice_version: string;
  flags: string;
  timing: string | null;
}

interface LogRow {
  study: string;
  seq: number;
  kind: "accepted" | "withdrawn";
  response: string | null;
  commitment: string;
  day: string;
  at: string | null;
  previous: string;
  hash: string;
}
