-- Quota cells: one plan a questionnaire, its cells with counters, and the pairs of answers that fall into each. A pair
-- stands once, so no response counts twice. Counters say how many, never when or in which order.

CREATE TABLE quota_plans (
  study TEXT NOT NULL REFERENCES studies (id),
  questionnaire TEXT NOT NULL,
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  first_path TEXT NOT NULL,
  second_path TEXT,
  PRIMARY KEY (study, questionnaire)
);

-- The cell with the empty name counts what falls into no cell. `valid` counts complete responses, `received` all but
-- withdrawn ones. A full cell is refused by the check, so no race between counting and inserting can overfill it.
CREATE TABLE quota_cells (
  study TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  cell TEXT NOT NULL,
  most INTEGER,
  received INTEGER NOT NULL DEFAULT 0,
  valid INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (study, questionnaire, cell),
  CONSTRAINT quota_cell_full CHECK (most IS NULL OR valid <= most)
) WITHOUT ROWID;

CREATE TABLE quota_strata (
  study TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  cell TEXT NOT NULL,
  PRIMARY KEY (study, questionnaire, first, second)
) WITHOUT ROWID;

CREATE VIEW response_cells AS
SELECT responses.id, responses.study, responses.questionnaire, responses.status, COALESCE(quota_strata.cell, '') AS cell
FROM responses
JOIN quota_plans ON quota_plans.study = responses.study AND quota_plans.questionnaire = responses.questionnaire
LEFT JOIN quota_strata ON quota_strata.study = responses.study AND quota_strata.questionnaire = responses.questionnaire
  AND quota_strata.first = CAST(json_extract(responses.answers, quota_plans.first_path) AS TEXT)
  AND quota_strata.second = COALESCE(CAST(json_extract(responses.answers, quota_plans.second_path) AS TEXT), '');

-- Whatever writes a response, its cell counts it: a submission, a review, a withdrawal, an erasure.
CREATE TRIGGER response_enters_cell AFTER INSERT ON responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell = (SELECT cell FROM response_cells WHERE id = NEW.id);
END;

CREATE TRIGGER response_leaves_cell BEFORE UPDATE OF status, answers ON responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell = (SELECT cell FROM response_cells WHERE id = OLD.id);
END;

CREATE TRIGGER response_returns_to_cell AFTER UPDATE OF status, answers ON responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell = (SELECT cell FROM response_cells WHERE id = NEW.id);
END;

CREATE TRIGGER response_is_erased BEFORE DELETE ON responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell = (SELECT cell FROM response_cells WHERE id = OLD.id);
END;

-- Progress is counted without opening a single answer.
CREATE INDEX responses_by_progress ON responses (study, questionnaire, status, day, collector, unit);

-- The smallest group whose figures are shown, where the lead set another than the pack.
CREATE TABLE disclosure_rules (
  study TEXT PRIMARY KEY NOT NULL REFERENCES studies (id),
  small_cell INTEGER NOT NULL CHECK (small_cell >= 3)
);

-- What was shown last to people who see protected figures only: figures move on from here in lots.
CREATE TABLE progress_releases (
  study TEXT NOT NULL REFERENCES studies (id),
  questionnaire TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('viewers', 'researchers')),
  revision INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (study, questionnaire, audience)
);
