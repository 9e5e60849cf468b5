import type { Json } from "@diaoyan/instruments";
import { Button, Checkbox, Input, Select } from "antd";
import { moveOption } from "../edit/edit-options.ts";
import { isObject, type JsonObject, type JsonPath, listAt, sayPath, setAt } from "../edit/json-path.ts";
import { readLocalized, writeLocalized } from "../edit/localized.ts";
import { freeName } from "../edit/outline.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { Field } from "./field.tsx";
import { OptionsField } from "./options-field.tsx";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  /** Property that says how a part is answered, and its kinds, the first standing for a missing one. */
  readonly answer: { readonly property: "cellType" | "inputType"; readonly kinds: readonly string[] };
}

const withChoices = new Set(["dropdown", "radiogroup", "checkbox", "tagbox"]);

/** Named parts of a question: the columns of a table, the lines of a list of blanks. */
export function PartsField({ path, label, answer }: Props) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const parts = listAt(draft, path);
  const write = (next: readonly Json[], field?: string) => apply({ draft: setAt(draft, path, next), chosen }, field);
  const taken = new Set(parts.map((part) => String(isObject(part) ? part["name"] : "").toLowerCase()));
  const first = answer.kinds[0] ?? "";
  return (
    <Field path={path} label={label} group>
      {() => (
        <>
          {parts.map((part, index) => (
            <PartLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place; names change while they are typed
              key={index}
              part={isObject(part) ? part : {}}
              path={[...path, index]}
              answer={answer}
              onChange={(next, field) =>
                write(
                  parts.map((other, place) => (place === index ? next : other)),
                  `${sayPath(path)}[${index}] ${field}`,
                )
              }
              onMove={(step) => write(moveOption(parts, index, step))}
              onRemove={() => write(parts.filter((_, place) => place !== index))}
            />
          ))}
          {!readOnly && (
            <Button
              size="small"
              onClick={() =>
                write([
                  ...parts,
                  { name: freeName(taken, "c"), [answer.property]: answer.property === "cellType" ? "text" : first },
                ])
              }
            >
              {texts.addRow}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

interface LineProps {
  readonly part: JsonObject;
  readonly path: JsonPath;
  readonly answer: Props["answer"];
  readonly onChange: (part: JsonObject, field: string) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

function PartLine({ part, path, answer, onChange, onMove, onRemove }: LineProps) {
  const { readOnly } = useEditor();
  const texts = useAuthoringTexts();
  const number = Number(path.at(-1)) + 1;
  const title = readLocalized(part["title"]);
  const set = (property: string, value: Json | undefined) => {
    const { [property]: _, ...rest } = part;
    onChange(value === undefined ? rest : { ...part, [property]: value }, property);
  };
  const kind = String(part[answer.property] ?? answer.kinds[0]);
  return (
    <div className="author-part" data-path={sayPath(path)}>
      <Input
        size="small"
        aria-label={texts.cell(texts.codeName, number)}
        value={String(part["name"] ?? "")}
        readOnly={readOnly}
        onChange={({ target }) => set("name", target.value)}
      />
      <Input
        size="small"
        aria-label={texts.cell(texts.chinese, number)}
        placeholder={texts.chinese}
        value={title.zh}
        readOnly={readOnly}
        onChange={({ target }) => set("title", writeLocalized(part["title"], "zh", target.value))}
      />
      <Input
        size="small"
        lang="en"
        aria-label={texts.cell(texts.english, number)}
        placeholder="English"
        value={title.en}
        readOnly={readOnly}
        onChange={({ target }) => set("title", writeLocalized(part["title"], "en", target.value))}
      />
      <Select
        size="small"
        aria-label={texts.cell(texts.answerKind, number)}
        value={kind}
        disabled={readOnly}
        options={answer.kinds.map((value) => ({ value, label: texts.answerKinds[value] ?? value }))}
        onChange={(value: string) => set(answer.property, value)}
      />
      <Checkbox
        checked={part["isRequired"] === true}
        disabled={readOnly}
        onChange={({ target }) => set("isRequired", target.checked ? true : undefined)}
      >
        {texts.required}
      </Checkbox>
      {!readOnly && (
        <span className="author-option-actions">
          <Button size="small" type="text" aria-label={texts.moveRowUp(number)} onClick={() => onMove(-1)}>
            ↑
          </Button>
          <Button size="small" type="text" aria-label={texts.moveRowDown(number)} onClick={() => onMove(1)}>
            ↓
          </Button>
          <Button size="small" type="text" danger aria-label={texts.removeRow(number)} onClick={onRemove}>
            ×
          </Button>
        </span>
      )}
      {answer.property === "cellType" && withChoices.has(kind) && (
        <details className="author-part-choices">
          <summary>{texts.ownChoices(listAt(part, ["choices"]).length)}</summary>
          <OptionsField path={[...path, "choices"]} label={texts.choices} />
        </details>
      )}
    </div>
  );
}
