import type { questionnaireRoutes } from "../../contract/questionnaires.ts";
import { closeCollector, listCollectors, openCollector, respondentPath } from "../../use-cases/collectors.ts";
import {
  closeVersion,
  listQuestionnaires,
  publishQuestionnaire,
  readQuestionnaire,
  saveQuestionnaireDraft,
} from "../../use-cases/questionnaires.ts";
import type { Services } from "../../use-cases/services.ts";
import type { HandlersOf } from "../call.ts";
import { asWire } from "./as-wire.ts";

export function questionnaireHandlers({ ports, lookup }: Services): HandlersOf<typeof questionnaireRoutes> {
  return {
    listQuestionnaires: async ({ params }) => ({
      questionnaires: [...(await listQuestionnaires(ports, params.study))],
    }),
    getQuestionnaire: async ({ params }) => {
      const { summary, draft, published, variables } = await readQuestionnaire(ports, params);
      return { summary, draft: asWire(draft), published: asWire(published ?? undefined), variables: asWire(variables) };
    },
    saveQuestionnaireDraft: async ({ params, caller, body }) => ({
      findings: [...(await saveQuestionnaireDraft(ports, caller, { ...params, definition: body }))],
    }),
    publishQuestionnaire: async ({ params, caller }) => {
      const { version, findings } = await publishQuestionnaire(ports, caller, params);
      return { version, findings: [...findings] };
    },
    closeVersion: async ({ params, caller }) => {
      await closeVersion(ports, caller, params);
      lookup.forget();
      return { closed: true };
    },
    listCollectors: async ({ params }) => ({ collectors: [...(await listCollectors(ports, params.study))] }),
    openCollector: async ({ params, caller, body, origin }) => {
      const collector = await openCollector(ports, caller, { ...params, ...body });
      return { collector, link: `${origin}${respondentPath(collector.id)}` };
    },
    closeCollector: async ({ params, caller }) => {
      await closeCollector(ports, caller, params);
      lookup.forget(params.collector);
      return { closed: true };
    },
  };
}
