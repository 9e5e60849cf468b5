-- Planned visits, interviews and meetings; the session made of one bears its id.
CREATE TABLE plan_items (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, id)
);
