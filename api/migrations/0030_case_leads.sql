-- What was decided of a lead 案例线索: a nomination (response) or a session that announced a case. Its answers stand with
-- the response, names and contacts sealed in `people_personal` under a key of their own.
CREATE TABLE case_leads (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

-- One rater's sheet on one lead; a rater has one, the last that was given.
CREATE TABLE lead_scores (
  study TEXT NOT NULL REFERENCES studies (id),
  lead TEXT NOT NULL,
  rater TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, lead, rater)
);
