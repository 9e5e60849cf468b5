-- Every version of an interview guide a study has had, so that a session can be read with the questions it was held with.
-- version: label and SHA-256, as sessions note it. Versions that stand when this comes are kept with the next pack.
CREATE TABLE protocol_versions (
  study TEXT NOT NULL REFERENCES studies (id),
  protocol TEXT NOT NULL,
  version TEXT NOT NULL,
  document TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (study, protocol, version)
) WITHOUT ROWID;
