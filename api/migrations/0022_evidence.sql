-- Indicators, findings and recommendations as the desk edits them together; a study without a row has those of its pack.
CREATE TABLE study_evidence (
  study TEXT PRIMARY KEY REFERENCES studies (id),
  revision INTEGER NOT NULL,
  document TEXT NOT NULL
);
