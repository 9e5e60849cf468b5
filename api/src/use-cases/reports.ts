import { hashText, type StudySnapshot } from "@diaoyan/instruments";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Caller, Ports } from "../ports/ports.ts";
import type { BlobRecord, BuildRecord } from "../ports/report-store.ts";
import { found, Problem, problem } from "../problems.ts";
import { renderReport } from "./render-report.ts";
import { gatherPictures } from "./report-pictures.ts";
import { saveRevision } from "./save-revision.ts";
import { openAssignments } from "./second-coding.ts";
import { type SeenPorts, seenSnapshot } from "./seen-snapshot.ts";
import { describeBuild } from "./verify-documents.ts";

type ReportPorts = Pick<Ports, "studies" | "reports" | "blobs" | "journal" | "clock" | "ids" | "runtime">;

/** An outline of a study. */
export interface OutlinePlace {
  readonly study: string;
  readonly outline: string;
}

/** Outlines with their builds, newest first. */
export async function listReports(ports: ReportPorts, study: string) {
  const outlines = await ports.reports.listOutlines(study);
  const builds = await ports.reports.listBuilds(study);
  return outlines.map(({ outline, file, markdown }) => ({
    outline,
    title: titleOf(markdown) ?? file,
    builds: builds.filter((build) => build.outline === outline).flatMap(toLines),
  }));
}

function toLines({ id, at, mode, placeholders, files }: BuildRecord) {
  return files.map(({ name, sha256: hash }) => ({ id, at, mode, file: name, sha256: hash, placeholders }));
}

/** The title in the head of an outline, as far as it can be read without building. */
function titleOf(markdown: string): string | undefined {
  const head = /^---\r?\n([\s\S]*?)\r?\n---/.exec(markdown.replace(/^\uFEFF/, ""))?.[1] ?? "";
  return /^title:\s*(?:"(.*)"|'(.*)'|(.*?))\s*$/m
    .exec(head)
    ?.slice(1)
    .find((title) => title !== undefined);
}

/** Stores an edited outline and gives its new revision; `revision` is the one the edit began from, left out the present one. Throws `edit.conflict`. */
export async function saveOutline(
  ports: ReportPorts,
  caller: Caller,
  {
    study,
    outline,
    markdown,
    revision,
  }: OutlinePlace & { readonly markdown: string; readonly revision?: number | undefined },
): Promise<number> {
  const known = found(await ports.reports.findOutline(study, outline), "outline.notFound", outline);
  return saveRevision(ports, {
    study,
    kind: "outline",
    id: outline,
    current: { document: known, revision: known.revision },
    base: revision ?? known.revision,
    content: markdown,
    write: (next) => ports.reports.putOutline(study, { ...known, markdown, revision: next }, ports.clock.now()),
    note: { actor: caller.id, action: "outline.save", subject: `${outline}@${hashText(markdown).slice(0, 16)}` },
  });
}

/** How often an addition begins anew where somebody else stored meanwhile. */
const additions = 8;

/**
 * Adds a passage to the end of the outline as it then stands, whoever edits it at the same time; one that stands in it
 * already, line for line, is not added again, so that a request may be sent twice. Throws `edit.conflict` where it never
 * stands still.
 */
export async function addToOutline(
  ports: ReportPorts,
  caller: Caller,
  { passage, ...place }: OutlinePlace & { readonly passage: string },
): Promise<{ readonly revision: number; readonly added: boolean }> {
  const text = passage.trim();
  for (let turn = 1; ; turn += 1) {
    const known = await ports.reports.findOutline(place.study, place.outline);
    const { markdown, revision } = found(known, "outline.notFound", place.outline);
    if (`\n${markdown}\n`.includes(`\n${text}\n`)) return { revision, added: false };
    const longer = `${markdown.trimEnd()}\n\n${text}\n`;
    try {
      return { revision: await saveOutline(ports, caller, { ...place, markdown: longer, revision }), added: true };
    } catch (error) {
      if (!(error instanceof Problem && error.body.code === "edit.conflict") || turn === additions) throw error;
    }
  }
}

interface BuildRequest extends OutlinePlace {
  readonly mode: "draft" | "final";
  readonly release?: "internal" | "public" | undefined;
  /** A state that was taken already, so that several reports rest on one. */
  readonly snapshot?: StudySnapshot;
}

/**
 * Builds a report from the present state as .docx and .html. Files are written first and become visible with the build's
 * row alone, so a build is there whole or not at all. Throws `report.invalid` with the outline's line, `runtime.unsupported`.
 */
export async function buildReportOf(
  ports: ReportPorts & Pick<Ports, "attachments" | "keys"> & SeenPorts,
  caller: Caller,
  { study, outline, mode, release, snapshot: given }: BuildRequest,
) {
  const { file, markdown } = found(await ports.reports.findOutline(study, outline), "outline.notFound", outline);
  const snapshot = given ?? (await seenSnapshot(ports, study, caller.id));
  if (mode === "final") await refuseBlind(ports, caller, study);
  const id = ports.ids.uuid();
  const made = await renderReport(ports.runtime, {
    file,
    markdown,
    mode,
    snapshot,
    release,
    picturesOf: (report) => gatherPictures(ports, study, report),
  });
  const files: BlobRecord[] = made.files.map(({ name, media, bytes }) => ({
    key: `reports/${id}/${name.endsWith(".docx") ? "docx" : "html"}`,
    subject: id,
    name,
    media,
    bytes: bytes.length,
    sha256: bytesToHex(sha256(bytes)),
  }));
  const { placeholders, evidence } = made;
  const build = { id, outline, mode, at: ports.clock.now(), snapshot: snapshot.hash, placeholders, evidence, files };
  const note = { actor: caller.id, action: `report.${mode}`, subject: describeBuild(build) };
  try {
    for (const [index, { key }] of files.entries()) {
      await ports.blobs.put(key, made.files[index]?.bytes ?? new Uint8Array());
    }
    await ports.journal.commit(study, note, [ports.reports.addBuild(study, build)]);
  } catch (error) {
    for (const { key } of files) await ports.blobs.remove(key);
    throw error;
  }
  return {
    build: id,
    placeholders,
    evidence,
    open: made.open,
    files: files.map(({ name, sha256: hash, bytes }) => ({ name, sha256: hash, bytes })),
  };
}

/** A final version counts all codings, which somebody who is coding blindly may not see. */
async function refuseBlind(ports: Pick<Ports, "agreement">, caller: Caller, study: string): Promise<void> {
  if (!(await openAssignments(ports, study)).some(({ coder }) => coder === caller.id)) return;
  throw problem("assignment.blind", "a final version counts codings that a blind second coder may not see", {
    remedy: "let another member build it, or end the second coding first",
  });
}

/** A file of a build; that it was taken enters the audit log. */
export async function downloadBuild(
  ports: ReportPorts,
  caller: Caller,
  place: OutlinePlace & { readonly build: string; readonly file: string },
) {
  const blob = await ports.reports.findFile(place.study, place.outline, place.build, place.file);
  const known = found(blob, "build.notFound", place.file);
  const bytes = found(await ports.blobs.get(known.key), "build.notFound", place.file);
  const subject = `${place.outline}: ${place.build}, ${known.name}`;
  await ports.journal.commit(place.study, { actor: caller.id, action: "report.take", subject }, []);
  return { bytes: new Uint8Array(bytes), name: known.name, media: known.media };
}
