-- `accepted` of a link is how many of its responses are complete. It used to be moved beside the writes of responses, and a
-- verdict moved nothing: a late response taken back and then withdrawn freed a place that it never held. Now the database
-- keeps the count: whatever makes a response complete takes a place of its link, whatever ends that gives the place back.
-- A link that verdicts have filled beyond its quota keeps what it holds: its quota is raised to that, never exceeded.
UPDATE collectors SET
  quota = MAX(quota, (
    SELECT COUNT(*) FROM responses
    WHERE responses.study = collectors.study AND responses.questionnaire = collectors.questionnaire
      AND responses.status = 'complete' AND responses.collector = collectors.id
  )),
  accepted = (
    SELECT COUNT(*) FROM responses
    WHERE responses.study = collectors.study AND responses.questionnaire = collectors.questionnaire
      AND responses.status = 'complete' AND responses.collector = collectors.id
  );

CREATE TRIGGER response_takes_place AFTER INSERT ON responses WHEN NEW.status = 'complete' BEGIN
  UPDATE collectors SET accepted = accepted + 1 WHERE id = NEW.collector;
END;

CREATE TRIGGER response_changes_place AFTER UPDATE OF status ON responses
WHEN (NEW.status = 'complete') <> (OLD.status = 'complete') BEGIN
  UPDATE collectors SET accepted = accepted + (NEW.status = 'complete') - (OLD.status = 'complete')
  WHERE id = NEW.collector;
END;

CREATE TRIGGER response_gives_place_back AFTER DELETE ON responses WHEN OLD.status = 'complete' BEGIN
  UPDATE collectors SET accepted = accepted - 1 WHERE id = OLD.collector;
END;
