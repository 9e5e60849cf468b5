-- Every change of a coding, in order, with the act it belongs to: the trail, undo, and what other people's pages ask for.
-- A revision of a coding can come into being once; that is what keeps two changes of one state apart.
CREATE TABLE coding_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  study TEXT NOT NULL REFERENCES studies (id),
  act TEXT NOT NULL,
  kind TEXT NOT NULL,
  transcript TEXT NOT NULL,
  coding TEXT NOT NULL,
  revision INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (study, coding, revision)
);
CREATE INDEX coding_changes_by_transcript ON coding_changes (study, transcript, seq);
CREATE INDEX coding_changes_by_act ON coding_changes (study, act);

-- What merging, splitting and moving codes made of the codebook, so that it can be undone.
CREATE TABLE codebook_changes (
  study TEXT NOT NULL REFERENCES studies (id),
  act TEXT NOT NULL,
  kind TEXT NOT NULL,
  revision INTEGER NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (study, act)
);

-- Memos on codes, transcripts and cases; those on segments stand in the coding.
CREATE TABLE memos (
  study TEXT NOT NULL REFERENCES studies (id),
  kind TEXT NOT NULL CHECK (kind IN ('code', 'transcript', 'case')),
  subject TEXT NOT NULL,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  author TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (study, kind, subject)
);

-- Attributes a person gave a transcript, beside those of its session.
CREATE TABLE transcript_attributes (
  study TEXT NOT NULL,
  transcript TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, transcript),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);

-- Texts that a correction replaced.
CREATE TABLE transcript_texts (
  study TEXT NOT NULL,
  transcript TEXT NOT NULL,
  revision INTEGER NOT NULL,
  text TEXT NOT NULL,
  turns TEXT NOT NULL,
  replaced_at TEXT NOT NULL,
  PRIMARY KEY (study, transcript, revision),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);
