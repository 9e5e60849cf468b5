-- Texts as they are searched: traditional and simplified characters, widths and capitals are one. Character for character as
-- long as the text; a row of another revision, or none, is made anew by the next search.
CREATE TABLE transcript_search (
  study TEXT NOT NULL,
  transcript TEXT NOT NULL,
  revision INTEGER NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (study, transcript),
  FOREIGN KEY (study, transcript) REFERENCES transcripts (study, id)
);
