-- How long the recordings of a study are kept, where a lead set another day than the study's configuration says.
CREATE TABLE recording_retention (
  study TEXT PRIMARY KEY NOT NULL REFERENCES studies (id),
  until TEXT NOT NULL,
  reason TEXT NOT NULL,
  set_by TEXT NOT NULL,
  set_at TEXT NOT NULL
);

-- Evidence that something was destroyed: what it was, when, by whom, and under which rule or on whose wish.
CREATE TABLE attachment_purges (
  study TEXT NOT NULL,
  attachment TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (study, attachment),
  FOREIGN KEY (study, attachment) REFERENCES attachments (study, id)
);
