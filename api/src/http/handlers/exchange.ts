import type { exchangeRoutes } from "../../contract/exchange.ts";
import { exportQuestionnaire } from "../../use-cases/export-questionnaire.ts";
import { checkResponses, importResponses } from "../../use-cases/import-responses.ts";
import { readQuestionnaireFile } from "../../use-cases/read-questionnaire-file.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function exchangeHandlers({ ports, lookup, intake, visits }: Services): HandlersOf<typeof exchangeRoutes> {
  return {
    exportQuestionnaire: async ({ params, query }) => exportQuestionnaire(ports, { ...params, ...query }),
    readQuestionnaireFile: async ({ params, query, bytes }) => {
      const { definition, findings, revision } = await readQuestionnaireFile(ports, { ...params, ...query, bytes });
      return { definition: asWire(definition ?? undefined), findings: [...findings], revision, exists: revision > 0 };
    },
    importAnswers: async ({ params, caller, body }) => {
      const { check = false, ...sent } = body;
      const file = { ...params, ...sent, ignored: [] };
      if (check) return checkResponses(ports, file);
      return importResponses({ ...ports, lookup, intake, visits }, caller, file);
    },
  };
}
