-- Who has stored a state of a session: an interviewer sees these and the ones assigned to them.
CREATE TABLE session_hands (
  study TEXT NOT NULL,
  session TEXT NOT NULL,
  user TEXT NOT NULL,
  PRIMARY KEY (study, session, user),
  FOREIGN KEY (study, session) REFERENCES sessions (study, id)
) WITHOUT ROWID;

CREATE INDEX session_hands_by_user ON session_hands (study, user, session);

INSERT INTO session_hands (study, session, user)
SELECT DISTINCT audit_log.study, audit_log.subject, audit_log.actor
FROM audit_log
JOIN sessions ON sessions.study = audit_log.study AND sessions.id = audit_log.subject
WHERE audit_log.action = 'session.save';
