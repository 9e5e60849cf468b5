import { Input } from "antd";
import { getAt, type JsonPath, sayPath, setAt } from "../edit/json-path.ts";
import { readLocalized, type TextForm, writeLocalized } from "../edit/localized.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { Field } from "./field.tsx";

interface PairProps {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: string;
  readonly form?: TextForm;
  readonly rows?: number;
  /** Emptied in both languages it leaves no trace, whatever its form. */
  readonly optional?: boolean;
}

/** A text in Chinese and English, one above the other. */
export function TextPairField({ path, label, note, form = "survey", rows = 1, optional = false }: PairProps) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const value = getAt(draft, path);
  const pair = readLocalized(value, form);
  const write = (locale: "zh" | "en") => (event: { readonly target: { readonly value: string } }) => {
    const isGone = optional && event.target.value === "" && pair[locale === "zh" ? "en" : "zh"] === "";
    const next = isGone ? undefined : writeLocalized(value, locale, event.target.value, form);
    apply({ draft: setAt(draft, path, next), chosen }, `${sayPath(path)} ${locale}`);
  };
  return (
    <Field path={path} label={label} note={note}>
      {(id, status) => (
        <div className="author-pair">
          <Input.TextArea
            id={id}
            value={pair.zh}
            status={status}
            readOnly={readOnly}
            autoSize={{ minRows: rows, maxRows: 12 }}
            onChange={write("zh")}
          />
          <Input.TextArea
            lang="en"
            aria-label={texts.inEnglish(label)}
            placeholder="English"
            value={pair.en}
            readOnly={readOnly}
            autoSize={{ minRows: rows, maxRows: 12 }}
            onChange={write("en")}
          />
        </div>
      )}
    </Field>
  );
}

/** A text of one language: an expression pattern, an address. */
export function LineField({
  path,
  label,
  note,
}: {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: string;
}) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const value = getAt(draft, path);
  return (
    <Field path={path} label={label} note={note}>
      {(id, status) => (
        <Input
          id={id}
          value={value === undefined ? "" : String(value)}
          status={status}
          readOnly={readOnly}
          onChange={({ target }) =>
            apply({ draft: setAt(draft, path, target.value === "" ? undefined : target.value), chosen }, sayPath(path))
          }
        />
      )}
    </Field>
  );
}
