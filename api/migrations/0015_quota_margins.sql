-- Further questions of a quota plan, each counted by itself beside the cells (年龄 beside 单位 × 学科). A margin's counters are
-- cells like others, named `@question/group`; a response counts once in each margin, since an answer stands once in it.

CREATE TABLE quota_margins (
  study TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  margin TEXT NOT NULL,
  path TEXT NOT NULL,
  PRIMARY KEY (study, questionnaire, margin)
) WITHOUT ROWID;

CREATE TABLE quota_margin_answers (
  study TEXT NOT NULL,
  questionnaire TEXT NOT NULL,
  margin TEXT NOT NULL,
  answer TEXT NOT NULL,
  cell TEXT NOT NULL,
  PRIMARY KEY (study, questionnaire, margin, answer)
) WITHOUT ROWID;

CREATE VIEW response_margins AS
SELECT responses.id, responses.study, responses.questionnaire, responses.status,
  COALESCE(quota_margin_answers.cell, '@' || quota_margins.margin || '/') AS cell
FROM responses
JOIN quota_margins ON quota_margins.study = responses.study AND quota_margins.questionnaire = responses.questionnaire
LEFT JOIN quota_margin_answers ON quota_margin_answers.study = quota_margins.study
  AND quota_margin_answers.questionnaire = quota_margins.questionnaire
  AND quota_margin_answers.margin = quota_margins.margin
  AND quota_margin_answers.answer = CAST(json_extract(responses.answers, quota_margins.path) AS TEXT);

CREATE TRIGGER response_enters_margins AFTER INSERT ON responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell IN (SELECT cell FROM response_margins WHERE id = NEW.id);
END;

CREATE TRIGGER response_leaves_margins BEFORE UPDATE OF status, answers ON responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell IN (SELECT cell FROM response_margins WHERE id = OLD.id);
END;

CREATE TRIGGER response_returns_to_margins AFTER UPDATE OF status, answers ON responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = NEW.study AND questionnaire = NEW.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received + (NEW.status <> 'withdrawn'), valid = valid + (NEW.status = 'complete')
  WHERE study = NEW.study AND questionnaire = NEW.questionnaire
    AND cell IN (SELECT cell FROM response_margins WHERE id = NEW.id);
END;

CREATE TRIGGER response_is_erased_from_margins BEFORE DELETE ON responses
WHEN EXISTS (SELECT 1 FROM quota_margins WHERE study = OLD.study AND questionnaire = OLD.questionnaire) BEGIN
  UPDATE quota_cells
  SET received = received - (OLD.status <> 'withdrawn'), valid = valid - (OLD.status = 'complete')
  WHERE study = OLD.study AND questionnaire = OLD.questionnaire
    AND cell IN (SELECT cell FROM response_margins WHERE id = OLD.id);
END;

-- A removed plan leaves its revision: the next one goes on from it, and a pack does not bring the old one back.
CREATE TABLE quota_removals (
  study TEXT NOT NULL REFERENCES studies (id),
  questionnaire TEXT NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (study, questionnaire)
);
