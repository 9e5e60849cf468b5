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

/** What is wrong: in Chinese with the server's English words one click away, those themselves where there are no others. */
function Words({ finding: { code, message, remedy } }: { readonly finding: Finding }) {
  const { texts, locale } = useLanguage();
  const words = texts.problems.findings[code];
  const details = (
    <>
      {message}
      {remedy !== undefined && <span className="remedy">{texts.remedy(remedy)}</span>}
    </>
  );
  if (locale === "en") return details;
  if (words === undefined) return <span lang="en">{details}</span>;
  return (
    <>
      {words}
      <details lang="en">
        <summary lang="zh-CN">{texts.technical}</summary>
        {details}
      </details>
    </>
  );
}

/** Places that are wrong: where, what in the language of the page, and the English details one click away. */
export function FindingList({ findings, sayPlace }: Props) {
  const { texts } = useLanguage();
  const say = sayPlace ?? texts.problems.sayPlace;
  const Place = sayPlace === undefined ? "code" : "strong";
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.place} ${finding.message}`} className={finding.severity}>
          <Place>{finding.place === "" ? "/" : say(finding.place)}</Place>
          {texts.colon}
          <Words {...{ finding }} />
        </li>
      ))}
    </ul>
  );
}
