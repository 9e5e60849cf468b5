import { Select } from "antd";
import { CalculatedForm } from "./calculated-form.tsx";
import { ChecksForm } from "./checks-form.tsx";
import { ConstructsForm } from "./constructs-form.tsx";
import { ContradictionsForm } from "./contradictions-form.tsx";
import { DeriveForm } from "./derive-form.tsx";
import { readCode } from "./edit/edit-options.ts";
import { listAt } from "./edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { NumberField, SelectField, useValue } from "./fields/plain-fields.tsx";
import { TextPairField } from "./fields/text-fields.tsx";
import { PairsForm } from "./pairs-form.tsx";
import { SplitForm } from "./split-form.tsx";

const codes = ["missingCodes"];

/** What is said of the questionnaire as a whole. */
export function SettingsForm() {
  const texts = useAuthoringTexts();
  return (
    <section aria-label={texts.settings}>
      <header className="author-form-head">
        <h2>{texts.settings}</h2>
      </header>
      <TextPairField path={["title"]} label={texts.questionnaireTitle} form="study" />
      <TextPairField path={["purpose"]} label={texts.purpose} note={texts.purposeNote} form="study" rows={2} />
      <div className="author-switches">
        <NumberField path={["minutes"]} label={texts.minutes} least={1} />
        <SelectField
          path={["form"]}
          label={texts.formLength}
          options={[
            { value: "short", label: texts.short },
            { value: "full", label: texts.full },
          ]}
        />
      </div>
      <MissingCodes />
      <ConstructsForm />
      <ChecksForm />
      <SplitForm />
      <CalculatedForm />
      <DeriveForm />
      <PairsForm />
      <ContradictionsForm />
    </section>
  );
}

function MissingCodes() {
  const texts = useAuthoringTexts();
  const { draft } = useEditor();
  const { write, readOnly } = useValue(codes);
  const take = (typed: readonly string[]) => write(typed.map(readCode).filter((code) => typeof code === "number"));
  return (
    <Field path={codes} label={texts.missingCodes} note={texts.missingCodesNote}>
      {(id) => (
        <Select
          id={id}
          mode="tags"
          open={false}
          suffixIcon={null}
          value={listAt(draft, codes).map(String)}
          disabled={readOnly}
          onChange={take}
        />
      )}
    </Field>
  );
}
