-- Texts are folded with more variants of characters now (週 and 周). What was folded before counts as of no revision and is
-- folded again when it is searched next.
UPDATE transcript_search SET revision = 0;
