import { routes } from "@diaoyan/api/contract";
import type { QuestionnaireDefinition, Variable } from "@diaoyan/instruments";
import { Card, Empty, Form, Select } from "antd";
import { useState } from "react";
import { useRoute } from "../api.ts";
import { findMostAnswered } from "../questionnaire/find-most-answered.ts";
import { useLanguage } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { KeepWeight, KeptWeights } from "./keep-weight.tsx";
import { useKeptWeights, withKeptWeight } from "./kept-weights.ts";
import { describeMade, useMadeVariables, withMadeVariables } from "./made-variable.ts";
import { MadeVariables } from "./made-variables.tsx";
import type { ParamsSchema } from "./param-fields.ts";
import { ParamsForm } from "./params-form.tsx";
import { ResultView } from "./result-view.tsx";
import { useAsked } from "./use-asked.ts";

/** The chosen questionnaire's variables and definition. */
function useVariables(study: string, questionnaire: string | undefined) {
  const params = { study, questionnaire: questionnaire ?? "" };
  const about = useRoute(routes.getQuestionnaire, { params }, { enabled: questionnaire !== undefined });
  return {
    variables: (about.data?.variables ?? []) as unknown as readonly Variable[],
    definition: (about.data?.published ?? null) as unknown as QuestionnaireDefinition | null,
    ready: questionnaire === undefined || about.data !== undefined,
  };
}

/** Choose an analysis of the registry, pick questions, run it: table, chart, sentences. */
export function AnalysisPage() {
  const { texts, show } = useLanguage();
  const { id } = useStudy();
  const registry = useRoute(routes.listAnalyses, {});
  const list = useRoute(routes.listQuestionnaires, { params: { study: id } });
  const [kind, setKind] = useState("frequencies");
  const [chosen, setChosen] = useState<string | undefined>(undefined);
  const published = (list.data?.questionnaires ?? []).filter(({ versions }) => versions.length > 0);
  const questionnaire = chosen ?? findMostAnswered(published);
  const { variables, definition, ready } = useVariables(id, questionnaire);
  const weights = useKeptWeights(questionnaire);
  const made = useMadeVariables(questionnaire);
  // weights start from a variable, not from one another
  const kept = kind === "rake" ? [] : weights;
  const { run, asked, ask } = useAsked();
  return (
    <>
      <PageHead title={texts.menu.analyses} note={texts.analyses.note} />
      <QueryView query={registry}>
        {({ analyses }) => {
          const analysis = analyses.find((one) => one.kind === kind);
          const reads = analysis?.reads ?? "dataset";
          const start = (params: Readonly<Record<string, unknown>>) => {
            // judgements of experts are no answers to a questionnaire
            const answers = reads !== "corpus" && params["judgements"] === undefined;
            ask({
              questionnaire: answers ? questionnaire : undefined,
              request: withMadeVariables({ kind, ...withKeptWeight(params, kept) }, made),
            });
          };
          return (
            <div className="beside analysis">
              <Card size="small">
                <Form layout="vertical" component="div">
                  <Form.Item label={texts.analyses.kind} htmlFor="analysis-kind">
                    <Select
                      id="analysis-kind"
                      showSearch
                      optionFilterProp="label"
                      value={kind}
                      options={analyses.map((one) => ({ value: one.kind, label: show(one.title) }))}
                      onChange={setKind}
                    />
                  </Form.Item>
                  {reads !== "corpus" && (
                    <Form.Item label={texts.analyses.questionnaire} htmlFor="analysis-questionnaire">
                      <Select
                        id="analysis-questionnaire"
                        value={questionnaire}
                        options={published.map(({ name, title }) => ({ value: name, label: title }))}
                        onChange={setChosen}
                      />
                    </Form.Item>
                  )}
                </Form>
                {analysis !== undefined && ready && (
                  <ParamsForm
                    key={`${kind} ${questionnaire}`}
                    schema={analysis.params as ParamsSchema}
                    variables={variables}
                    definition={definition}
                    running={run.isPending}
                    filters={reads !== "corpus"}
                    kept={kept}
                    made={describeMade(made, variables)}
                    onRun={start}
                  />
                )}
                {reads !== "corpus" && ready && questionnaire !== undefined && (
                  <MadeVariables {...{ questionnaire, made, variables, definition }} />
                )}
                {kind === "rake" && questionnaire !== undefined && (
                  <KeptWeights questionnaire={questionnaire} weights={weights} />
                )}
              </Card>
              <div className="stack">
                <ProblemAlert error={run.error} />
                {run.data === undefined && run.error === null && <Empty description={texts.analyses.empty} />}
                {run.data !== undefined && run.error === null && asked !== null && (
                  <ResultView kind={run.data.kind} asked={asked} presentation={run.data.presentation} />
                )}
                {run.data?.kind === "rake" && run.error === null && asked !== null && (
                  <KeepWeight
                    key={JSON.stringify(asked)}
                    asked={asked}
                    converged={(run.data.result as { readonly converged?: boolean }).converged === true}
                  />
                )}
              </div>
            </div>
          );
        }}
      </QueryView>
    </>
  );
}
