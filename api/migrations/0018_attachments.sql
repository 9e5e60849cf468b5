-- Photos, recordings and documents of fieldwork. Their bytes lie in the blob store, chunk by chunk as the device sealed
-- them; the key of each is wrapped by the recovery key until all has come (`wrapped_key`), then by a key of its own that
-- the study's key wraps (`sealed_key`), so that one can be destroyed alone. `session` may name a session that is not here:
-- what was recorded is kept all the same.
CREATE TABLE attachments (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  session TEXT NOT NULL,
  note TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('录音', '现场照片', '签到表', '同意书', '材料')),
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  bytes INTEGER NOT NULL CHECK (bytes > 0),
  sha256 TEXT,
  seconds REAL,
  starts_at REAL,
  recorded_at TEXT NOT NULL,
  owner TEXT NOT NULL,
  wrapped_key TEXT NOT NULL,
  sealed_key TEXT,
  begun_at TEXT NOT NULL,
  finished_at TEXT,
  purged_at TEXT,
  PRIMARY KEY (study, id)
);
CREATE INDEX attachments_by_session ON attachments (study, session);

-- A chunk that stands in the blob store: `sha256` and `bytes` are of the sealed chunk.
CREATE TABLE attachment_chunks (
  study TEXT NOT NULL,
  attachment TEXT NOT NULL,
  position INTEGER NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  PRIMARY KEY (study, attachment, position),
  FOREIGN KEY (study, attachment) REFERENCES attachments (study, id)
);
