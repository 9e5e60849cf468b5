import type { publicRoutes } from "../../contract/public.ts";
import { openInvitation } from "../../use-cases/invited-person.ts";
import { checkReceipt, readCollectorPage, saveDraft, withdrawResponse } from "../../use-cases/respondent-services.ts";
import type { Services } from "../../use-cases/services.ts";
import { submitResponse } from "../../use-cases/submit-response.ts";
import type { HandlersOf } from "../call.ts";

export function respondentHandlers({ ports, lookup, intake, visits }: Services): HandlersOf<typeof publicRoutes> {
  const all = { ...ports, lookup, intake, visits };
  return {
    getCollectorPage: ({ params }) => readCollectorPage(all, params.collector),
    submitResponse: ({ params, body }) => submitResponse(all, params.collector, body),
    saveDraft: async ({ params, body }) => ({ saved: true, updatedAt: await saveDraft(all, { ...params, ...body }) }),
    openInvitation: async ({ params, body }) => {
      const { draft, ...opened } = await openInvitation(all, { ...params, ...body });
      return {
        ...opened,
        draft: draft === null ? null : { ...draft, answers: { ...draft.answers } as Record<string, never> },
      };
    },
    checkReceipt: ({ body }) => checkReceipt(ports, body.receipt),
    withdrawResponse: async ({ body }) => {
      await withdrawResponse(all, body);
      return { withdrawn: true };
    },
  };
}
