import type { Json } from "@diaoyan/instruments";
import { Switch } from "antd";
import { readOption } from "../edit/edit-options.ts";
import { getAt, type JsonPath, listAt, setAt } from "../edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "../editor.ts";
import { SwitchField } from "./plain-fields.tsx";

/** The choices nearly every list needs: 其他, 以上都不是 and 不清楚 with the missing code of the questionnaire. */
export function SpecialChoices({ path, list = "choices" }: { readonly path: JsonPath; readonly list?: string }) {
  const texts = useAuthoringTexts();
  return (
    <div className="author-switches">
      {list === "choices" && (
        <>
          <SwitchField path={[...path, "showOtherItem"]} alias="hasOther" label={texts.withOther} />
          <SwitchField path={[...path, "showNoneItem"]} alias="hasNone" label={texts.withNone} />
        </>
      )}
      <UnclearSwitch path={[...path, list]} />
    </div>
  );
}

function UnclearSwitch({ path }: { readonly path: JsonPath }) {
  const { draft, chosen, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  const codes = listAt(draft, ["missingCodes"]);
  const code = codes.includes(99) || codes.length === 0 ? 99 : (codes[0] as number);
  const options = listAt(draft, path);
  const stands = options.some((option) => readOption(option).value === String(code));
  const change = (on: boolean) => {
    const text: Json = { "zh-cn": texts.unclearZh, en: "Not sure" };
    const next = on
      ? [...options, { value: code, text }]
      : options.filter((option) => readOption(option).value !== String(code));
    const declared = on && !codes.includes(code) ? setAt(draft, ["missingCodes"], [...codes, code]) : draft;
    apply({ draft: setAt(declared, path, next), chosen });
  };
  return (
    <div className="author-field">
      <span className="author-label">{texts.withUnclear(code)}</span>
      <Switch
        aria-label={texts.withUnclear(code)}
        checked={stands}
        disabled={readOnly || getAt(draft, path) === undefined}
        onChange={change}
      />
    </div>
  );
}
