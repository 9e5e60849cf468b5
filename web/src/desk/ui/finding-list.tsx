import { useLanguage } from "../texts.tsx";

interface Finding {
  readonly code: string;
  readonly place: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly severity?: string;
}

/** Places that are wrong: where, what in the language of the page, and the English details one click away. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const { texts, locale } = useLanguage();
  const detailsOf = ({ message, remedy }: Finding) => (
    <>
      {message}
      {remedy !== undefined && <span className="remedy">{texts.remedy(remedy)}</span>}
    </>
  );
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.place} ${finding.message}`} className={finding.severity}>
          <code>{texts.problems.places[finding.place] ?? (finding.place || "/")}</code>{" "}
          {locale === "en" ? (
            detailsOf(finding)
          ) : (
            <>
              {texts.problems.findings[finding.code]}
              <details lang="en">
                <summary lang="zh-CN">{texts.technical}</summary>
                {detailsOf(finding)}
              </details>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
