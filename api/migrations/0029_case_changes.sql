-- What each act made of a case: which sentences by whom, machine or hand, with the words before and after. Words that
-- de-identification took away are taken away here too.
CREATE TABLE case_changes (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  study TEXT NOT NULL REFERENCES studies (id),
  case_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('draft', 'redraft', 'edit', 'confirm', 'reopen', 'consent', 'carry')),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  document TEXT NOT NULL,
  UNIQUE (study, case_id, revision)
);
