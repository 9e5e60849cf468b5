import { routes } from "@diaoyan/api/contract";
import { Segmented } from "antd";
import { useNavigate } from "react-router";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** The way between cases and their leads, for who may see both. */
export function CaseTabs({ at }: { readonly at: "cases" | "leads" }) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const navigate = useNavigate();
  if (!mayCall(role, routes.listLeads)) return null;
  return (
    <Segmented
      className="case-tabs"
      value={at}
      options={[
        { value: "cases", label: texts.cases.leads.cases },
        { value: "leads", label: texts.cases.leads.tab },
      ]}
      onChange={(page) => void navigate(`/studies/${id}/${page === "cases" ? page : "cases/leads"}`)}
    />
  );
}
