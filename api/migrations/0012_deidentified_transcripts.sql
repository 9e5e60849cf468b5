-- Rules of de-identification of a study; sealed, since they hold names. A revision is made once.
CREATE TABLE deidentify_rules (
  study TEXT NOT NULL REFERENCES studies (id),
  revision INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (study, revision)
);

-- What was said, as it was imported, once `transcripts` holds the de-identified text: sealed under a key of its own.
CREATE TABLE transcript_originals (
  study TEXT NOT NULL,
  transcript TEXT NOT NULL,
  hash TEXT NOT NULL,
  sealed TEXT NOT NULL,
  PRIMARY KEY (study, transcript),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);

-- A de-identified revision: which stretch of its text stands for which of the original, and what a person decided of
-- each place. Offsets and replacements only, no word of the original.
CREATE TABLE transcript_revisions (
  study TEXT NOT NULL,
  transcript TEXT NOT NULL,
  revision INTEGER NOT NULL,
  rules_revision INTEGER NOT NULL,
  alignment TEXT NOT NULL,
  decisions TEXT NOT NULL,
  made_at TEXT NOT NULL,
  PRIMARY KEY (study, transcript, revision),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);
