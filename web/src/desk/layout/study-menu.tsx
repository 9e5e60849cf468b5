import { routes } from "@diaoyan/api/contract";
import type { Role } from "@diaoyan/instruments";
import { useEffect, useRef } from "react";
import { NavLink, useLocation } from "react-router";
import { useTexts } from "../texts.tsx";
import { mayCall } from "../use-study.ts";
import "./study-menu.css";

/** The pages in the order of the work, by the part of it they belong to. */
const groups = [
  {
    group: "study",
    pages: [
      { page: "", name: "overview" },
      { page: "ledger", name: "ledger", needs: routes.getLedger },
    ],
  },
  {
    group: "survey",
    pages: [
      { page: "questionnaires", name: "questionnaires" },
      { page: "progress", name: "progress" },
      { page: "responses", name: "responses", needs: routes.listResponses },
      { page: "paper", name: "paper" },
    ],
  },
  {
    group: "fieldwork",
    pages: [
      { page: "roster", name: "roster" },
      { page: "plan", name: "plan", needs: routes.getPlan },
      { page: "sessions", name: "sessions" },
    ],
  },
  {
    group: "coding",
    pages: [
      { page: "transcripts", name: "transcripts" },
      { page: "policies", name: "policies" },
      { page: "codebook", name: "codebook" },
      { page: "retrieval", name: "retrieval", needs: routes.searchTranscripts },
    ],
  },
  {
    group: "results",
    pages: [
      { page: "analyses", name: "analyses" },
      { page: "evidence", name: "evidence" },
      { page: "cases", name: "cases" },
      { page: "reports", name: "reports" },
    ],
  },
  {
    group: "keeping",
    pages: [
      { page: "personal", name: "personal", needs: routes.getPersonal },
      { page: "members", name: "members", needs: routes.listMembers },
      { page: "audit", name: "audit", needs: routes.listAudit },
    ],
  },
] as const;

/** The pages of a study as links, those that the role may open: at the side of a wide screen, on a phone in a row that scrolls, with the open one in sight. */
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
      {groups.map(({ group, pages }) => {
        const open = pages.filter((one) => !("needs" in one) || mayCall(role, one.needs));
        if (open.length === 0) return null;
        return (
          <div key={group} className="study-menu-group">
            <span>{texts.menuGroups[group]}</span>
            {open.map(({ page, name }) => (
              <NavLink key={page} to={`/studies/${study}/${page}`} end={page === ""}>
                {texts.menu[name]}
              </NavLink>
            ))}
          </div>
        );
      })}
    </nav>
  );
}
