import {
  type CodingVerdict,
  type QdaImportReport,
  type QdaProject,
  readQdaCodebook,
  readQdaProject,
  renderCodedHtml,
  writeQdaCodebook,
  writeQdaProject,
  writeSegmentsDocx,
  writeSegmentsWorkbook,
} from "@diaoyan/exports";
import { UsageError, WorkError } from "../outcome.ts";

/** What was made of a REFI-QDA file, and what to say of it. */
export interface ConvertedQda {
  readonly content: Uint8Array | string;
  readonly json: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Into what a file is made: its ending, the name to write under, and the time that is now. */
interface Target {
  readonly to: string;
  readonly output: string;
  readonly now: string;
}

/** Converts a REFI-QDA project or codebook; the ending `to` says into what. */
export async function convertQda(
  bytes: Uint8Array,
  { from, ...target }: Target & { readonly from: "qdpx" | "qdc" },
): Promise<ConvertedQda> {
  const { to } = target;
  const { project, report } = from === "qdpx" ? readQdaProject(bytes) : readCodebookProject(bytes);
  const content = await write(project, report, target);
  const kept = countParts(project);
  const left = to === "qdc" ? listOutsideCodebook(kept) : [];
  const verdicts = countVerdicts(report.codings);
  const lines = [
    sayCounts(kept),
    ...(report.codings.length > 0 ? [`places: ${sayCounts(verdicts)}`] : []),
    ...report.findings.map(({ kind, what, message }) => `${kind}  ${what}: ${message}`),
    ...(left.length > 0 ? [`lost  a codebook holds codes and sets only, not ${left.join(", ")}`] : []),
  ];
  return { content, json: { kept, verdicts, outsideCodebook: left, ...report }, text: lines.join("\n") };
}

function readCodebookProject(bytes: Uint8Array): { readonly project: QdaProject; readonly report: QdaImportReport } {
  const { codebook, report } = readQdaCodebook(bytes);
  const nothing = { users: [], variables: [], cases: [], sources: [], notes: [], links: [], noteRefs: [] };
  return { project: { name: "", description: "", stamp: {}, ...nothing, ...codebook }, report };
}

function write(
  project: QdaProject,
  report: QdaImportReport,
  { to, output, now }: Target,
): Uint8Array | string | Promise<Uint8Array> {
  if (to === "qdpx") return writeQdaProject(project);
  if (to === "xlsx") return writeSegmentsWorkbook(project, report);
  if (to === "html") return renderCodedHtml(project);
  if (to === "docx") {
    const title = `${project.name}编码片段`;
    return writeSegmentsDocx(project, { title, creator: "", simulated: false, takenAt: now });
  }
  if (to !== "qdc") throw new UsageError(`<out>: expected .qdpx, .qdc, .xlsx, .html or .docx, got ${output}`);
  const codebook = writeQdaCodebook(project);
  if (codebook === null) throw new WorkError("convert.noCodes", "the project has no code, and a codebook needs one");
  return codebook;
}

type Counts = Readonly<Record<string, number>>;

function countParts(project: QdaProject): Counts {
  const countCodes = (codes: QdaProject["codes"]): number =>
    codes.reduce((sum, { children }) => sum + 1 + countCodes(children), 0);
  const selections = project.sources.flatMap((source) => source.selections);
  const ofSelections = selections.reduce((sum, { codings }) => sum + codings.length, 0);
  return {
    sources: project.sources.length,
    codes: countCodes(project.codes),
    codings: ofSelections + project.sources.reduce((sum, { codings }) => sum + codings.length, 0),
    comments: selections.filter(({ codings }) => codings.length === 0).length,
    users: project.users.length,
    cases: project.cases.length,
    variables: project.variables.length,
    notes: project.notes.length,
    sets: project.sets.length,
    links: project.links.length,
  };
}

function listOutsideCodebook(kept: Counts): readonly string[] {
  return Object.entries(kept).flatMap(([part, count]) =>
    count === 0 || part === "codes" || part === "sets" ? [] : [`${count} ${part}`],
  );
}

function countVerdicts(codings: readonly CodingVerdict[]): Counts {
  const counts: Record<string, number> = {};
  for (const { verdict } of codings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}

function sayCounts(counts: Counts): string {
  const said = Object.entries(counts).flatMap(([name, count]) => (count === 0 ? [] : [`${count} ${name}`]));
  return said.length === 0 ? "nothing inside" : said.join(", ");
}
