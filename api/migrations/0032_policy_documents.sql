-- What is known of policy texts beside their words; the words stand in transcripts under the same id.
CREATE TABLE policy_documents (
  study TEXT NOT NULL,
  transcript TEXT NOT NULL,
  revision INTEGER NOT NULL,
  hash TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, transcript),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);
-- One text stands once in a study.
CREATE UNIQUE INDEX policy_documents_by_text ON policy_documents (study, hash);
