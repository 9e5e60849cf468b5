-- Variables that were made at the desk of others (mean, sum, recoded, cut into groups) and kept under a name. The document
-- holds the recipe, not values of single cases. Never changed: removed and made anew.
CREATE TABLE made_variables (
  study TEXT NOT NULL REFERENCES studies (id),
  questionnaire TEXT NOT NULL,
  name TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, questionnaire, name)
) WITHOUT ROWID;
