-- What the rows of a study became with each entry of its audit log: a salted hash a row and entry, none (NULL) where the row
-- was removed. The salt of what was superseded or let go is erased, so that a former content cannot be guessed from its
-- hash. audit_log.rows is the hash over the seals of an entry, in the order of table and key, and is part of the entry's
-- own hash; entries from before have none.
CREATE TABLE row_seals (
  study TEXT NOT NULL,
  tbl TEXT NOT NULL,
  row_key TEXT NOT NULL,
  seq INTEGER NOT NULL,
  salt TEXT,
  hash TEXT,
  PRIMARY KEY (study, tbl, row_key, seq)
) WITHOUT ROWID;

ALTER TABLE audit_log ADD COLUMN rows TEXT;
