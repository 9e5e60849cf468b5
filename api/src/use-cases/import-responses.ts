import {
  type Answers,
  hashText,
  InstrumentError,
  missingChoices,
  readAnswerRow,
  validateAnswers,
} from "@diaoyan/instruments";
import { uuidOfHash } from "../contract/uuid.ts";
import type { Caller, Ports } from "../ports/ports.ts";
import type { StoredVersion } from "../ports/questionnaire-store.ts";
import { found, Problem, problem } from "../problems.ts";
import { openCollector } from "./collectors.ts";
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
}

/** What an import made; rows that had been imported before count as accepted. */
export interface ImportedResponses {
  readonly collector: string;
  readonly accepted: number;
}

/**
 * Takes responses that were collected elsewhere into the newest published version, under a collector of their own. All
 * rows are checked before the first is stored; the same file again changes nothing. Throws `import.invalid` with every
 * row and question that is wrong.
 */
export async function importResponses(
  ports: ImportPorts,
  caller: Caller,
  file: ResponseFile,
  onTaken: (taken: number) => void = () => undefined,
): Promise<ImportedResponses> {
  const document = found(await ports.studies.find(file.study), "study.notFound", file.study);
  const { open, answers } = await readResponseFile(ports, file);
  const mark = (file.source ?? hashText(JSON.stringify([file.header, file.rows]))).slice(0, 40);
  const collector = await collectorOf(ports, caller, {
    file,
    version: open,
    label: `导入：${file.name} ${mark.slice(0, 8)}`,
  });
  let taken = 0;
  await Promise.all(
    answers.map(async (one, index) => {
      const body = {
        // a repeated import meets itself
        id: uuidOfHash(hashText(`${mark}/${index}`)),
        version: open.hash,
        answers: one as Record<string, never>,
        noticeVersion: document.notice.version,
        consent: true as const,
        seconds: file.seconds?.[index] ?? null,
      };
      await submitResponse(ports, collector, body, "imported").catch(sayConflict);
      taken += 1;
      onTaken(taken);
    }),
  );
  return { collector, accepted: taken };
}

/** The version a file of responses is for, and the answers of its rows, all of them checked. Stores nothing. */
export async function readResponseFile(
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
  const strange = header.filter((name) => !known.has(name) && !ignored.includes(name));
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
        ...problems.map(({ question, path, message }) => fault(`row ${number}, ${question}${path}`, message)),
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
  { file, version, label }: { readonly file: ResponseFile; readonly version: StoredVersion; readonly label: string },
): Promise<string> {
  const { study, questionnaire } = file;
  const known = (await ports.collectors.list(study)).find((one) => one.label === label && one.version === version.hash);
  if (known !== undefined) return known.id;
  const opened = await openCollector(ports, caller, {
    study,
    questionnaire,
    version: version.hash,
    label,
    mode: "pseudonymous",
  });
  return opened.id;
}
