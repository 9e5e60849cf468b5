import { Alert, Empty, Select } from "antd";
import { getAt, isObject, type JsonObject, type JsonPath, sayPath, setAt } from "./edit/json-path.ts";
import { listOutline } from "./edit/outline.ts";
import { changeKind, kindOfNode, type QuestionKind, relatedKinds } from "./edit/question-types.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { ConditionField } from "./fields/condition-field.tsx";
import { Field } from "./fields/field.tsx";
import { FindingLine } from "./fields/finding-line.tsx";
import { NameField } from "./fields/name-field.tsx";
import { SwitchField } from "./fields/plain-fields.tsx";
import { TextPairField } from "./fields/text-fields.tsx";
import { ValidatorsField } from "./fields/validators-field.tsx";
import { NodeActions } from "./node-actions.tsx";
import { SettingsForm } from "./settings-form.tsx";
import { TypeFields, typeProperties } from "./type-fields.tsx";

interface Props {
  /** Names of questions that are published: renaming one starts a new variable. */
  readonly published: ReadonlySet<string>;
  readonly onRemoved: () => void;
}

const plain = new Set([
  "type",
  "name",
  "title",
  "description",
  "isRequired",
  "visibleIf",
  "requiredIf",
  "enableIf",
  "validators",
  "elements",
]);
const unasked = new Set<QuestionKind | null>(["html", "image", "panel"]);

/** The form of what is chosen: the questionnaire itself, a page, a panel or a question. */
export function NodeForm({ published, onRemoved }: Props) {
  const { draft, chosen } = useEditor();
  const texts = useAuthoringTexts();
  if (chosen === null) return <SettingsForm />;
  const node = getAt(draft, chosen);
  const line = listOutline(draft).find(({ path }) => path.join() === chosen.join());
  if (!isObject(node) || line === undefined) return <Empty description={texts.chooseFirst} />;
  const kind = line.kind === "page" ? "page" : kindOfNode(node);
  const kindName = kind === null ? texts.unknownKind(String(node["type"])) : texts.kinds[kind];
  return (
    <section aria-label={texts.formOf(line.name)}>
      <header className="author-form-head">
        <h2>{line.number === null ? kindName : `${texts.questionNumber(line.number)} · ${kindName}`}</h2>
        <NodeActions path={chosen} onRemoved={onRemoved} />
      </header>
      <OwnFindings path={chosen} />
      {kind === "page" ? (
        <PageFields path={chosen} published={published} />
      ) : (
        <QuestionFields key={sayPath(chosen)} node={node} path={chosen} published={published} />
      )}
    </section>
  );
}

/** Findings about the thing as a whole; those about a field stand beside it. */
function OwnFindings({ path }: { readonly path: JsonPath }) {
  const { findings } = useEditor();
  const place = sayPath(path);
  return findings
    .filter(({ path: at }) => at === place)
    .map((finding) => <FindingLine key={`${finding.code} ${finding.message}`} finding={finding} />);
}

function PageFields({ path, published }: { readonly path: JsonPath; readonly published: ReadonlySet<string> }) {
  const texts = useAuthoringTexts();
  return (
    <>
      <TextPairField path={[...path, "title"]} label={texts.pageTitle} />
      <TextPairField path={[...path, "description"]} label={texts.description} />
      <ConditionField path={[...path, "visibleIf"]} label={texts.visibleIf} note={texts.visibleIfNote} />
      <NameField path={path} published={published} />
    </>
  );
}

interface FieldsProps {
  readonly node: JsonObject;
  readonly path: JsonPath;
  readonly published: ReadonlySet<string>;
}

function QuestionFields({ node, path, published }: FieldsProps) {
  const texts = useAuthoringTexts();
  const kind = kindOfNode(node);
  const asks = !unasked.has(kind) && kind !== "expression";
  const known = new Set([...plain, ...typeProperties(kind)]);
  const kept = Object.keys(node).filter((property) => !known.has(property));
  return (
    <>
      {kind !== "html" && kind !== "image" && (
        <TextPairField path={[...path, "title"]} label={kind === "panel" ? texts.pageTitle : texts.title} />
      )}
      {kind !== "html" && kind !== "image" && (
        <TextPairField path={[...path, "description"]} label={texts.description} />
      )}
      {kind !== null && relatedKinds(kind).length > 1 && <KindField node={node} path={path} kind={kind} />}
      {asks && <SwitchField path={[...path, "isRequired"]} label={texts.required} />}
      <TypeFields kind={kind} path={path} />
      <ConditionField path={[...path, "visibleIf"]} label={texts.visibleIf} note={texts.visibleIfNote} />
      <details className="author-more">
        <summary>{texts.more}</summary>
        <NameField path={path} published={published} />
        {asks && (
          <>
            <ConditionField path={[...path, "requiredIf"]} label={texts.requiredIf} note={texts.requiredIfNote} />
            <ConditionField path={[...path, "enableIf"]} label={texts.enableIf} note={texts.enableIfNote} />
            <ValidatorsField path={[...path, "validators"]} />
          </>
        )}
        {kept.length > 0 && <Alert type="info" showIcon title={texts.keptProperties(kept.join("、"))} />}
      </details>
    </>
  );
}

function KindField({
  node,
  path,
  kind,
}: {
  readonly node: JsonObject;
  readonly path: JsonPath;
  readonly kind: QuestionKind;
}) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  return (
    <Field path={[...path, "type"]} label={texts.kind}>
      {(id) => (
        <Select
          id={id}
          value={kind}
          disabled={readOnly}
          options={relatedKinds(kind).map((value) => ({ value, label: texts.kinds[value] }))}
          onChange={(next: QuestionKind) => apply({ draft: setAt(draft, path, changeKind(node, next)), chosen })}
        />
      )}
    </Field>
  );
}
