import { routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, SplitPlan } from "@diaoyan/instruments";
import { Tabs } from "antd";
import { lazy, Suspense } from "react";
import { useParams } from "react-router";
import { useRoute } from "../api.ts";
import { Collectors } from "../collectors/collectors.tsx";
import { DraftEditor } from "../questionnaire/draft-editor.tsx";
import { Versions } from "../questionnaire/versions.tsx";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

const ExchangePanel = lazy(async () => ({ default: (await import("../exchange/exchange-panel.tsx")).ExchangePanel }));
const Preview = lazy(async () => ({ default: (await import("../questionnaire/preview.tsx")).Preview }));

/** One questionnaire: its links with live counts, versions, the draft with what is wrong in it, a preview on a phone. */
export function QuestionnairePage() {
  const texts = useTexts();
  const { id } = useStudy();
  const { questionnaire = "" } = useParams();
  const query = useRoute(routes.getQuestionnaire, { params: { study: id, questionnaire } });
  return (
    <QueryView query={query}>
      {({ summary, draft, published }) => {
        const definition = (draft ?? published) as unknown as QuestionnaireDefinition;
        const { split } = (published ?? {}) as { readonly split?: SplitPlan };
        const preview = (
          <Suspense>
            <Preview definition={definition} />
          </Suspense>
        );
        const items = [
          {
            key: "collectors",
            label: texts.questionnaires.collectors,
            children: <Collectors summary={summary} split={split} />,
          },
          { key: "versions", label: texts.questionnaires.versions, children: <Versions summary={summary} /> },
          {
            key: "draft",
            label: texts.questionnaires.draft,
            children: <DraftEditor summary={summary} definition={definition} />,
          },
          { key: "preview", label: texts.questionnaires.preview, children: preview },
          {
            key: "exchange",
            label: texts.exchange.tab,
            children: (
              <Suspense>
                <ExchangePanel summary={summary} published={published as unknown as QuestionnaireDefinition | null} />
              </Suspense>
            ),
          },
        ];
        return (
          <>
            <PageHead title={summary.title} note={summary.name} />
            <Tabs items={items} destroyOnHidden />
          </>
        );
      }}
    </QueryView>
  );
}
