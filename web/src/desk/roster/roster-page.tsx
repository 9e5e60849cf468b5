import { routes } from "@diaoyan/api/contract";
import { Tabs } from "antd";
import { useSearchParams } from "react-router";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { ExportRoster } from "./export-roster.tsx";
import { FiguresSection } from "./figures-section.tsx";
import { ImportSection } from "./import-section.tsx";
import { PeopleSection } from "./people-section.tsx";
import "./roster.css";
import { SamplesSection } from "./samples-section.tsx";
import { UnitsSection } from "./units-section.tsx";

/** 单位与名册: figures for everybody, names and contacts for those who steer. */
export function RosterPage() {
  const texts = useTexts().roster;
  const { role } = useStudy();
  const [search, setSearch] = useSearchParams();
  const steers = mayCall(role, routes.getRoster);
  const items = [
    { key: "figures", label: texts.tabs.figures, children: <FiguresSection /> },
    { key: "units", label: texts.tabs.units, children: <UnitsSection /> },
    { key: "people", label: texts.tabs.people, children: <PeopleSection /> },
    { key: "import", label: texts.tabs.import, children: <ImportSection /> },
    { key: "samples", label: texts.tabs.samples, children: <SamplesSection /> },
  ];
  return (
    <>
      <PageHead title={texts.title} note={texts.note}>
        {steers && <ExportRoster />}
      </PageHead>
      {steers ? (
        <Tabs
          items={items}
          destroyOnHidden
          activeKey={search.get("part") ?? "figures"}
          onChange={(part) => setSearch({ part }, { replace: true })}
        />
      ) : (
        <FiguresSection />
      )}
    </>
  );
}
