import { sayCondition } from "@diaoyan/instruments";
import { Alert, Button, Input, Segmented } from "antd";
import { type Rule, type RuleSet, readCondition, tryParse, writeCondition } from "../edit/condition.ts";
import { getAt, type JsonPath, sayPath, setAt } from "../edit/json-path.ts";
import { listOutline } from "../edit/outline.ts";
import { listReferences, operatorsOf, type Reference } from "../edit/references.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { Field } from "./field.tsx";
import { RuleLine } from "./rule-line.tsx";

interface Props {
  readonly path: JsonPath;
  readonly label: string;
  readonly note: string;
  /** Writes the expression where the path alone does not do; empty takes it away. */
  readonly onWrite?: (expression: string, field?: string) => void;
}

/** A first rule to start from: the nearest question before, with the first value it offers. */
function startRule(references: readonly Reference[]): Rule | undefined {
  const nearest = references.at(-1);
  const operator = nearest && operatorsOf(nearest.kind)[0];
  if (nearest === undefined || operator === undefined) return undefined;
  return { reference: nearest.reference, operator, values: [nearest.options[0]?.value ?? ""] };
}

/** A condition as lines of question, comparison and value; its expression stands beside it and can be edited as such. */
export function ConditionField({ path, label, note, onWrite }: Props) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const text = String(getAt(draft, path) ?? "");
  const references = listReferences(draft, chosen);
  const rules = readCondition(text);
  const store = (next: string, field?: string) =>
    apply({ draft: setAt(draft, path, next.trim() === "" ? undefined : next), chosen }, field);
  const write = onWrite ?? store;
  const writeRules = (next: RuleSet, field?: string) => write(writeCondition(next), field);
  const start = startRule(references);
  return (
    <Field path={path} label={label} note={note} group>
      {(id) => (
        <div className="author-condition">
          {rules === null ? (
            <Alert
              type={tryParse(text) === null ? "error" : "info"}
              showIcon
              title={tryParse(text) === null ? texts.conditionBroken : texts.conditionBeyond}
            />
          ) : (
            <>
              {rules.rules.length > 1 && (
                <Segmented<"and" | "or">
                  size="small"
                  value={rules.join}
                  disabled={readOnly}
                  options={[
                    { value: "and", label: texts.joinAnd },
                    { value: "or", label: texts.joinOr },
                  ]}
                  onChange={(join) => writeRules({ ...rules, join })}
                />
              )}
              {rules.rules.map((rule, index) => (
                <RuleLine
                  // biome-ignore lint/suspicious/noArrayIndexKey: a rule is its place
                  key={index}
                  rule={rule}
                  number={index + 1}
                  references={references}
                  onChange={(next) =>
                    writeRules(
                      { ...rules, rules: rules.rules.map((other, place) => (place === index ? next : other)) },
                      `${sayPath(path)} ${index}`,
                    )
                  }
                  onRemove={() => writeRules({ ...rules, rules: rules.rules.filter((_, place) => place !== index) })}
                />
              ))}
              {!readOnly &&
                (start === undefined ? (
                  <p className="note">{texts.nothingBefore}</p>
                ) : (
                  <Button size="small" onClick={() => writeRules({ ...rules, rules: [...rules.rules, start] })}>
                    {texts.addRule}
                  </Button>
                ))}
            </>
          )}
          <details open={rules === null}>
            <summary>{texts.expressionOf}</summary>
            <Input.TextArea
              aria-labelledby={id}
              className="code-area"
              autoSize={{ minRows: 1, maxRows: 6 }}
              spellCheck={false}
              readOnly={readOnly}
              value={text}
              onChange={({ target }) => write(target.value, sayPath(path))}
            />
          </details>
          <Words text={text} />
        </div>
      )}
    </Field>
  );
}

/** The condition in Chinese words, as the paper form says it. */
function Words({ text }: { readonly text: string }) {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const parsed = text.trim() === "" ? null : tryParse(text);
  if (parsed === null) return null;
  const numbers = new Map(listOutline(draft).flatMap(({ name, number }) => (number === null ? [] : [[name, number]])));
  const said = sayCondition(parsed, (name) => (numbers.has(name) ? `第${numbers.get(name)}题` : undefined));
  return said === undefined ? null : (
    <p className="note" lang="zh-CN">
      {texts.inWords(said)}
    </p>
  );
}
