-- Answers of anonymous collectors are held apart until enough of one collector can enter `responses` together, in a random
-- order: pages of a table tell in which order its rows came. Every arrival empties the table and fills it anew.
CREATE TABLE held_responses (
  id TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL,
  collector TEXT NOT NULL REFERENCES collectors (id),
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('complete', 'late', 'withdrawn', 'excluded')),
  answers TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  commitment TEXT NOT NULL,
  receipt TEXT NOT NULL,
  submitted_at TEXT,
  day TEXT NOT NULL,
  seconds INTEGER,
  unit TEXT,
  notice_version TEXT NOT NULL,
  flags TEXT NOT NULL,
  timing TEXT
) WITHOUT ROWID;

-- What is on its way between the two; empty whenever a write has ended.
CREATE TABLE response_staging (
  id TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL,
  collector TEXT NOT NULL REFERENCES collectors (id),
  questionnaire TEXT NOT NULL,
  version TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('complete', 'late', 'withdrawn', 'excluded')),
  answers TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  commitment TEXT NOT NULL,
  receipt TEXT NOT NULL,
  submitted_at TEXT,
  day TEXT NOT NULL,
  seconds INTEGER,
  unit TEXT,
  notice_version TEXT NOT NULL,
  flags TEXT NOT NULL,
  timing TEXT
) WITHOUT ROWID;

-- The words are those of a taken key, which the program knows to read.
CREATE TRIGGER response_comes_once BEFORE INSERT ON response_staging
WHEN EXISTS (SELECT 1 FROM responses WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM response_staging WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: responses.id');
END;

CREATE TRIGGER response_is_not_held BEFORE INSERT ON responses
WHEN EXISTS (SELECT 1 FROM held_responses WHERE id = NEW.id) BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: responses.id');
END;

CREATE VIEW all_responses AS SELECT * FROM responses UNION ALL SELECT * FROM held_responses;

-- What is counted without opening a single answer.
CREATE VIEW response_groups AS
SELECT id, study, questionnaire, status, day, collector, unit FROM responses
UNION ALL
SELECT id, study, questionnaire, status, day, collector, unit FROM held_responses;

-- Places and quota cells count held answers as they count all others.
CREATE VIEW held_cells AS
SELECT held_responses.id, held_responses.study, held_responses.questionnaire, held_responses.status, COALESCE(quota_strata.cell, '') AS cell
FROM held_responses
JOIN quota_plans ON quota_plans.study = held_responses.study AND quota_plans.questionnaire = held_responses.questionnaire
LEFT JOIN quota_strata ON quota_strata.study = held_responses.study AND quota_strata.questionnaire = held_responses.questionnaire
  AND quota_strata.first = CAST(json_extract(held_responses.answers, quota_plans.first_path) AS TEXT)
  AND quota_strata.second = COALESCE(CAST(json_extract(held_responses.answers, quota_plans.second_path) AS TEXT), '');

CREATE TRIGGER held_enters_cell AFTER INSERT ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell = (SELECT cell FROM held_cells WHERE id = NEW.id);
END;

CREATE TRIGGER held_leaves_cell BEFORE UPDATE OF status, answers ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell = (SELECT cell FROM held_cells WHERE id = OLD.id);
END;

CREATE TRIGGER held_returns_to_cell AFTER UPDATE OF status, answers ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell = (SELECT cell FROM held_cells WHERE id = NEW.id);
END;

CREATE TRIGGER held_is_erased BEFORE DELETE ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_plans WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell = (SELECT cell FROM held_cells WHERE id = OLD.id);
END;

CREATE TRIGGER held_withdrawn_once BEFORE UPDATE OF status ON held_responses WHEN OLD.status = 'withdrawn' BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: responses.status');
END;

CREATE TRIGGER held_takes_place AFTER INSERT ON held_responses WHEN NEW.status = 'complete' BEGIN
  UPDATE collectors SET accepted = accepted + 1 WHERE id = NEW.collector;
END;

CREATE TRIGGER held_changes_place AFTER UPDATE OF status ON held_responses
WHEN (NEW.status = 'complete') <> (OLD.status = 'complete') BEGIN
  UPDATE collectors SET accepted = accepted + (NEW.status = 'complete') - (OLD.status = 'complete')
  WHERE id = NEW.collector;
END;

CREATE TRIGGER held_gives_place_back AFTER DELETE ON held_responses WHEN OLD.status = 'complete' BEGIN
  UPDATE collectors SET accepted = accepted - 1 WHERE id = OLD.collector;
END;

CREATE VIEW held_margins AS
SELECT held_responses.id, held_responses.study, held_responses.questionnaire, held_responses.status,
  COALESCE(quota_margin_answers.cell, '@' || quota_margins.margin || '/') AS cell
FROM held_responses
JOIN quota_margins ON quota_margins.study = held_responses.study AND quota_margins.questionnaire = held_responses.questionnaire
LEFT JOIN quota_margin_answers ON quota_margin_answers.study = quota_margins.study
  AND quota_margin_answers.questionnaire = quota_margins.questionnaire
  AND quota_margin_answers.margin = quota_margins.margin
  AND quota_margin_answers.answer = CAST(json_extract(held_responses.answers, quota_margins.path) AS TEXT);

CREATE TRIGGER held_enters_margins AFTER INSERT ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell IN (SELECT cell FROM held_margins WHERE id = NEW.id);
END;

CREATE TRIGGER held_leaves_margins BEFORE UPDATE OF status, answers ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell IN (SELECT cell FROM held_margins WHERE id = OLD.id);
END;

CREATE TRIGGER held_returns_to_margins AFTER UPDATE OF status, answers ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell IN (SELECT cell FROM held_margins WHERE id = NEW.id);
END;

CREATE TRIGGER held_is_erased_from_margins BEFORE DELETE ON held_responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell IN (SELECT cell FROM held_margins WHERE id = OLD.id);
END;

-- A verdict may be about an answer that is held, so it refers to no one table.
CREATE TABLE reviews_of_all (
  response TEXT PRIMARY KEY NOT NULL,
  study TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('valid', 'invalid', 'callback')),
  reason TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO reviews_of_all (response, study, verdict, reason, reviewer, at)
SELECT response, study, verdict, reason, reviewer, at FROM response_reviews;
DROP TABLE response_reviews;
ALTER TABLE reviews_of_all RENAME TO response_reviews;
CREATE INDEX response_reviews_by_study ON response_reviews (study, response);

-- What was erased, of whom or of the whole study, as the certificate says it. No names: the code, counts, hashes, who and when.
CREATE TABLE erasures (
  study TEXT NOT NULL REFERENCES studies (id),
  id TEXT NOT NULL,
  scope TEXT NOT NULL CHECK (scope IN ('person', 'study')),
  subject TEXT NOT NULL,
  document TEXT NOT NULL,
  hash TEXT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (study, id)
);
