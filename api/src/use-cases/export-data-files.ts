import { rowsFromDataset } from "@diaoyan/analysis";
import type { DataFormat, DataManifest, StartPacker } from "@diaoyan/exports/data";
import { type Json, startHash, textIn } from "@diaoyan/instruments";
import type { DataFileFormat } from "../contract/index.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import { found, problem } from "../problems.ts";
import { titleOf } from "./draft-title.ts";
import type { Protection } from "./protect-dataset.ts";
import type { StudyArchive } from "./study-archive.ts";
import { takeCases } from "./take-cases.ts";
import { readHeads } from "./verify-study.ts";

export type DataFilePorts = Pick<Ports, "studies" | "questionnaires" | "responses" | "journal" | "clock" | "paper"> & {
  readonly archive: StudyArchive;
  readonly software: string;
};

export interface QuestionnairePlace {
  readonly study: string;
  readonly questionnaire: string;
}

/** What is known of a file once all of it was written. */
type FileManifest = Omit<DataManifest, "format"> & { readonly format: string };

/** A file piece by piece; the pieces return what belongs into its manifest beside `about`. */
export interface DataFile {
  readonly name: string;
  readonly about: { readonly [key: string]: Json };
  readonly pieces: AsyncGenerator<Uint8Array, FileManifest>;
}

/** The cases of one questionnaire as files of another program; that they were taken enters the audit log. */
export async function exportDataFiles(
  ports: DataFilePorts,
  caller: Caller,
  request: QuestionnairePlace & {
    readonly format: DataFileFormat;
    readonly startPacker?: StartPacker;
    readonly protect?: Protection;
  },
): Promise<readonly DataFile[]> {
  const { study, questionnaire, format, protect } = request;
  refuseUnprotected(format, protect);
  const document = found(await ports.studies.find(study), "study.notFound", study);
  const { simulated, title } = document.study;
  const mark = simulated ? "模拟数据" : "";
  const takenAt = ports.clock.now();
  const { dataset, said } = await takeCases(ports, { study, questionnaire, protect });
  await noteExport(ports, caller, study, `${questionnaire}.${format}: ${said}`);
  const logs = await readHeads(ports, study);
  const about = { study, questionnaire, mark, takenAt, software: ports.software, logs };
  if (format === "surveyjs") return surveyFiles(ports, request, about);
  const { writeDataFile } = await import("@diaoyan/exports/data");
  const pieces = writeDataFile(rowsFromDataset(dataset), {
    format,
    title: `${textIn("zh", title)} ${questionnaire}${simulated ? `（${mark}）` : ""}`,
    at: takenAt,
    ...(request.startPacker && { startPacker: request.startPacker }),
  });
  return [{ name: `data.${endingOf(format)}`, about, pieces }];
}

/** Throws `request.invalid` for a format that holds answers as they were given where they are to be protected. */
export function refuseUnprotected(format: DataFileFormat, protect: Protection | undefined): void {
  if (format !== "surveyjs" || protect === undefined) return;
  throw problem("request.invalid", "surveyjs hands out answers as they were given, which nothing can coarsen", {
    remedy: "take another format, or leave the background variables out of the request",
  });
}

function endingOf(format: DataFormat): string {
  return format === "ddi" ? "xml" : format;
}

/** Each version as SurveyJS JSON, and a line of JSON a response: the number of its version and its answers as they were given. */
async function surveyFiles(
  { questionnaires, archive }: DataFilePorts,
  { study, questionnaire }: QuestionnairePlace,
  about: DataFile["about"],
): Promise<readonly DataFile[]> {
  const versions = await questionnaires.listVersions(study, questionnaire);
  const numbers = new Map(versions.map(({ hash, number }) => [String(hash), number]));
  const answers = await archive.answers(study, questionnaire);
  const surveys = versions.map(({ number, definition }) => {
    const { zh, en } = titleOf(definition);
    const survey = { title: en === undefined ? zh : { default: zh, en }, ...definition.survey };
    return { name: `survey-${number}.json`, about, pieces: writeLines([`${JSON.stringify(survey, null, 2)}\n`], 0) };
  });
  const lines = answers.map(({ version, answers: given }) => {
    return `${JSON.stringify({ version: numbers.get(version) ?? version, answers: given })}\n`;
  });
  return [...surveys, { name: "answers.jsonl", about, pieces: writeLines(lines, lines.length) }];
}

async function* writeLines(lines: readonly string[], rows: number): AsyncGenerator<Uint8Array, FileManifest> {
  const encoder = new TextEncoder();
  const hash = startHash();
  let bytes = 0;
  let written = 0;
  for (const line of lines) {
    const piece = encoder.encode(line);
    hash.add(piece);
    bytes += piece.length;
    if (rows > 0) written += 1;
    yield piece;
  }
  return { format: "surveyjs", rows, rowsWritten: written, columns: [], bytes, sha256: hash.end(), remarks: [] };
}

/** The manifest of a file as it is handed out. */
export function writeManifest(manifest: { readonly [key: string]: unknown }): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** That data were taken enters the audit log. */
export async function noteExport(
  { journal }: Pick<Ports, "journal">,
  caller: Caller,
  study: string,
  subject: string,
): Promise<void> {
  await journal.commit(study, { actor: caller.id, action: "export.take", subject }, []);
}
