import type { LintFinding } from "@diaoyan/instruments";
import { useLanguage } from "../../texts.tsx";
import { settingOf } from "../describe-place.ts";
import { useAuthoringTexts } from "../editor.ts";

/** One finding in the language of the page, with the way to mend it. */
export function FindingLine({ finding }: { readonly finding: LintFinding }) {
  const { locale, texts } = useLanguage();
  const author = useAuthoringTexts();
  const { code, path, message, severity } = finding;
  const english = author.findings[code] ?? message;
  const words = locale === "en" ? english : (texts.problems.findings[code] ?? author.findings[code] ?? message);
  const setting = code === "wrong-definition" ? author.settingRemedies[settingOf(path)] : undefined;
  const remedy = setting ?? author.remedies[code] ?? (locale === "en" ? finding.remedy : undefined);
  return (
    <p className={`author-finding ${severity}`} title={message}>
      {words}
      {remedy !== undefined && <span className="remedy">{remedy}</span>}
    </p>
  );
}
