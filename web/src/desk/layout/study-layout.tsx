import { routes } from "@diaoyan/api/contract";
import type { Study } from "@diaoyan/instruments";
import { Layout, Menu, Spin } from "antd";
import { Suspense } from "react";
import { Outlet, useLocation, useNavigate, useParams } from "react-router";
import { useRoute } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayDo, StudyContext } from "../use-study.ts";
import { TopBar } from "./top-bar.tsx";

/** Frame of a study's pages: title with its mark, menu by role, the page itself. */
export function StudyLayout() {
  const { texts, show } = useLanguage();
  const { study = "" } = useParams();
  const overview = useRoute(routes.getStudy, { params: { study } });
  const navigate = useNavigate();
  const { pathname } = useLocation();
  if (overview.isError) return <ProblemAlert error={overview.error} page />;
  if (overview.data === undefined) return <Spin className="page-spin" />;
  const { data } = overview;
  const about = data.study as unknown as Study;
  const pages = (
    ["questionnaires", "responses", "sessions", "transcripts", "analyses", "cases", "reports"] as const
  ).map((page) => ({ key: page, label: texts.menu[page] }));
  const items = [
    { key: "", label: texts.menu.overview },
    ...pages,
    ...(mayDo(data.role, "lead") ? [{ key: "members", label: texts.menu.members }] : []),
  ];
  const selected = pathname.split("/")[3] ?? "";
  return (
    <StudyContext value={{ id: study, about, overview: data, role: data.role }}>
      <Layout className="desk">
        <TopBar title={show(about.title)} simulated={about.simulated} />
        <Menu
          mode="horizontal"
          className="study-menu"
          selectedKeys={[selected]}
          items={items}
          onClick={({ key }) => void navigate(`/studies/${study}${key === "" ? "" : `/${key}`}`)}
        />
        <Layout.Content className="page" role="main">
          <Suspense fallback={<Spin className="page-spin" />}>
            <Outlet />
          </Suspense>
        </Layout.Content>
      </Layout>
    </StudyContext>
  );
}
