-- Sessions, transcripts, coding, cases, reports, files, and the audit log.

CREATE TABLE sessions (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

CREATE TABLE transcripts (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  title TEXT NOT NULL,
  session TEXT,
  text TEXT NOT NULL,
  characters INTEGER NOT NULL,
  hash TEXT NOT NULL,
  turns TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  PRIMARY KEY (study, id),
  FOREIGN KEY (study, session) REFERENCES sessions (study, id)
);

CREATE TABLE codebooks (
  study TEXT PRIMARY KEY NOT NULL REFERENCES studies (id),
  revision INTEGER NOT NULL,
  document TEXT NOT NULL
);

CREATE TABLE codings (
  study TEXT NOT NULL,
  id TEXT NOT NULL,
  transcript TEXT NOT NULL,
  code TEXT NOT NULL,
  start_offset INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, id),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);
CREATE INDEX codings_by_transcript ON codings (study, transcript, start_offset, id);
CREATE INDEX codings_by_code ON codings (study, code);

CREATE TABLE cases (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

CREATE TABLE report_outlines (
  study TEXT NOT NULL REFERENCES studies (id),
  outline TEXT NOT NULL,
  file TEXT NOT NULL,
  markdown TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (study, outline)
);

CREATE TABLE report_builds (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  outline TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('draft', 'final')),
  at TEXT NOT NULL,
  snapshot TEXT NOT NULL,
  placeholders INTEGER NOT NULL,
  evidence INTEGER NOT NULL,
  PRIMARY KEY (study, id)
);
CREATE INDEX report_builds_by_outline ON report_builds (study, outline, at);

-- Index of stored files; `subject` is the build, transcript or session a file belongs to.
CREATE TABLE blobs (
  key TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL REFERENCES studies (id),
  subject TEXT NOT NULL,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  sha256 TEXT NOT NULL
);
CREATE UNIQUE INDEX blobs_by_subject ON blobs (study, subject, name);

-- One row an accepted edit. Two edits of one revision meet in the primary key: the second is refused.
CREATE TABLE edits (
  study TEXT NOT NULL REFERENCES studies (id),
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  PRIMARY KEY (study, kind, id, revision)
);

CREATE TABLE audit_log (
  study TEXT NOT NULL,
  seq INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (study, seq)
);
