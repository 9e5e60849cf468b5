import { routes } from "@diaoyan/api/contract";
import type { Role } from "@diaoyan/instruments";
import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import { useTexts } from "../texts.tsx";
import { mayCall } from "../use-study.ts";

const pages = [
  { page: "", name: "overview" },
  { page: "ledger", name: "ledger", needs: routes.getLedger },
  { page: "questionnaires", name: "questionnaires" },
  { page: "progress", name: "progress" },
  { page: "responses", name: "responses", needs: routes.listResponses },
  { page: "paper", name: "paper" },
  { page: "roster", name: "roster" },
  { page: "plan", name: "plan", needs: routes.getPlan },
  { page: "sessions", name: "sessions" },
  { page: "transcripts", name: "transcripts" },
  { page: "policies", name: "policies" },
  { page: "codebook", name: "codebook" },
  { page: "retrieval", name: "retrieval", needs: routes.searchTranscripts },
  { page: "analyses", name: "analyses" },
  { page: "evidence", name: "evidence" },
  { page: "cases", name: "cases" },
  { page: "reports", name: "reports" },
  { page: "personal", name: "personal", needs: routes.getPersonal },
  { page: "members", name: "members", needs: routes.listMembers },
  { page: "audit", name: "audit", needs: routes.listAudit },
] as const;

/** The pages of a study as links, those that the role may open; on a phone they scroll, with the open one in sight. */
export function StudyMenu({ study, role }: { readonly study: string; readonly role: Role }) {
  const texts = useTexts();
  const list = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page is another link to bring into sight
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);
  return (
    <nav className="study-menu" aria-label={texts.menu.label} ref={list}>
      {pages
        .filter((one) => !("needs" in one) || mayCall(role, one.needs))
        .map(({ page, name }) => (
          <NavLink key={page} to={`/studies/${study}/${page}`} end={page === ""}>
            {texts.menu[name]}
          </NavLink>
        ))}
    </nav>
  );
}
