import { routes } from "@diaoyan/api/contract";
import type { Study } from "@diaoyan/instruments";
import { Layout, Spin } from "antd";
import { Suspense } from "react";
import { Outlet, useParams } from "react-router";
import { useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { StudyContext } from "../use-study.ts";
import { StudyMenu } from "./study-menu.tsx";
import { TopBar } from "./top-bar.tsx";

/** Frame of a study's pages: title with its mark, menu by role, the page itself. */
export function StudyLayout() {
  const { show } = useLanguage();
  const { study = "" } = useParams();
  const overview = useRoute(routes.getStudy, { params: { study } });
  const about = overview.data?.study as unknown as Study | undefined;
  return (
    <Layout className="desk">
      {about === undefined ? <TopBar /> : <TopBar title={show(about.title)} simulated={about.simulated} />}
      {overview.data !== undefined && <StudyMenu study={study} role={overview.data.role} />}
      <Layout.Content className="page" role="main">
        <QueryView query={overview}>
          {(data) => (
            <StudyContext value={{ id: study, about: data.study as unknown as Study, overview: data, role: data.role }}>
              <Suspense fallback={<Spin className="page-spin" />}>
                <Outlet />
              </Suspense>
            </StudyContext>
          )}
        </QueryView>
      </Layout.Content>
    </Layout>
  );
}
