-- Which state of an outline an edit began from: two edits of one state cannot both be kept.
ALTER TABLE report_outlines ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
