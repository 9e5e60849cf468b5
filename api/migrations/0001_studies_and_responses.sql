-- Studies, what is asked in them, and what was answered. Times are ISO 8601 UTC texts, truth values 0/1, documents JSON texts.
-- Tables that hold answers have no row ids: a row id tells the order of arrival, which anonymous collectors must not keep.

CREATE TABLE studies (
  id TEXT PRIMARY KEY NOT NULL,
  document TEXT NOT NULL,
  simulated INTEGER NOT NULL,
  mainland_personal_information INTEGER NOT NULL,
  created_at TEXT NOT NULL
);

CREATE TABLE notices (
  study TEXT NOT NULL REFERENCES studies (id),
  version TEXT NOT NULL,
  document TEXT NOT NULL,
  created_at TEXT NOT NULL,
  PRIMARY KEY (study, version)
);

CREATE TABLE questionnaire_drafts (
  study TEXT NOT NULL REFERENCES studies (id),
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (study, name)
);

CREATE TABLE questionnaire_versions (
  study TEXT NOT NULL REFERENCES studies (id),
  name TEXT NOT NULL,
  number INTEGER NOT NULL,
  hash TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('published', 'closed')),
  definition TEXT NOT NULL,
  compiled TEXT NOT NULL,
  published_at TEXT NOT NULL,
  PRIMARY KEY (study, name, number),
  UNIQUE (study, hash)
);

-- A full quota is refused by the check, so no race between counting and inserting can overfill a collector.
CREATE TABLE collectors (
  id TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL REFERENCES studies (id),
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  label TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('identified', 'pseudonymous', 'anonymous')),
  opens_at TEXT,
  closes_at TEXT,
  closed_at TEXT,
  quota INTEGER,
  accepted INTEGER NOT NULL DEFAULT 0,
  received INTEGER NOT NULL DEFAULT 0,
  withdrawn INTEGER NOT NULL DEFAULT 0,
  created_at TEXT NOT NULL,
  CHECK (quota IS NULL OR accepted <= quota),
  FOREIGN KEY (study, version) REFERENCES questionnaire_versions (study, hash)
);
CREATE INDEX collectors_by_study ON collectors (study);

-- One JSON document a response. A withdrawn response stays as a tombstone: answers emptied, commitment kept.
CREATE TABLE responses (
  id TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL,
  collector TEXT NOT NULL REFERENCES collectors (id),
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('complete', 'late', 'withdrawn', 'excluded')),
  answers TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  commitment TEXT NOT NULL,
  receipt TEXT NOT NULL,
  submitted_at TEXT,
  day TEXT NOT NULL,
  seconds INTEGER,
  unit TEXT,
  notice_version TEXT NOT NULL,
  flags TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX responses_by_questionnaire ON responses (study, questionnaire, id);
CREATE UNIQUE INDEX responses_by_receipt ON responses (receipt);

CREATE TABLE response_drafts (
  id TEXT PRIMARY KEY NOT NULL,
  collector TEXT NOT NULL REFERENCES collectors (id),
  version TEXT NOT NULL,
  answers TEXT NOT NULL,
  updated_at TEXT NOT NULL
) WITHOUT ROWID;

-- A submitted response takes its draft away.
CREATE TRIGGER response_takes_draft AFTER INSERT ON responses BEGIN
  DELETE FROM response_drafts WHERE id = NEW.id;
END;

-- Hash-chained log of a study's responses. Entries of anonymous collectors name no response and only a day.
CREATE TABLE response_log (
  study TEXT NOT NULL REFERENCES studies (id),
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('accepted', 'withdrawn')),
  response TEXT,
  commitment TEXT NOT NULL,
  day TEXT NOT NULL,
  at TEXT,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (study, seq)
) WITHOUT ROWID;
CREATE UNIQUE INDEX response_log_by_commitment ON response_log (study, commitment, kind);

-- Commitments of anonymous collectors wait here until enough of them can enter the log in shuffled order.
CREATE TABLE pending_commitments (
  study TEXT NOT NULL REFERENCES studies (id),
  commitment TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('accepted', 'withdrawn')),
  day TEXT NOT NULL,
  PRIMARY KEY (study, kind, commitment)
) WITHOUT ROWID;

CREATE TABLE units (
  study TEXT NOT NULL REFERENCES studies (id),
  code TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, code)
);
