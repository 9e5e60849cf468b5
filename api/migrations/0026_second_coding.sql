-- Drawn transcripts that a second person codes without seeing what others did, until the lead closes it.
CREATE TABLE coding_assignments (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

-- What was decided of a disagreement; never changed afterwards.
CREATE TABLE adjudications (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

-- Suggestions that were shown, and what became of them. No words: places and codes only.
CREATE TABLE suggestion_log (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  study TEXT NOT NULL REFERENCES studies (id),
  transcript TEXT NOT NULL,
  revision INTEGER NOT NULL,
  start_offset INTEGER NOT NULL,
  end_offset INTEGER NOT NULL,
  code TEXT,
  confidence REAL,
  outcome TEXT NOT NULL CHECK (outcome IN ('shown', 'abstained', 'accepted', 'rejected')),
  model TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX suggestion_log_by_study ON suggestion_log (study, outcome);
