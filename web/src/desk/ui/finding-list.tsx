import { useLanguage } from "../texts.tsx";

interface Finding {
  readonly code: string;
  readonly place: string;
  readonly message: string;
  readonly remedy?: string | undefined;
  readonly severity?: string;
}

interface Props {
  readonly findings: readonly Finding[];
  /** Names places where the page knows more of them than the server says. */
  readonly sayPlace?: ((place: string) => string) | undefined;
}

/** Places that are wrong: where, what in the language of the page, and the English details one click away. */
export function FindingList({ findings, sayPlace }: Props) {
  const { texts, locale } = useLanguage();
  const say = sayPlace ?? texts.problems.sayPlace;
  const Place = sayPlace === undefined ? "code" : "strong";
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
          <Place>{finding.place === "" ? "/" : say(finding.place)}</Place>
          {texts.colon}
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
