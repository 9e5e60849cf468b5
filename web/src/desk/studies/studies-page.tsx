import { routes, type StudySummary } from "@diaoyan/api/contract";
import { Card, Empty, Tag } from "antd";
import { Link } from "react-router";
import { useRoute } from "../api.ts";
import { TopBar } from "../layout/top-bar.tsx";
import { useLanguage } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { LoadPack } from "./load-pack.tsx";
import { NewStudy } from "./new-study.tsx";

function StudyCard({ study }: { readonly study: StudySummary }) {
  const { texts, show } = useLanguage();
  return (
    <Card className="study-card" size="small">
      <h2>
        <Link to={`/studies/${study.id}`}>{show(study.title)}</Link>
      </h2>
      <p className="note">
        {study.topic} · {texts.roles[study.role]} {study.simulated && <Tag color="orange">{texts.simulated}</Tag>}
      </p>
    </Card>
  );
}

/** The studies one takes part in, and the way to load another. */
export function StudiesPage() {
  const { texts } = useLanguage();
  const me = useRoute(routes.getMe, {});
  return (
    <>
      <TopBar />
      <main className="page">
        <PageHead title={texts.studies.title} note={texts.studies.note} />
        <QueryView query={me}>
          {({ studies, mayLoadPacks }) => (
            <>
              {studies.length === 0 && <Empty description={texts.studies.empty} />}
              <div className="study-list">
                {studies.map((study) => (
                  <StudyCard key={study.id} study={study} />
                ))}
              </div>
              {mayLoadPacks ? (
                <div className="load-pack">
                  <NewStudy existing={studies} />
                  <LoadPack />
                </div>
              ) : (
                <p className="note">{texts.access.packs}</p>
              )}
            </>
          )}
        </QueryView>
      </main>
    </>
  );
}
