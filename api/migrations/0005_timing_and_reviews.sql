-- Times by the server's clock with what else is known of them, a person's verdict on a response, and counts of visits.
-- What stood in `seconds` was the word of the page's clock: it moves into `timing`, apart from what was observed.

ALTER TABLE responses ADD COLUMN timing TEXT;
UPDATE responses
  SET timing = '{"extent":"none","reason":"missing","pageClock":' || seconds || ',"pages":[],"rushed":false,"events":[]}',
      seconds = NULL
  WHERE seconds IS NOT NULL;

-- Who decided what about a response, and why; the response's status says what follows from it.
CREATE TABLE response_reviews (
  response TEXT PRIMARY KEY NOT NULL REFERENCES responses (id),
  study TEXT NOT NULL,
  verdict TEXT NOT NULL CHECK (verdict IN ('valid', 'invalid', 'callback')),
  reason TEXT NOT NULL,
  reviewer TEXT NOT NULL,
  at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX response_reviews_by_study ON response_reviews (study, response);

-- `uncounted`: arrived while nobody counted visits, or from a file.
ALTER TABLE collectors ADD COLUMN visits INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collectors ADD COLUMN starts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collectors ADD COLUMN uncounted INTEGER NOT NULL DEFAULT 0;
UPDATE collectors SET uncounted = received;
