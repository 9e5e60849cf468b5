-- A second factor at signing in (the shape better-auth expects; secret and codes are sealed by a key outside the database),
-- and what holds for a study's members as a whole.

ALTER TABLE auth_users ADD COLUMN twoFactorEnabled INTEGER NOT NULL DEFAULT 0;

CREATE TABLE auth_two_factors (
  id TEXT PRIMARY KEY NOT NULL,
  secret TEXT NOT NULL,
  backupCodes TEXT NOT NULL,
  userId TEXT NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  verified INTEGER,
  failedVerificationCount INTEGER,
  lockedUntil DATE
);
CREATE INDEX auth_two_factors_by_user ON auth_two_factors (userId);

-- Every removal and change of role counts the leads anew in the same write: the check keeps the last one, whoever races.
CREATE TABLE study_access (
  study TEXT PRIMARY KEY NOT NULL REFERENCES studies (id),
  leads INTEGER NOT NULL,
  demands_second_factor INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT study_keeps_lead CHECK (leads >= 1)
);

-- Network addresses of sessions are not kept any more.
UPDATE auth_sessions SET ipAddress = NULL;
