import { routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, SplitPlan, Variable } from "@diaoyan/instruments";
import { Spin, Tabs } from "antd";
import { lazy, Suspense, useRef } from "react";
import { useParams, useSearchParams } from "react-router";
import { useRoute } from "../api.ts";
import type { JsonObject } from "../authoring/edit/json-path.ts";
import { Collectors } from "../collectors/collectors.tsx";
import { Versions } from "../questionnaire/versions.tsx";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";

const ExchangePanel = lazy(async () => ({ default: (await import("../exchange/exchange-panel.tsx")).ExchangePanel }));
const Preview = lazy(async () => ({ default: (await import("../questionnaire/preview.tsx")).Preview }));
const AuthoringPanel = lazy(async () => ({
  default: (await import("../authoring/authoring-panel.tsx")).AuthoringPanel,
}));

/** One questionnaire: its links with live counts, versions, the draft with what is wrong in it, a preview on a phone. */
export function QuestionnairePage() {
  const texts = useTexts();
  const { id } = useStudy();
  const { questionnaire = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const query = useRoute(routes.getQuestionnaire, { params: { study: id, questionnaire } });
  // where the page opens; publishing the first version does not turn the page
  const opensAt = useRef<string | null>(null);
  return (
    <QueryView query={query}>
      {({ summary, draft, revision, published, variables }) => {
        opensAt.current ??= summary.versions.length === 0 ? "draft" : "collectors";
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
            children: (
              <Suspense fallback={<Spin />}>
                <AuthoringPanel
                  key={summary.name}
                  summary={summary}
                  draft={(draft ?? published) as unknown as JsonObject}
                  revision={revision}
                  published={published as unknown as JsonObject | null}
                  variables={variables as unknown as readonly Variable[]}
                />
              </Suspense>
            ),
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
            <Tabs
              items={items}
              destroyOnHidden
              activeKey={search.get("tab") ?? opensAt.current}
              onChange={(tab) => setSearch({ tab }, { replace: true })}
            />
          </>
        );
      }}
    </QueryView>
  );
}
