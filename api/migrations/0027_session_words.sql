-- What a person decided of words in the notes of sessions: replaced by something else, or kept, when a session leaves the
-- study. Sealed like the rules, since it holds names. A revision is made once.
CREATE TABLE session_words (
  study TEXT NOT NULL REFERENCES studies (id),
  revision INTEGER NOT NULL,
  sealed TEXT NOT NULL,
  saved_at TEXT NOT NULL,
  PRIMARY KEY (study, revision)
);
