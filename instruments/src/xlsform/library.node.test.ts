import { join } from "node:path";
import { expect, it } from "vitest";
import { compileQuestionnaire } from "../compile/compile-questionnaire.ts";
import { tabulateAnswers } from "../compile/tabulate-answers.ts";
import { validateAnswers } from "../compile/validate-answers.ts";
import type { QuestionnaireDefinition } from "../model/questionnaire.ts";
import { loadPack } from "../pack/load-pack.ts";
import { readPackFolder } from "../pack/read-pack-folder.node.ts";
import { generateAnswers } from "../simulate/generate-answers.ts";
import { seededRandom } from "../simulate/random-source.ts";
import { readWorkbook } from "../spreadsheet/read-workbook.ts";
import { writeWorkbook } from "../spreadsheet/write-workbook.ts";
import { readXlsform } from "./read-xlsform.ts";
import { writeXlsform } from "./write-xlsform.ts";

const packs = ["evaluation-reform", "talent-development", "activities"];
const library = (
  await Promise.all(
    packs.map(
      async (pack) => loadPack(await readPackFolder(join(import.meta.dirname, "../../library", pack))).questionnaires,
    ),
  )
).flat();

function throughXlsform(definition: QuestionnaireDefinition) {
  return readXlsform(readWorkbook(writeWorkbook(writeXlsform(definition).sheets)), "fallback");
}

it.each(library.map((one) => [String(one.name), one] as const))(
  "%s keeps its variables and judges answers alike",
  (_name, definition) => {
    const { definition: again, findings } = throughXlsform(definition);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    const before = compileQuestionnaire(definition);
    const after = compileQuestionnaire(again as QuestionnaireDefinition);
    expect(after.variables).toEqual(before.variables);
    const random = seededRandom(20261126);
    for (let one = 0; one < 20; one += 1) {
      const answers = generateAnswers(definition, random);
      expect(validateAnswers(after, answers, "complete")).toEqual([]);
      expect(tabulateAnswers(after, answers)).toEqual(tabulateAnswers(before, answers));
    }
  },
);
