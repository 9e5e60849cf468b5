-- A withdrawn response is a tombstone for good: a second withdrawal in the same moment is refused as a whole, so that it
-- neither frees a second place of a quota nor enters the log twice. The words are those of a taken key, which the
-- program knows to read.
CREATE TRIGGER response_withdrawn_once BEFORE UPDATE OF status ON responses WHEN OLD.status = 'withdrawn' BEGIN
  SELECT RAISE(ABORT, 'UNIQUE constraint failed: responses.status');
END;
