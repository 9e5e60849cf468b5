import {
  InstrumentError,
  type ReadQuestionnaire,
  readSurveyJson,
  readWorkbook,
  readXlsform,
  type SpreadsheetLimits,
} from "@diaoyan/instruments";
import { decodeText } from "../contract/decode-text.ts";
import type { Ports } from "../ports/ports.ts";
import { problem } from "../problems.ts";

/** A questionnaire of the size of the profile has a few thousand cells. */
const formLimits: SpreadsheetLimits = { bytes: 32 * 1024 * 1024, cells: 500_000 };

interface QuestionnaireFile {
  readonly study: string;
  /** Name of the file; its ending tells what it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What a questionnaire file holds; JSON begins with a brace, whatever the file is called. */
export function readQuestionnaireBytes(name: string, bytes: Uint8Array): ReadQuestionnaire {
  if (bytes.length === 0) throw unreadable(name, "file.empty", "the file is empty (0 bytes)");
  const plain = name.replace(/^.*[\\/]/u, "").replace(/\.[^.]*$/u, "");
  if (/\.json$/iu.test(name) || bytes.find((byte) => byte > 0x20 && byte < 0x80) === 0x7b) {
    const text = decodeText(bytes);
    if (text === undefined) throw unreadable(name, "file.encoding", "the text is in none of UTF-8, UTF-16 and GB18030");
    return readSurveyJson(text, plain);
  }
  try {
    return readXlsform(readWorkbook(bytes, formLimits), plain);
  } catch (error) {
    if (!(error instanceof InstrumentError)) throw error;
    throw problem("spreadsheet.invalid", `${name} holds no questionnaire that can be read`, {
      errors: [{ code: error.code, place: name, message: error.message }],
    });
  }
}

function unreadable(name: string, code: string, message: string) {
  return problem("file.unreadable", `${name} holds no questionnaire that can be read`, {
    errors: [{ code, place: name, message }],
    remedy: code === "file.empty" ? "save or download it again and look at its size" : "save it as UTF-8",
  });
}

/**
 * Reads a questionnaire out of a file of another program. Nothing is stored: the caller sees the findings first and then
 * saves the draft. Throws `spreadsheet.invalid` for a file that is no readable .xlsx, and
 * `file.unreadable` for one that is empty or text in no known encoding.
 */
export async function readQuestionnaireFile(
  ports: Pick<Ports, "questionnaires">,
  { study, name, bytes }: QuestionnaireFile,
): Promise<ReadQuestionnaire & { readonly revision: number }> {
  const read = readQuestionnaireBytes(name, bytes);
  const known =
    read.definition === null ? undefined : await ports.questionnaires.findRevision(study, read.definition.name);
  return { ...read, revision: known?.revision ?? 0 };
}
