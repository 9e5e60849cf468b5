-- A draft carries the revision it is in, so that two people who edit it cannot overwrite each other unseen.

ALTER TABLE questionnaire_drafts ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
