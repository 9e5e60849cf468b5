import { useTexts } from "../texts.tsx";
import { TabbedPage } from "../ui/tabbed-page.tsx";
import "../retrieval/retrieval.css";
import "./policies.css";
import { PolicyComparison } from "./policy-comparison.tsx";
import { PolicyList } from "./policy-list.tsx";

const tabs = [
  { key: "documents", children: <PolicyList /> },
  { key: "comparison", children: <PolicyComparison /> },
] as const;

/** Policy documents of a study, and what they say by region and theme. */
export function PoliciesPage() {
  const texts = useTexts().policies;
  return <TabbedPage title={texts.title} note={texts.note} tabs={tabs} names={texts.tabs} />;
}
