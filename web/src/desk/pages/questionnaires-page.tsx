import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import { Button, Card, Empty, Tag } from "antd";
import { lazy, Suspense } from "react";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { mayCall, useStudy } from "../use-study.ts";

const NewQuestionnaire = lazy(async () => ({
  default: (await import("../authoring/new-questionnaire.tsx")).NewQuestionnaire,
}));

function QuestionnaireCard({ questionnaire }: { readonly questionnaire: QuestionnaireSummary }) {
  const texts = useTexts();
  const { id } = useStudy();
  const newest = questionnaire.versions.at(-1);
  const responses = questionnaire.versions.reduce((sum, version) => sum + version.responses, 0);
  return (
    <Card size="small" className="study-card">
      <h2>
        <Link to={`/studies/${id}/questionnaires/${questionnaire.name}`}>{questionnaire.title}</Link>
      </h2>
      <p className="note">
        {questionnaire.name} · {newest === undefined ? texts.questionnaires.never : texts.versionNumber(newest.number)}
        {" · "}
        {texts.responsesCount(responses)}{" "}
        {newest !== undefined && (
          <Tag color={newest.status === "published" ? "green" : "default"}>{texts.versionStatus[newest.status]}</Tag>
        )}
        {questionnaire.hasUnpublishedDraft && <Tag color="blue">{texts.questionnaires.unpublished}</Tag>}
      </p>
    </Card>
  );
}

/** Questionnaires of a study with their newest version and counts. */
export function QuestionnairesPage() {
  const texts = useTexts();
  const { id, role } = useStudy();
  const list = useRoute(routes.listQuestionnaires, { params: { study: id } }, { refetchInterval: 10_000 });
  return (
    <>
      <PageHead title={texts.menu.questionnaires} note={texts.questionnaires.note}>
        {mayCall(role, routes.readQuestionnaireFile) && (
          <Link to={`/studies/${id}/import-questionnaire`}>
            <Button>{texts.exchange.importQuestionnaire}</Button>
          </Link>
        )}
        {mayCall(role, routes.saveQuestionnaireDraft) && list.data !== undefined && (
          <Suspense>
            <NewQuestionnaire existing={list.data.questionnaires} />
          </Suspense>
        )}
      </PageHead>
      <QueryView query={list}>
        {({ questionnaires }) =>
          questionnaires.length === 0 ? (
            <Empty description={texts.questionnaires.empty} />
          ) : (
            <div className="study-list">
              {questionnaires.map((questionnaire) => (
                <QuestionnaireCard key={questionnaire.name} questionnaire={questionnaire} />
              ))}
            </div>
          )
        }
      </QueryView>
    </>
  );
}
