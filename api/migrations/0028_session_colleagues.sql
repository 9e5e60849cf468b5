-- Interviewers whom somebody at a session has invited to work on its record: they see it as those it is assigned to do.
CREATE TABLE session_colleagues (
  study TEXT NOT NULL,
  session TEXT NOT NULL,
  user TEXT NOT NULL,
  invited_by TEXT NOT NULL,
  invited_at TEXT NOT NULL,
  PRIMARY KEY (study, session, user),
  FOREIGN KEY (study, session) REFERENCES sessions (study, id)
) WITHOUT ROWID;

CREATE INDEX session_colleagues_by_user ON session_colleagues (study, user, session);
