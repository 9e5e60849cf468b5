import type { JsonPath } from "./edit/json-path.ts";
import type { QuestionKind } from "./edit/question-types.ts";
import { useAuthoringTexts } from "./editor.ts";
import { OptionsField } from "./fields/options-field.tsx";
import { PartsField } from "./fields/parts-field.tsx";
import { NumberField, SelectField, SwitchField } from "./fields/plain-fields.tsx";
import { SpecialChoices } from "./fields/special-choices.tsx";
import { LineField, TextPairField } from "./fields/text-fields.tsx";

const choices = ["choices", "showOtherItem", "showNoneItem", "hasOther", "hasNone"];
const table = ["columns", "choices"];

const properties: Readonly<Partial<Record<QuestionKind, readonly string[]>>> = {
  radiogroup: [...choices, "choicesOrder"],
  checkbox: [...choices, "choicesOrder", "minSelectedChoices", "maxSelectedChoices"],
  dropdown: [...choices, "choicesOrder", "placeholder"],
  tagbox: [...choices, "choicesOrder", "minSelectedChoices", "maxSelectedChoices"],
  ranking: ["choices"],
  rating: ["rateMin", "rateMax", "rateValues", "minRateDescription", "maxRateDescription"],
  matrix: ["rows", "columns", "eachRowRequired", "isAllRowRequired"],
  boolean: ["labelTrue", "labelFalse"],
  text: ["inputType", "maxLength", "placeholder"],
  number: ["inputType", "min", "max", "placeholder"],
  date: ["inputType", "min", "max"],
  comment: ["rows", "maxLength", "placeholder"],
  multipletext: ["items"],
  matrixdropdown: [...table, "rows"],
  matrixdynamic: [...table, "minRowCount", "maxRowCount", "rowCount", "addRowText"],
  paneldynamic: ["templateElements", "templateTitle", "minPanelCount", "maxPanelCount", "panelCount", "addPanelText"],
  html: ["html"],
  image: ["imageLink", "altText"],
  expression: ["expression"],
};

/** Properties the form of a kind shows; all others are kept as they are. */
export function typeProperties(kind: QuestionKind | null): readonly string[] {
  return (kind && properties[kind]) ?? [];
}

const cellKinds = ["dropdown", "text", "comment", "radiogroup", "checkbox", "boolean", "rating"] as const;
const lineKinds = ["text", "number", "date", "email", "tel"] as const;

interface Props {
  readonly kind: QuestionKind | null;
  readonly path: JsonPath;
}

/** The fields that belong to one kind of question. */
export function TypeFields({ kind, path }: Props) {
  const texts = useAuthoringTexts();
  const number = (name: string, least = 0) => (
    <NumberField path={[...path, name]} label={texts.limits[name] ?? name} least={least} />
  );
  switch (kind) {
    case "radiogroup":
    case "dropdown":
    case "checkbox":
    case "tagbox":
      return <ChoiceFields path={path} several={kind === "checkbox" || kind === "tagbox"} />;
    case "ranking":
      return <OptionsField path={[...path, "choices"]} label={texts.choices} conditional />;
    case "rating":
      return <RatingFields path={path} />;
    case "matrix":
      return (
        <>
          <OptionsField
            path={[...path, "rows"]}
            label={texts.matrixRows}
            codeLabel={texts.codeName}
            note={texts.matrixRowsNote}
            conditional
          />
          <OptionsField path={[...path, "columns"]} label={texts.matrixColumns} />
          <SpecialChoices path={path} list="columns" />
          <SwitchField path={[...path, "eachRowRequired"]} alias="isAllRowRequired" label={texts.eachRowRequired} />
        </>
      );
    case "boolean":
      return (
        <>
          <TextPairField path={[...path, "labelTrue"]} label={texts.labelTrue} />
          <TextPairField path={[...path, "labelFalse"]} label={texts.labelFalse} />
        </>
      );
    case "text":
      return (
        <>
          <SelectField
            path={[...path, "inputType"]}
            label={texts.inputType}
            fallback="text"
            options={["text", "email", "tel", "url", "month", "time"].map((value) => ({
              value,
              label: texts.answerKinds[value] ?? value,
            }))}
          />
          {number("maxLength", 1)}
          <TextPairField path={[...path, "placeholder"]} label={texts.placeholder} />
        </>
      );
    case "comment":
      return (
        <>
          {number("rows", 1)}
          {number("maxLength", 1)}
          <TextPairField path={[...path, "placeholder"]} label={texts.placeholder} />
        </>
      );
    case "number":
      return (
        <div className="author-switches">
          <NumberField path={[...path, "min"]} label={texts.least} />
          <NumberField path={[...path, "max"]} label={texts.most} />
        </div>
      );
    case "date":
      return (
        <div className="author-switches">
          <LineField path={[...path, "min"]} label={texts.earliest} note={texts.dateNote} />
          <LineField path={[...path, "max"]} label={texts.latest} />
        </div>
      );
    case "multipletext":
      return (
        <PartsField
          path={[...path, "items"]}
          label={texts.items}
          answer={{ property: "inputType", kinds: lineKinds }}
        />
      );
    case "matrixdropdown":
    case "matrixdynamic":
      return (
        <>
          <PartsField
            path={[...path, "columns"]}
            label={texts.tableColumns}
            answer={{ property: "cellType", kinds: cellKinds }}
          />
          <OptionsField path={[...path, "choices"]} label={texts.sharedChoices} />
          {kind === "matrixdropdown" ? (
            <OptionsField
              path={[...path, "rows"]}
              label={texts.matrixRows}
              codeLabel={texts.codeName}
              note={texts.matrixRowsNote}
              conditional
            />
          ) : (
            <div className="author-switches">
              {number("rowCount")}
              {number("minRowCount")}
              {number("maxRowCount", 1)}
            </div>
          )}
        </>
      );
    case "paneldynamic":
      return (
        <>
          <p className="note">{texts.panelNote}</p>
          <TextPairField path={[...path, "templateTitle"]} label={texts.templateTitle} />
          <div className="author-switches">
            {number("panelCount")}
            {number("minPanelCount")}
            {number("maxPanelCount", 1)}
          </div>
        </>
      );
    case "html":
      return <TextPairField path={[...path, "html"]} label={texts.staticText} note={texts.staticNote} rows={4} />;
    case "image":
      return (
        <>
          <LineField path={[...path, "imageLink"]} label={texts.imageLink} note={texts.imageNote} />
          <TextPairField path={[...path, "altText"]} label={texts.altText} />
        </>
      );
    case "expression":
      return <LineField path={[...path, "expression"]} label={texts.formula} note={texts.formulaNote} />;
    default:
      return null;
  }
}

function ChoiceFields({ path, several }: { readonly path: JsonPath; readonly several: boolean }) {
  const texts = useAuthoringTexts();
  return (
    <>
      <OptionsField path={[...path, "choices"]} label={texts.choices} conditional />
      <SpecialChoices path={path} />
      {several && (
        <div className="author-switches">
          <NumberField
            path={[...path, "minSelectedChoices"]}
            label={texts.limits["minSelectedChoices"] ?? ""}
            least={0}
          />
          <NumberField
            path={[...path, "maxSelectedChoices"]}
            label={texts.limits["maxSelectedChoices"] ?? ""}
            least={0}
          />
        </div>
      )}
      <SelectField
        path={[...path, "choicesOrder"]}
        label={texts.choicesOrder}
        fallback="none"
        options={["none", "random", "asc", "desc"].map((value) => ({ value, label: texts.orders[value] ?? value }))}
      />
    </>
  );
}

function RatingFields({ path }: { readonly path: JsonPath }) {
  const texts = useAuthoringTexts();
  return (
    <>
      <div className="author-switches">
        <NumberField path={[...path, "rateMin"]} label={texts.least} note={texts.rateNote} />
        <NumberField path={[...path, "rateMax"]} label={texts.most} />
      </div>
      <TextPairField path={[...path, "minRateDescription"]} label={texts.minAnchor} />
      <TextPairField path={[...path, "maxRateDescription"]} label={texts.maxAnchor} />
      <OptionsField path={[...path, "rateValues"]} label={texts.rateValues} note={texts.rateValuesNote} />
    </>
  );
}
