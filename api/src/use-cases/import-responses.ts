import {
  type Answers,
  brandAs,
  hashText,
  type ImportSource,
  type Instant,
  InstrumentError,
  missingChoices,
  readAnswerRow,
  type StatedConsent,
  validateAnswers,
} from "@diaoyan/instruments";
import { hashResponseContent } from "../chain/response-chain.ts";
import { uuidOfHash } from "../contract/uuid.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import type { StoredResponse } from "../ports/response-store.ts";
import { found, Problem, problem } from "../problems.ts";
import { openCollector } from "./collectors.ts";
import { originColumns } from "./origin-columns.ts";
import { type IntakePorts, submitResponse } from "./submit-response.ts";

type ImportPorts = IntakePorts & Pick<Ports, "studies" | "questionnaires" | "collectors" | "journal" | "ids">;

/** A data file of answers: its columns are variables of the questionnaire, its rows responses. */
export interface ResponseFile {
  readonly study: string;
  readonly questionnaire: string;
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Columns that are no variables and are left out knowingly. */
  readonly ignored: readonly string[];
  /** Number of each row in the file it came from, for places; counted from 2 unless given. */
  readonly rowNumbers?: readonly number[] | undefined;
  /** Seconds each respondent took; unknown unless given. */
  readonly seconds?: readonly (number | null)[] | undefined;
  /** Hash of the file the rows were read from: read another way, it is still the same file. */
  readonly source?: string | undefined;
  /** What is stated about the consent taken where the responses were given. */
  readonly consent?: StatedConsent | null | undefined;
}

/** What an import made: rows that came in, that had come in before, and that came in before and were withdrawn since. */
export interface ImportedResponses {
  readonly collector: string | null;
  readonly added: number;
  readonly existing: number;
  readonly withdrawn: number;
}

/**
 * Takes responses that were collected elsewhere into the newest published version, under a collector of their own. All
 * rows are checked before the first is stored; the same file again changes nothing. Nobody of them consented here: what
 * the importer states about it is kept with the collector. Throws `import.invalid` with every row and question that is
 * wrong, `import.conflict` for a file that was read another way before.
 */
export async function importResponses(
  ports: ImportPorts,
  caller: Caller,
  file: ResponseFile,
  onTaken: (taken: number) => void = () => undefined,
): Promise<ImportedResponses> {
  found(await ports.studies.find(file.study), "study.notFound", file.study);
  const { open, fresh, standing, ...known } = await compareResponses(ports, file);
  const collector =
    fresh.length === 0 && standing !== undefined ? standing : await collectorOf(ports, caller, { file, version: open });
  await stateConsent(ports, caller, { file, collector });
  let taken = known.existing + known.withdrawn;
  onTaken(taken);
  await Promise.all(
    fresh.map(async ({ id, answers, seconds }) => {
      const body = { id, version: open.hash, answers: answers as Record<string, never>, noticeVersion: "", seconds };
      await submitResponse(ports, collector, body, "imported").catch(sayConflict);
      taken += 1;
      onTaken(taken);
    }),
  );
  return { collector, added: fresh.length, ...known };
}

/** What importing a file would do. Stores nothing. */
export async function checkResponses(
  ports: Pick<Ports, "questionnaires" | "responses">,
  file: ResponseFile,
): Promise<ImportedResponses> {
  const { fresh, existing, withdrawn } = await compareResponses(ports, file);
  return { collector: null, added: fresh.length, existing, withdrawn };
}

/** The rows of a file beside what an earlier import of it brought in. */
async function compareResponses(ports: Pick<Ports, "questionnaires" | "responses">, file: ResponseFile) {
  const { open, answers } = await readResponseFile(ports, file);
  const mark = markOf(file);
  const rows = answers.map((one, index) => ({
    // a repeated import meets itself, and only where it was imported
    id: uuidOfHash(hashText(`${file.study}/${file.questionnaire}/${mark}/${index}`)),
    answers: one,
    seconds: file.seconds?.[index] ?? null,
  }));
  const stored = await ports.responses.findMany(
    file.study,
    rows.map(({ id }) => id),
  );
  const known = new Map(stored.map((response) => [String(response.id), response]));
  const withdrawn = stored.filter(({ status }) => status === "withdrawn").length;
  for (const row of rows) {
    const before = known.get(row.id);
    if (before !== undefined && before.status !== "withdrawn" && !holds(before, row.answers)) refuseOtherReading();
  }
  const fresh = rows.filter(({ id }) => !known.has(id));
  return { open, fresh, standing: stored[0]?.collector, existing: stored.length - withdrawn, withdrawn };
}

/** Names what was read, however its columns go: read another way, it is still the same file. */
function markOf({ source, header, rows }: ResponseFile): string {
  return (source ?? hashText(JSON.stringify([header, rows]))).slice(0, 40);
}

function holds({ collector, version, noticeVersion, contentHash }: StoredResponse, answers: Answers): boolean {
  return hashResponseContent({ collector, version, answers, noticeVersion }) === contentHash;
}

/** The version a file of responses is for, and the answers of its rows, all of them checked. */
async function readResponseFile(
  ports: Pick<Ports, "questionnaires">,
  file: ResponseFile,
): Promise<{ readonly open: StoredVersion; readonly answers: readonly Answers[] }> {
  const versions = await ports.questionnaires.listVersions(file.study, file.questionnaire);
  const version = versions.findLast(({ status }) => status === "published");
  const open = found(version, "questionnaire.notFound", `${file.questionnaire} (published)`);
  return { open, answers: readRows(open, file) };
}

/** The same row with other answers: the file was read another way before. */
function sayConflict(error: unknown): never {
  if (!(error instanceof Problem) || error.body.code !== "response.conflict") throw error;
  return refuseOtherReading();
}

function refuseOtherReading(): never {
  throw problem("import.conflict", "this file was imported before, but its columns were read another way", {
    remedy: "withdraw or exclude the responses imported first, or map the columns as before",
  });
}

function readRows(
  { compiled }: StoredVersion,
  { header, rows, ignored, rowNumbers }: ResponseFile,
): readonly Answers[] {
  const variables = compiled.variables.map(({ name }) => name);
  const known = new Set([...variables, ...missingChoices(compiled).map(({ column }) => column)]);
  const leftOut = [...ignored, ...Object.values(originColumns).map(({ name }) => name)];
  const strange = header.filter((name) => !known.has(name) && !leftOut.includes(name));
  const twice = header.filter((name, column) => header.indexOf(name) !== column);
  const faults = [
    ...strange.map((name) => fault(`column ${name}`, "no variable of the questionnaire has this name")),
    ...twice.map((name) => fault(`column ${name}`, "the column stands twice")),
  ];
  if (faults.length > 0) refuse(faults);
  const read = rows.map((row, index) => {
    const number = rowNumbers?.[index] ?? index + 2;
    const cells = new Map(header.map((name, column) => [name, row[column] ?? ""]));
    try {
      const answers = readAnswerRow(compiled, cells);
      const problems = validateAnswers(compiled, answers, "complete");
      faults.push(
        ...problems.map(({ code, question, path, message }) => ({
          code: `answer.${code}`,
          place: `row ${number}, ${question}${path}`,
          message,
        })),
      );
      return answers;
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      faults.push(fault(`row ${number}`, error.message));
      return {};
    }
  });
  if (faults.length > 0) refuse(faults);
  return read;
}

interface Fault {
  readonly code: string;
  readonly place: string;
  readonly message: string;
}

const fault = (place: string, message: string): Fault => ({ code: "import.invalid", place, message });

const listedFaults = 100;

function refuse(faults: readonly Fault[]): never {
  throw problem("import.invalid", `${faults.length} places do not fit the questionnaire; nothing was imported`, {
    errors: faults.slice(0, listedFaults),
    remedy: "correct the file; columns are named as in data.csv of an export, cells hold codes, empty = not answered",
  });
}

async function collectorOf(
  ports: ImportPorts,
  caller: Caller,
  { file, version }: { readonly file: ResponseFile; readonly version: StoredVersion },
): Promise<string> {
  const { study, questionnaire } = file;
  const label = `导入：${file.name} ${markOf(file).slice(0, 8)}`;
  const known = (await ports.collectors.list(study)).find((one) => one.label === label && one.version === version.hash);
  if (known !== undefined) return known.id;
  const opened = await openCollector(ports, caller, {
    study,
    questionnaire,
    version: version.hash,
    label,
    mode: "pseudonymous",
    imported: sourceOf(ports, caller, file),
  });
  return opened.id;
}

function sourceOf({ clock }: Pick<Ports, "clock">, caller: Caller, file: ResponseFile): ImportSource {
  return {
    file: file.name,
    consent: file.consent ?? null,
    statedBy: caller.id,
    at: brandAs<Instant>(clock.now()),
  };
}

/** What is stated about the consent with a later import of the same file takes the place of what was stated before. */
async function stateConsent(
  ports: ImportPorts,
  caller: Caller,
  { file, collector }: { readonly file: ResponseFile; readonly collector: string },
): Promise<void> {
  const stated = file.consent ?? null;
  const standing = (await ports.collectors.find(collector))?.imported?.consent ?? null;
  if (stated === null || (stated.how === standing?.how && stated.day === standing.day)) return;
  const note = { actor: caller.id, action: "import.consent", subject: collector };
  await ports.journal.commit(file.study, note, [
    ports.collectors.stateImport(file.study, collector, sourceOf(ports, caller, file)),
  ]);
}
