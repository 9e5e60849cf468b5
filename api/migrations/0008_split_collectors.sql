-- A collector of a split questionnaire asks the core items and a few modules. For every combination of modules it counts
-- the responses, so that the next is drawn where there are few; who was assigned which is written nowhere.

ALTER TABLE collectors ADD COLUMN split INTEGER NOT NULL DEFAULT 0;

CREATE TABLE collector_assignments (
  collector TEXT NOT NULL REFERENCES collectors (id),
  modules TEXT NOT NULL,
  responses INTEGER NOT NULL,
  PRIMARY KEY (collector, modules)
) WITHOUT ROWID;
