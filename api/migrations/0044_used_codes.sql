-- Codes of authenticator apps that opened a sign-in, as hashes with the account: one opens nothing twice. Kept for minutes.
CREATE TABLE used_codes (
  subject TEXT PRIMARY KEY NOT NULL,
  used_at TEXT NOT NULL
);
