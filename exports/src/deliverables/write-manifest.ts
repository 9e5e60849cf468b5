import { hashBytes, type StudySnapshot } from "@diaoyan/instruments";
import type { ReportRelease } from "../model/document.ts";
import { dayInChina } from "../report/chinese-day.ts";

/** A file of the deliverables with what its manifest says of it beside its bytes. */
export interface DeliverableFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Outline it was built from, without ending; null for what is drawn up from the records. */
  readonly outline: string | null;
  readonly placeholders: number;
  readonly evidence: number;
}

interface Built {
  readonly mode: "draft" | "final";
  /** Of the data tables; reports name theirs on their information page. */
  readonly tables: ReportRelease;
}

/** `manifest.json` of the deliverables: every file with its SHA-256, and the state and software they were made of. */
export function writeDeliverablesManifest(
  { pack: { study }, hash, takenAt, software }: StudySnapshot,
  { mode, tables }: Built,
  files: readonly DeliverableFile[],
): string {
  const listed = files.map(({ name, bytes, outline, placeholders, evidence }) => ({
    file: name,
    bytes: bytes.length,
    sha256: hashBytes(bytes),
    outline,
    placeholders,
    evidence,
  }));
  const manifest = {
    format: "diaoyan-deliverables/1",
    study: study.id,
    title: study.title.zh,
    simulated: study.simulated,
    snapshot: hash,
    day: dayInChina(takenAt),
    software,
    mode,
    tables,
    files: listed.sort((one, other) => (one.file < other.file ? -1 : 1)),
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
