import { routes, type StudySummary } from "@diaoyan/api/contract";
import { Button, Card, Empty, Tag } from "antd";
import { useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { useAction, useRoute } from "../api.ts";
import { TopBar } from "../layout/top-bar.tsx";
import { useLanguage } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { readPackFiles } from "./read-pack-files.ts";

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

/** Two hidden file inputs behind two buttons: a folder, or a zip of it. */
function LoadPack() {
  const { texts } = useLanguage();
  const folder = useRef<HTMLInputElement>(null);
  const zip = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const load = useAction(routes.loadPack);
  const [unreadable, setUnreadable] = useState<unknown>(null);
  const take = async (input: HTMLInputElement) => {
    const chosen = [...(input.files ?? [])];
    // the same files, mended, can be chosen again
    input.value = "";
    if (chosen.length === 0) return;
    try {
      setUnreadable(null);
      const files = await readPackFiles(chosen);
      const { study } = await load.mutateAsync({ body: { files } });
      await navigate(`/studies/${study}`);
    } catch (error) {
      setUnreadable(error);
    }
  };
  return (
    <div className="load-pack">
      <input
        ref={(input) => {
          folder.current = input;
          input?.setAttribute("webkitdirectory", "");
        }}
        type="file"
        hidden
        multiple
        aria-label={texts.studies.loadFolder}
        onChange={(event) => void take(event.target)}
      />
      <input
        ref={zip}
        type="file"
        hidden
        accept=".zip"
        aria-label={texts.studies.loadZip}
        onChange={(event) => void take(event.target)}
      />
      <Button type="primary" loading={load.isPending} onClick={() => folder.current?.click()}>
        {texts.studies.loadFolder}
      </Button>
      <Button onClick={() => zip.current?.click()}>{texts.studies.loadZip}</Button>
      <ProblemAlert error={unreadable} />
    </div>
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
              {mayLoadPacks ? <LoadPack /> : <p className="note">{texts.access.packs}</p>}
            </>
          )}
        </QueryView>
      </main>
    </>
  );
}
