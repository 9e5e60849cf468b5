/** Tables whose rows no seal holds, and what holds them instead, or why nothing does. */
export const heldElsewhere: Readonly<Record<string, string>> = {
  audit_log: "its own chain",
  row_seals: "the entries of the audit log, by the hash over the seals of each",
  responses: "the chain of responses, by commitments",
  held_responses: "the chain of responses, by commitments",
  response_staging: "empty but within a write",
  response_log: "its own chain",
  pending_commitments: "the responses it commits to, until it enters the chain",
  attachment_chunks: "the files themselves, by their hashes and lengths, and the number the attachment must have",
  response_drafts:
    "nothing: what invited people have not submitted yet changes with every pause and is gone with the answer",
  collector_assignments:
    "nothing: it counts what arrives, without an entry; the chain of responses holds what it counts",
  paper_forms: "nothing: where a form stands changes as it is typed; the accepted response is in the chain",
  paper_entries: "nothing: what clerks are typing changes with every pause; the accepted response is in the chain",
  progress_releases: "nothing: figures reckoned from answers, kept so that two looks do not give one person away",
  transcript_search: "nothing: the words of transcripts folded for search, made anew from them",
  suggestion_log: "nothing: counts of what was suggested to coders and not taken, written as they read",
  operators: "nothing of a study: who runs the server",
  sign_in_failures: "nothing of a study: sign-in",
  used_codes: "nothing of a study: sign-in",
  auth_users: "nothing of a study: sign-in",
  auth_sessions: "nothing of a study: sign-in",
  auth_accounts: "nothing of a study: sign-in",
  auth_verifications: "nothing of a study: sign-in",
  auth_two_factors: "nothing of a study: sign-in",
  schema_migrations: "nothing of a study: the schema",
};
