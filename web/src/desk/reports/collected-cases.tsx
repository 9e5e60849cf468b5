import { routes } from "@diaoyan/api/contract";
import { Card, Tag } from "antd";
import { Link } from "react-router";
import "../cases/cases.css";
import { useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { mayCall, useStudy } from "../use-study.ts";

/** Which kind of cases an outline collects; undefined where it collects none, null for all. */
export function collectedKind(markdown: string): string | null | undefined {
  const directive = /^::(?:cases|caseIndex)(?:\{([^}]*)\})?/m.exec(markdown);
  return directive === null ? undefined : (/kind=(\w+)/.exec(directive[1] ?? "")?.[1] ?? null);
}

/** How far each case of a collection is: only those that are final and consented enter a final version. */
export function CollectedCases({ kind }: { readonly kind: string | null }) {
  const texts = useTexts();
  const { id, role } = useStudy();
  const { data } = useRoute(routes.listCases, { params: { study: id } });
  const cases = (data?.cases ?? []).filter((one) => kind === null || one.kind === kind);
  const final = cases.filter(({ status, publicationConsent }) => status === "final" && publicationConsent);
  const consentOf = ({ withdrawn, publicationConsent }: (typeof cases)[number]): string => {
    if (withdrawn) return texts.reports.consentWithdrawn;
    return publicationConsent ? texts.reports.consentStands : texts.reports.consentMissing;
  };
  if (data === undefined) return null;
  return (
    <Card size="small" title={texts.reports.collected}>
      <p className="note">{texts.reports.collectedNote(final.length, cases.length)}</p>
      <ul className="case-lines">
        {cases.map((one) => (
          <li key={one.id}>
            {mayCall(role, routes.getCase) ? (
              <Link className="grow" to={`/studies/${id}/cases/${one.id}`}>
                {one.title}
              </Link>
            ) : (
              <span className="grow">{one.title}</span>
            )}
            <span>
              <Tag color={one.status === "final" ? "green" : "blue"}>{texts.caseStatus[one.status]}</Tag>
              <Tag color={one.withdrawn ? "red" : one.publicationConsent ? "green" : "gold"}>{consentOf(one)}</Tag>
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
