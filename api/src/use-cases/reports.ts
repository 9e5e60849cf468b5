import type { ExportError, OutlineRefused } from "@diaoyan/exports";
import { hashText } from "@diaoyan/instruments";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import type { Caller, Ports } from "../ports/ports.ts";
import type { BlobRecord, BuildRecord } from "../ports/report-store.ts";
import { found, type Problem, problem } from "../problems.ts";
import type { StudyArchive } from "./study-archive.ts";

type ReportPorts = Pick<Ports, "studies" | "reports" | "blobs" | "journal" | "clock" | "ids" | "runtime">;

/** An outline of a study. */
export interface OutlinePlace {
  readonly study: string;
  readonly outline: string;
}

const docxMedia = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

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

/** Stores an edited outline. */
export async function saveOutline(
  ports: ReportPorts,
  caller: Caller,
  { study, outline, markdown }: OutlinePlace & { readonly markdown: string },
): Promise<void> {
  const known = found(await ports.reports.findOutline(study, outline), "outline.notFound", outline);
  const note = { actor: caller.id, action: "outline.save", subject: `${outline}@${hashText(markdown).slice(0, 16)}` };
  const write = ports.reports.putOutline(study, { ...known, markdown }, ports.clock.now());
  await ports.journal.commit(study, note, [write]);
}

/**
 * Builds a report from the present state as .docx and .html. Files are written first and become visible with the build's
 * row alone, so a build is there whole or not at all. Throws `report.invalid` with the outline's line, `runtime.unsupported`.
 */
export async function buildReportOf(
  ports: ReportPorts & { readonly archive: StudyArchive },
  caller: Caller,
  { study, outline, mode }: OutlinePlace & { readonly mode: "draft" | "final" },
) {
  const { file, markdown } = found(await ports.reports.findOutline(study, outline), "outline.notFound", outline);
  const snapshot = await ports.archive.snapshot(study);
  const id = ports.ids.uuid();
  const made = await render(ports, { file, markdown, mode, snapshot });
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
  const note = { actor: caller.id, action: `report.${mode}`, subject: `${outline}: ${id} from ${snapshot.hash}` };
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
    files: files.map(({ name, sha256: hash, bytes }) => ({ name, sha256: hash, bytes })),
  };
}

interface Rendering {
  readonly file: string;
  readonly markdown: string;
  readonly mode: "draft" | "final";
  readonly snapshot: Awaited<ReturnType<StudyArchive["snapshot"]>>;
}

async function render({ runtime }: ReportPorts, { file, markdown, mode, snapshot }: Rendering) {
  if (runtime.drawPng === null) {
    throw problem("runtime.unsupported", "reports cannot be built here: this runtime draws no charts", {
      remedy: "export the snapshot and build the report with the command line",
    });
  }
  const { buildReport, ExportError: Refusal, parseOutline, renderDocx, renderHtml } = await import("@diaoyan/exports");
  try {
    const report = buildReport(parseOutline(file, markdown), snapshot, { mode, text: runtime.text });
    const name = `${report.title}${snapshot.pack.study.simulated ? "（模拟数据）" : ""}`;
    const docx = await renderDocx(report, { drawPng: runtime.drawPng, profile: report.profile });
    const html = new TextEncoder().encode(await renderHtml(report));
    return {
      placeholders: report.placeholders,
      evidence: report.evidence.length,
      files: [
        { name: `${name}.docx`, media: docxMedia, bytes: docx },
        { name: `${name}.html`, media: "text/html; charset=utf-8", bytes: html },
      ],
    };
  } catch (error) {
    throw error instanceof Refusal ? reportProblem(error) : error;
  }
}

function reportProblem(error: ExportError | OutlineRefused): Problem {
  const findings = "findings" in error ? error.findings : [];
  const errors = findings.map(({ file, line, directive, message }) => ({
    code: error.code,
    place: `${file}:${line}${directive === "" ? "" : ` ${directive}`}`,
    message,
  }));
  return problem("report.invalid", error.message, {
    errors: errors.length > 0 ? errors : [{ code: error.code, place: "outline", message: error.message }],
  });
}

/** A file of a build. */
export async function downloadBuild(
  ports: ReportPorts,
  place: OutlinePlace & { readonly build: string; readonly file: string },
) {
  const blob = await ports.reports.findFile(place.study, place.outline, place.build, place.file);
  const known = found(blob, "build.notFound", place.file);
  const bytes = found(await ports.blobs.get(known.key), "build.notFound", place.file);
  return { bytes: new Uint8Array(bytes), name: known.name, media: known.media };
}
