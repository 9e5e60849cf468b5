-- Accounts (the tables auth_* have the shape better-auth expects), membership, one-time links, keys, personal data.

CREATE TABLE auth_users (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  emailVerified INTEGER NOT NULL,
  image TEXT,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL
);

CREATE TABLE auth_sessions (
  id TEXT PRIMARY KEY NOT NULL,
  expiresAt DATE NOT NULL,
  token TEXT NOT NULL UNIQUE,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL,
  ipAddress TEXT,
  userAgent TEXT,
  userId TEXT NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE
);
CREATE INDEX auth_sessions_by_user ON auth_sessions (userId);

CREATE TABLE auth_accounts (
  id TEXT PRIMARY KEY NOT NULL,
  accountId TEXT NOT NULL,
  providerId TEXT NOT NULL,
  userId TEXT NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  accessToken TEXT,
  refreshToken TEXT,
  idToken TEXT,
  accessTokenExpiresAt DATE,
  refreshTokenExpiresAt DATE,
  scope TEXT,
  password TEXT,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL
);
CREATE INDEX auth_accounts_by_user ON auth_accounts (userId);

CREATE TABLE auth_verifications (
  id TEXT PRIMARY KEY NOT NULL,
  identifier TEXT NOT NULL,
  value TEXT NOT NULL,
  expiresAt DATE NOT NULL,
  createdAt DATE NOT NULL,
  updatedAt DATE NOT NULL
);
CREATE INDEX auth_verifications_by_identifier ON auth_verifications (identifier);

-- May create studies and invite: the person who used the set-up link.
CREATE TABLE operators (
  user_id TEXT PRIMARY KEY NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE
);

CREATE TABLE members (
  study TEXT NOT NULL REFERENCES studies (id),
  user_id TEXT NOT NULL REFERENCES auth_users (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('lead', 'researcher', 'interviewer', 'viewer')),
  PRIMARY KEY (study, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

-- Only the hash of a link's token is kept. `study` is null in the set-up link.
CREATE TABLE one_time_links (
  token_hash TEXT PRIMARY KEY NOT NULL,
  study TEXT REFERENCES studies (id),
  email TEXT,
  name TEXT,
  role TEXT,
  expires_at TEXT NOT NULL,
  used_at TEXT
);

-- Failed sign-ins by account and by address, in windows of time; keys are hashes.
CREATE TABLE sign_in_failures (
  subject TEXT PRIMARY KEY NOT NULL,
  window_start TEXT NOT NULL,
  failures INTEGER NOT NULL
);

-- Data keys wrapped by the master key, which stands outside the database. A destroyed key has lost `wrapped`.
CREATE TABLE data_keys (
  id TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL REFERENCES studies (id),
  purpose TEXT NOT NULL CHECK (purpose IN ('receipts', 'personal', 'person')),
  subject TEXT NOT NULL,
  wrapped TEXT,
  created_at TEXT NOT NULL,
  destroyed_at TEXT
);
CREATE UNIQUE INDEX data_keys_by_subject ON data_keys (study, purpose, subject);

-- Names and contacts, sealed under the person's own key; never in the tables of answers or sessions.
CREATE TABLE people_personal (
  study TEXT NOT NULL REFERENCES studies (id),
  person TEXT NOT NULL,
  sealed TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (study, person)
);

-- Personal invitations: the code table stands apart from answers and says only used or not.
CREATE TABLE response_invitations (
  token_hash TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL REFERENCES studies (id),
  collector TEXT NOT NULL REFERENCES collectors (id),
  person TEXT,
  unit TEXT,
  used INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX response_invitations_by_collector ON response_invitations (collector);
