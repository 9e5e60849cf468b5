-- Roster and sampling frame. Attributes stand here under a person code that says nothing; name, phone and e-mail stand
-- sealed in `people_personal` under the person's own key, names of units sealed in `units` under the study's.
CREATE TABLE roster_people (
  study TEXT NOT NULL REFERENCES studies (id),
  person TEXT NOT NULL,
  unit TEXT,
  document TEXT NOT NULL,
  PRIMARY KEY (study, person),
  FOREIGN KEY (study, unit) REFERENCES units (study, code)
);

CREATE INDEX roster_people_by_unit ON roster_people (study, unit, person);

-- Goes up by one at every change of the roster, so that two imports at once cannot both go by the same state.
CREATE TABLE rosters (
  study TEXT PRIMARY KEY NOT NULL REFERENCES studies (id),
  revision INTEGER NOT NULL
);

-- Samples as they were drawn: seed, design, strata with inclusion probabilities, person codes. Never changed.
CREATE TABLE roster_samples (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  document TEXT NOT NULL,
  drawn_at TEXT NOT NULL,
  PRIMARY KEY (study, id)
);
