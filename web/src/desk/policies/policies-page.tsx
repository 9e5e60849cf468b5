import { Link, useSearchParams } from "react-router";
import { useTexts } from "../texts.tsx";
import { PageHead } from "../ui/page-head.tsx";
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
  const [search] = useSearchParams();
  const open = tabs.find(({ key }) => key === search.get("tab")) ?? tabs[0];
  return (
    <>
      <PageHead title={texts.title} note={texts.note} />
      <nav className="retrieval-menu" aria-label={texts.title}>
        {tabs.map(({ key }) => (
          <Link key={key} replace to={`?tab=${key}`} aria-current={key === open.key ? "page" : undefined}>
            {texts.tabs[key]}
          </Link>
        ))}
      </nav>
      {open.children}
    </>
  );
}
