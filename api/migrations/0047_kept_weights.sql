-- Weights that were made at the desk and kept under a name, to be chosen in other analyses of the questionnaire. The document
-- holds what makes them (totals, limit, source of the totals), not the weights of single cases. Never changed: removed and kept anew.
CREATE TABLE kept_weights (
  study TEXT NOT NULL REFERENCES studies (id),
  questionnaire TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, questionnaire, name)
) WITHOUT ROWID;
