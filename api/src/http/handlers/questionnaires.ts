import type { questionnaireRoutes } from "../../contract/questionnaires.ts";
import { closeCollector, listCollectors, openCollector, respondentPath } from "../../use-cases/collectors.ts";
import {
  closeVersion,
  listQuestionnaires,
  publishQuestionnaire,
  readQuestionnaire,
  readVersion,
  removeDraft,
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
      const { draft, published, variables, ...about } = await readQuestionnaire(ports, params);
      return {
        ...about,
        draft: asWire(draft),
        published: asWire(published ?? undefined),
        variables: asWire(variables),
      };
    },
    saveQuestionnaireDraft: async ({ params, query, caller, body }) => {
      const draft = { ...params, ...query, definition: body };
      const { findings, revision } = await saveQuestionnaireDraft(ports, caller, draft);
      return { findings: [...findings], revision };
    },
    removeQuestionnaireDraft: async ({ params, caller }) => {
      await removeDraft(ports, caller, params);
      return { removed: true };
    },
    getQuestionnaireVersion: async ({ params }) => {
      const { number, definition, compiled } = await readVersion(ports, params);
      return { number, definition: asWire(definition), variables: asWire(compiled.variables) };
    },
    publishQuestionnaire: async ({ params, caller, body }) => {
      const { version, findings } = await publishQuestionnaire(ports, caller, { ...params, ...body });
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
