import { routes } from "@diaoyan/api/contract";
import { Card } from "antd";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { RuleForm } from "./rule-form.tsx";

/** The rules of the study by which transcripts and records of sessions are de-identified. */
export function StudyRules() {
  const { deidentify: texts } = useTexts();
  const { id } = useStudy();
  const rules = useRoute(routes.getDeidentifyRules, { params: { study: id } }, { gcTime: 0 });
  return (
    <QueryView query={rules}>
      {(standing) => (
        <Card size="small" title={texts.rules} className="deidentify-rules">
          <RuleForm key={standing.revision} standing={standing} />
        </Card>
      )}
    </QueryView>
  );
}
