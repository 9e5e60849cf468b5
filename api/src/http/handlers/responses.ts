import type { responseRoutes } from "../../contract/responses.ts";
import { exportPaperForm } from "../../use-cases/export-paper-form.ts";
import { exportQuestionnaire, exportSnapshot } from "../../use-cases/exports.ts";
import { findPaperSource } from "../../use-cases/paper-batches.ts";
import { listResponses, readResponse, reviewResponse } from "../../use-cases/responses.ts";
import { reviewQuality } from "../../use-cases/review-quality.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function responseHandlers({ ports, archive, software }: Services): HandlersOf<typeof responseRoutes> {
  return {
    listResponses: ({ params, query }) => listResponses(ports, params.study, query),
    getResponse: async ({ params, caller }) => {
      const response = await readResponse(ports, caller, params);
      return { response: asWire({ ...response, paper: await findPaperSource(ports, params.study, params.id) }) };
    },
    reviewResponse: async ({ params, caller, body }) => ({
      response: await reviewResponse(ports, caller, { ...params, ...body }),
    }),
    reviewQuality: async ({ params }) => {
      const { counts, flagged, rules } = await reviewQuality(ports, params);
      return { counts, rules: { ...rules }, flagged: flagged.map((one) => ({ ...one, flags: [...one.flags] })) };
    },
    exportCsv: ({ params, query, caller }) =>
      exportQuestionnaire({ ...ports, archive, software }, caller, { ...params, ...query }),
    exportPaperForm: ({ params }) => exportPaperForm(ports, params),
    exportSnapshot: ({ params, caller }) => exportSnapshot({ ...ports, archive }, caller, params.study),
  };
}
