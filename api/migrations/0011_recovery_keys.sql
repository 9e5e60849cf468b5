-- One key pair a study: devices of interviewers seal every record for it as well, so that the desk can open a record whose
-- passphrase is forgotten or whose account is revoked. The private half is sealed under the study's `personal` key.

CREATE TABLE recovery_keys (
  id TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL UNIQUE REFERENCES studies (id),
  public_key TEXT NOT NULL,
  sealed TEXT NOT NULL,
  created_at TEXT NOT NULL
);
