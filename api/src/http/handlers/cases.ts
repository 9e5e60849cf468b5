import type { caseRoutes } from "../../contract/cases.ts";
import { addCasePhoto } from "../../use-cases/add-case-photo.ts";
import { readCaseMaterial } from "../../use-cases/case-material.ts";
import { confirmCase, recordCaseConsent, reopenCase } from "../../use-cases/case-workflow.ts";
import { listCaseChanges, listCases, noteCaseRead, readCase, saveCase } from "../../use-cases/cases.ts";
import { draftCaseOf, redraftCaseOf } from "../../use-cases/draft-cases.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function caseHandlers({ ports, archive }: Services): HandlersOf<typeof caseRoutes> {
  return {
    listCases: async ({ params }) => ({ cases: [...(await listCases(ports, params.study))] }),
    getCase: async ({ params, caller }) => {
      const summary = await readCase(ports, params.study, params.case);
      await noteCaseRead(ports, caller, { ...params, part: "text" });
      return { case: asWire(summary) };
    },
    getCaseMaterial: async ({ params, caller }) => {
      const material = await readCaseMaterial({ ...ports, archive }, caller, params.study, params.case);
      await noteCaseRead(ports, caller, { ...params, part: "material" });
      return material;
    },
    listCaseChanges: async ({ params, caller }) => {
      const changes = await listCaseChanges(ports, params.study, params.case);
      await noteCaseRead(ports, caller, { ...params, part: "changes" });
      return { changes };
    },
    draftCase: async ({ params, caller, body }) => ({
      case: asWire(await draftCaseOf(ports, caller, { ...params, ...body })),
    }),
    redraftCase: async ({ params, caller, body }) => {
      const { summary, kept } = await redraftCaseOf(ports, caller, { study: params.study, id: params.case, ...body });
      return { case: asWire(summary), kept };
    },
    saveCase: async ({ params, caller, body }) => ({
      case: asWire(await saveCase(ports, caller, { study: params.study, id: params.case, value: body.case })),
    }),
    addCasePhoto: async ({ params, query, caller, bytes }) => {
      const { study, case: one, photo: id } = params;
      await addCasePhoto(ports, caller, { study, case: one, id, name: query.name, bytes });
      return { photo: id };
    },
    confirmCase: async ({ params, caller, body }) => ({
      case: asWire(await confirmCase({ ...ports, archive }, caller, { study: params.study, id: params.case, ...body })),
    }),
    releaseCase: async ({ params, caller, body }) => ({
      case: asWire(await confirmCase({ ...ports, archive }, caller, { study: params.study, id: params.case, ...body })),
    }),
    reopenCase: async ({ params, caller, body }) => ({
      case: asWire(await reopenCase(ports, caller, { study: params.study, id: params.case, ...body })),
    }),
    recordCaseConsent: async ({ params, caller, body }) => {
      const { study, case: id, consent: kind } = params;
      return { case: asWire(await recordCaseConsent(ports, caller, { study, id, kind, ...body })) };
    },
  };
}
