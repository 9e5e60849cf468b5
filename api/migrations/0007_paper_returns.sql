-- Paper returns: batches, the forms in them, what clerks typed, and what was decided where two clerks differ.
-- An autosave over another state makes the revision negative and is refused by the check, so nobody overwrites unseen.

CREATE TABLE paper_batches (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  collector TEXT NOT NULL REFERENCES collectors (id),
  document TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  PRIMARY KEY (study, id)
);

CREATE TABLE paper_forms (
  study TEXT NOT NULL,
  batch TEXT NOT NULL,
  form TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  state TEXT NOT NULL,
  agreement TEXT NOT NULL DEFAULT '{}',
  original TEXT,
  response TEXT,
  PRIMARY KEY (study, batch, form),
  FOREIGN KEY (study, batch) REFERENCES paper_batches (study, id)
);
CREATE UNIQUE INDEX paper_forms_by_number ON paper_forms (study, questionnaire, form);
CREATE INDEX paper_forms_by_response ON paper_forms (response);

CREATE TABLE paper_entries (
  study TEXT NOT NULL,
  batch TEXT NOT NULL,
  form TEXT NOT NULL,
  pass INTEGER NOT NULL CHECK (pass IN (1, 2)),
  clerk TEXT NOT NULL,
  typed TEXT NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL,
  updated_at TEXT NOT NULL,
  PRIMARY KEY (study, batch, form, pass),
  CONSTRAINT paper_entries_revision CHECK (revision > 0),
  FOREIGN KEY (study, batch, form) REFERENCES paper_forms (study, batch, form)
);

CREATE TABLE paper_decisions (
  study TEXT NOT NULL,
  batch TEXT NOT NULL,
  form TEXT NOT NULL,
  box TEXT NOT NULL,
  taken TEXT NOT NULL CHECK (taken IN ('first', 'second', 'other')),
  typed TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (study, batch, form, box),
  FOREIGN KEY (study, batch, form) REFERENCES paper_forms (study, batch, form)
);
