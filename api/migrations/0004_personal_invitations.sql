-- Collectors may admit invited people only and may stand for a unit. An invitation names the response it became in
-- identified collectors alone; elsewhere only the token in the respondent's hand leads from one to the other.

ALTER TABLE collectors ADD COLUMN invited_only INTEGER NOT NULL DEFAULT 0;
ALTER TABLE collectors ADD COLUMN unit TEXT;
ALTER TABLE response_invitations ADD COLUMN response TEXT;
CREATE UNIQUE INDEX response_invitations_by_person ON response_invitations (collector, person);
