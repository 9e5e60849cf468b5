import { type ReactNode, useId } from "react";
import { type JsonPath, sayPath } from "../edit/json-path.ts";
import { useEditor } from "../editor.ts";
import { FindingLine } from "./finding-line.tsx";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: ReactNode;
  /** Draws the control, which takes the id so that the label belongs to it. */
  readonly children: (id: string, status: "" | "error" | "warning") => ReactNode;
  /** Several controls under one heading instead of a label for one. */
  readonly group?: boolean;
  /** A list of entries with fields of their own, which say what is wrong in them. */
  readonly entries?: boolean;
}

/** What is left of a path for a list itself or one of its entries as a whole. */
const wholeEntry = /^(?:\[\d+\])*$/u;

/** A named field with what the linter says about its place in the draft. */
export function Field({ path, label, note, children, group = false, entries = false }: Props) {
  const id = useId();
  const { findings } = useEditor();
  const place = sayPath(path);
  const holds = (at: string) => {
    if (entries) return at.startsWith(place) && wholeEntry.test(at.slice(place.length));
    return at === place || at.startsWith(`${place}.`) || at.startsWith(`${place}[`);
  };
  const mine = findings.filter(({ path: at }) => holds(at));
  const status = mine.some(({ severity }) => severity === "error") ? "error" : mine.length > 0 ? "warning" : "";
  const inside = (
    <>
      {children(id, status)}
      {note !== undefined && <p className="note">{note}</p>}
      {mine.map((finding) => (
        <FindingLine key={`${finding.code} ${finding.path} ${finding.message}`} finding={finding} />
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
