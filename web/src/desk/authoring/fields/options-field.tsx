import type { Json } from "@diaoyan/instruments";
import { Button, Input, Modal } from "antd";
import { useEffect, useRef, useState } from "react";
import {
  addOptions,
  changeCondition,
  changeOption,
  conditionOf,
  moveOption,
  nextCode,
  type OptionRow,
  readOption,
  readPastedOptions,
} from "../edit/edit-options.ts";
import { type JsonPath, listAt, sayPath, setAt } from "../edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { ConditionField } from "./condition-field.tsx";
import { Field } from "./field.tsx";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  readonly note?: string;
  /** Heading of the first column, the code by default. */
  readonly codeLabel?: string;
  /** Whether single options can be offered under a condition. */
  readonly conditional?: boolean;
}

/** A list of options as a table: code, Chinese, English; more can be pasted from a spreadsheet at once. */
export function OptionsField({ path, label, note, codeLabel, conditional = false }: Props) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const options = listAt(draft, path);
  const [asking, setAsking] = useState<number | null>(null);
  const missing = listAt(draft, ["missingCodes"]);
  const write = (next: readonly Json[], field?: string) => apply({ draft: setAt(draft, path, next), chosen }, field);
  const added = useRef<number | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const add = (fresh: readonly Json[]) => {
    const next = addOptions(options, fresh, missing);
    added.current = next.indexOf(fresh[0] ?? null);
    write(next);
  };
  const addRow = () => add([nextCode(options)]);
  // a new row is written at once
  useEffect(() => {
    const row = box.current?.querySelectorAll(".author-option:not(.head)")[added.current ?? -1];
    row?.querySelectorAll("input")[1]?.focus();
    added.current = null;
  });
  const change = (index: number, field: keyof OptionRow, typed: string) =>
    write(
      options.map((option, place) => (place === index ? changeOption(option, field, typed) : option)),
      `${sayPath(path)}[${index}] ${field}`,
    );
  return (
    <Field path={path} label={label} note={note} group>
      {() => (
        <>
          <div ref={box} className="author-options">
            <div className="author-option head" aria-hidden="true">
              <span>{codeLabel ?? texts.code}</span>
              <span>{texts.chinese}</span>
              <span>{texts.english}</span>
            </div>
            {options.map((option, index) => (
              <OptionLine
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place; codes change while they are typed
                key={index}
                row={readOption(option)}
                index={index}
                count={options.length}
                readOnly={readOnly}
                onChange={(field, typed) => change(index, field, typed)}
                onEnter={addRow}
                onMove={(step) => write(moveOption(options, index, step))}
                onRemove={() => write(options.filter((_, place) => place !== index))}
                {...(conditional ? { condition: conditionOf(option), onCondition: () => setAsking(index) } : {})}
              />
            ))}
          </div>
          {asking !== null && options[asking] !== undefined && (
            <OptionCondition
              path={[...path, asking]}
              option={options[asking]}
              onChange={(option, field) =>
                write(
                  options.map((other, place) => (place === asking ? option : other)),
                  field,
                )
              }
              onClose={() => setAsking(null)}
            />
          )}
          {!readOnly && (
            <div className="actions">
              <Button size="small" onClick={addRow}>
                {texts.addRow}
              </Button>
              <PasteButton first={nextCode(options)} onAdd={add} />
            </div>
          )}
        </>
      )}
    </Field>
  );
}

interface LineProps {
  readonly row: OptionRow;
  readonly index: number;
  readonly count: number;
  readonly readOnly: boolean;
  readonly onChange: (field: keyof OptionRow, typed: string) => void;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
  /** Enter in a text goes on with another row. */
  readonly onEnter: () => void;
  /** Given where a condition can be set: the present one, empty without. */
  readonly condition?: string;
  readonly onCondition?: () => void;
}

function OptionLine({
  row,
  index,
  count,
  readOnly,
  onChange,
  onMove,
  onRemove,
  onEnter,
  condition,
  onCondition,
}: LineProps) {
  const texts = useAuthoringTexts();
  const cell = (field: keyof OptionRow, label: string) => (
    <span>
      <Input
        size="small"
        aria-label={texts.cell(label, index + 1)}
        value={row[field]}
        readOnly={readOnly}
        {...(field === "en" ? { lang: "en" } : {})}
        {...(field === "value" || readOnly
          ? {}
          : { onPressEnter: (event) => !event.nativeEvent.isComposing && onEnter() })}
        onChange={({ target }) => onChange(field, target.value)}
      />
    </span>
  );
  return (
    <div className="author-option">
      {cell("value", texts.code)}
      {cell("zh", texts.chinese)}
      {cell("en", texts.english)}
      <span className="author-option-actions">
        {onCondition !== undefined && (!readOnly || condition !== "") && (
          <Button
            size="small"
            type={condition === "" ? "text" : "default"}
            aria-label={texts.rowCondition(index + 1)}
            title={texts.rowCondition(index + 1)}
            onClick={onCondition}
          >
            {texts.rowConditionMark}
          </Button>
        )}
        {!readOnly && (
          <>
            <Button
              size="small"
              type="text"
              disabled={index === 0}
              aria-label={texts.moveRowUp(index + 1)}
              onClick={() => onMove(-1)}
            >
              ↑
            </Button>
            <Button
              size="small"
              type="text"
              disabled={index === count - 1}
              aria-label={texts.moveRowDown(index + 1)}
              onClick={() => onMove(1)}
            >
              ↓
            </Button>
            <Button size="small" type="text" danger aria-label={texts.removeRow(index + 1)} onClick={onRemove}>
              ×
            </Button>
          </>
        )}
      </span>
    </div>
  );
}

interface ConditionProps {
  readonly path: JsonPath;
  readonly option: Json;
  readonly onChange: (option: Json, field?: string) => void;
  readonly onClose: () => void;
}

/** When one option is offered, by the same lines as the condition of a question. */
function OptionCondition({ path, option, onChange, onClose }: ConditionProps) {
  const texts = useAuthoringTexts();
  const { value, zh } = readOption(option);
  return (
    <Modal
      open
      width={680}
      title={texts.rowConditionTitle(zh || value)}
      onCancel={onClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {texts.done}
        </Button>
      }
    >
      <ConditionField
        path={[...path, "visibleIf"]}
        label={texts.visibleIf}
        note={texts.rowConditionNote}
        onWrite={(condition, field) => onChange(changeCondition(option, condition), field)}
      />
    </Modal>
  );
}

function PasteButton({ first, onAdd }: { readonly first: number; readonly onAdd: (options: readonly Json[]) => void }) {
  const texts = useAuthoringTexts();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const options = readPastedOptions(text, first);
  const take = () => {
    onAdd(options);
    setText("");
    setOpen(false);
  };
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {texts.pasteMany}
      </Button>
      <Modal
        open={open}
        title={texts.pasteMany}
        okText={texts.pasteTake(options.length)}
        okButtonProps={{ disabled: options.length === 0 }}
        onOk={take}
        onCancel={() => setOpen(false)}
      >
        <p className="note">{texts.pasteNote}</p>
        <Input.TextArea
          aria-label={texts.pasteMany}
          rows={8}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </Modal>
    </>
  );
}
