import {
  type QuestionnaireDefinition,
  QuestionnaireRefused,
  textIn,
  writeWorkbook,
  writeXlsform,
} from "@diaoyan/instruments";
import type { Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { titleOf } from "./draft-title.ts";
import type { ExportedFile } from "./exports.ts";
import { instrumentProblem } from "./instrument-problem.ts";

export type QuestionnaireFormat = "xlsform" | "surveyjs" | "diaoyan";

interface ExportRequest {
  readonly study: string;
  readonly questionnaire: string;
  readonly format: QuestionnaireFormat;
  readonly version?: string | undefined;
}

const jsonMedia = "application/json";
const xlsxMedia = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A questionnaire as XLSForm. Throws `questionnaire.invalid` where the profile refuses it. */
export function writeForm(definition: QuestionnaireDefinition) {
  try {
    return writeXlsform(definition);
  } catch (error) {
    if (error instanceof QuestionnaireRefused) throw instrumentProblem("questionnaire.invalid", error);
    throw error;
  }
}

function toJson(value: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`));
}

function bytesOf(definition: QuestionnaireDefinition, format: QuestionnaireFormat): Uint8Array<ArrayBuffer> {
  if (format === "xlsform") return writeWorkbook(writeForm(definition).sheets);
  // other SurveyJS tools show the title of the survey itself
  const { zh, en } = titleOf(definition);
  const title = en === undefined ? zh : { default: zh, en };
  return toJson(format === "surveyjs" ? { title, ...definition.survey } : definition);
}

/** A draft, or a published version, as a file for another program. Throws `questionnaire.notFound`, `version.notFound`. */
export async function exportQuestionnaire(
  ports: Pick<Ports, "questionnaires">,
  { study, questionnaire, format, version }: ExportRequest,
): Promise<ExportedFile> {
  const stored =
    version === undefined
      ? await ports.questionnaires.findDraft(study, questionnaire)
      : (await ports.questionnaires.findVersion(study, version))?.definition;
  const mine = stored?.name === questionnaire ? stored : undefined;
  const definition =
    version === undefined
      ? found(mine, "questionnaire.notFound", questionnaire)
      : found(mine, "version.notFound", version);
  const kind = { xlsform: "（XLSForm）.xlsx", surveyjs: "（SurveyJS）.json", diaoyan: ".json" }[format];
  return {
    bytes: bytesOf(definition, format),
    name: `${textIn("zh", titleOf(definition))}${kind}`,
    media: format === "xlsform" ? xlsxMedia : jsonMedia,
  };
}
