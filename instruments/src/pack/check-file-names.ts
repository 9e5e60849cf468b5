import type { PackFiles } from "./pack-files.ts";
import type { PackFindings } from "./pack-finding.ts";

const singleFiles = [
  "study.yaml",
  "notice.md",
  "notice.en.md",
  "letter.md",
  "codebook.yaml",
  "indicators.csv",
  "policies.yaml",
  "findings.yaml",
  "recommendations.yaml",
  "references.bib",
  "quotas.yaml",
];

const known = [
  new RegExp(`^(?:${singleFiles.join("|").replaceAll(".", "\\.")})$`),
  /^questionnaires\/[^/]+\.json$/,
  /^(?:common\/)?(?:protocols|records)\/[^/]+\.yaml$/,
  /^(?:common\/)?reports\/[^/]+\.md$/,
  /^common\/(?:[^/]+\.json|codebook\.yaml)$/,
];

/** Refuses files that no part of a pack reads: a misspelt name must not pass for an empty folder. */
export function checkFileNames(files: PackFiles, findings: PackFindings): void {
  for (const file of files.keys()) {
    if (known.some((pattern) => pattern.test(file))) continue;
    findings.add({
      file,
      code: "pack.unknown-file",
      message: "is no file of a pack",
      remedy:
        "correct folder and ending (questionnaires/*.json, protocols/*.yaml, reports/*.md, …), or move it elsewhere",
    });
  }
}
