import type { ReportDiffMessages } from "./report-diff.zh.ts";

export const reportDiffEn: ReportDiffMessages = {
  title: "Compare two snapshots",
  note: "Which numbers of the reports differ between two snapshots, and why. A snapshot is one file with everything that is analysed at a moment; take one here and keep it to compare with later.",
  take: "Download a snapshot of now",
  before: "Choose the earlier snapshot",
  after: "Choose the later snapshot",
  now: "the present state",
  clear: "Use the present state",
  compare: "Compare",
  reading: "Comparing …",
  noJson: (name) =>
    `“${name}” is no snapshot (JSON). Choose a file written by “Download a snapshot of now” or diaoyan export --snapshot.`,
  same: "No number differs.",
  differ: (count) => `${count} entries differ`,
  place: "Place",
  evidence: "Evidence",
  was: "Before",
  is: "Now",
  why: "Why",
  absent: "(none)",
};
