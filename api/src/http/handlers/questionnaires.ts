import type { QuestionnaireSummary } from "../../contract/index.ts";
import type { questionnaireRoutes } from "../../contract/questionnaires.ts";
import {
  changeQuota,
  closeCollector,
  listCollectors,
  openCollector,
  respondentPath,
} from "../../use-cases/collectors.ts";
import { countsAsSeen } from "../../use-cases/counts-as-seen.ts";
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

function withCounts(summary: QuestionnaireSummary, seen: (count: number) => number): QuestionnaireSummary {
  return { ...summary, versions: summary.versions.map((one) => ({ ...one, responses: seen(one.responses) })) };
}

export function questionnaireHandlers({ ports, lookup }: Services): HandlersOf<typeof questionnaireRoutes> {
  return {
    listQuestionnaires: async ({ params, role }) => {
      const seen = await countsAsSeen(ports, { ...params, role });
      const questionnaires = await listQuestionnaires(ports, params.study);
      return { questionnaires: questionnaires.map((summary) => withCounts(summary, seen)) };
    },
    getQuestionnaire: async ({ params, role }) => {
      const { draft, published, variables, summary, ...about } = await readQuestionnaire(ports, params);
      return {
        ...about,
        summary: withCounts(summary, await countsAsSeen(ports, { ...params, role })),
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
    listCollectors: async ({ params, role }) => {
      const seen = await countsAsSeen(ports, { ...params, role });
      const collectors = await listCollectors(ports, params.study);
      return {
        collectors: collectors.map((one) => ({
          ...one,
          responses: seen(one.responses),
          accepted: seen(one.accepted),
        })),
      };
    },
    openCollector: async ({ params, caller, body, origin }) => {
      const collector = await openCollector(ports, caller, { ...params, ...body });
      return { collector, link: `${origin}${respondentPath(collector.id)}` };
    },
    changeCollectorQuota: async ({ params, caller, body }) => {
      await changeQuota(ports, caller, { ...params, ...body });
      lookup.forget(params.collector);
      return body;
    },
    closeCollector: async ({ params, caller }) => {
      await closeCollector(ports, caller, params);
      lookup.forget(params.collector);
      return { closed: true };
    },
  };
}
