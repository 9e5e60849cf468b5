-- A collector made by an import: the file its responses came from, and what its importer states about the consent taken
-- where they were given (JSON). Null for links people answer at, and for imports from before it was kept.
ALTER TABLE collectors ADD COLUMN imported TEXT;
