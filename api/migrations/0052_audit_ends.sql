-- Where the audit log of a study ends, beside the log: an end that is cut off is found also where its entries sealed no row.
CREATE TABLE audit_ends (
  study TEXT NOT NULL,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (study)
);

INSERT INTO audit_ends (study, seq, hash)
SELECT study, seq, hash FROM audit_log
WHERE seq = (SELECT MAX(later.seq) FROM audit_log AS later WHERE later.study = audit_log.study);
