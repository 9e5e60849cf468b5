import { type ReactNode, useId } from "react";
import { useLanguage } from "../../texts.tsx";
import { type JsonPath, sayPath } from "../edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: ReactNode;
  /** Draws the control, which takes the id so that the label belongs to it. */
  readonly children: (id: string, status: "" | "error" | "warning") => ReactNode;
  /** Several controls under one heading instead of a label for one. */
  readonly group?: boolean;
}

/** A named field with what the linter says about its place in the draft. */
export function Field({ path, label, note, children, group = false }: Props) {
  const id = useId();
  const { findings } = useEditor();
  const place = sayPath(path);
  const mine = findings.filter(
    ({ path: at }) => at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`),
  );
  const status = mine.some(({ severity }) => severity === "error") ? "error" : mine.length > 0 ? "warning" : "";
  const inside = (
    <>
      {children(id, status)}
      {note !== undefined && <p className="note">{note}</p>}
      {mine.map(({ code, path: at, message, severity }) => (
        <FindingLine key={`${code} ${at} ${message}`} code={code} message={message} severity={severity} />
      ))}
    </>
  );
  if (group) {
    return (
      <fieldset className="author-field" data-path={place}>
        <legend id={id} className="author-label">
          {label}
        </legend>
        {inside}
      </fieldset>
    );
  }
  return (
    <div className="author-field" data-path={place}>
      <label htmlFor={id} className="author-label">
        {label}
      </label>
      {inside}
    </div>
  );
}

/** One finding in the language of the page, with the way to mend it. */
export function FindingLine({ code, message, severity }: { code: string; message: string; severity: string }) {
  const { locale, texts } = useLanguage();
  const author = useAuthoringTexts();
  const words = locale === "en" ? message : (texts.problems.findings[code] ?? author.findings[code] ?? message);
  const remedy = author.remedies[code];
  return (
    <p className={`author-finding ${severity}`} title={message}>
      {words}
      {remedy !== undefined && <span className="remedy">{remedy}</span>}
    </p>
  );
}
