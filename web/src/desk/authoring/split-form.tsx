import { Button, Select } from "antd";
import { isObject, type JsonPath, listAt, setAt } from "./edit/json-path.ts";
import { addModule, listCoreItems, listPages, startSplit } from "./edit/split-plan.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { Field } from "./fields/field.tsx";
import { NumberField, useValue } from "./fields/plain-fields.tsx";
import { LineField, TextPairField } from "./fields/text-fields.tsx";

const path = ["split"];
const modulesPath = ["split", "modules"];

/** Which pages form modules, how many of them each respondent is asked, and what everybody is asked all the same. */
export function SplitForm() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { value, write, readOnly } = useValue(path);
  const start = startSplit(draft);
  if (value === undefined) {
    return (
      <Field path={path} label={texts.split} note={start === null ? texts.splitNeedsPages : texts.splitNote} group>
        {() =>
          !readOnly && (
            <Button size="small" disabled={start === null} onClick={() => start !== null && write(start)}>
              {texts.startSplit}
            </Button>
          )
        }
      </Field>
    );
  }
  return (
    <Field path={path} label={texts.split} note={texts.splitNote} group entries>
      {() => (
        <>
          <div className="author-switches">
            <NumberField
              path={[...path, "draw"]}
              label={texts.splitDraw}
              note={texts.splitDrawOf(listAt(draft, modulesPath).length)}
              least={1}
            />
            <NumberField path={[...path, "minutes"]} label={texts.splitMinutes} least={1} />
          </div>
          <CommonPages />
          <Modules />
          <CoreItems />
          <TextPairField path={[...path, "title"]} label={texts.splitTitle} form="study" optional />
          {!readOnly && (
            <Button size="small" danger onClick={() => write(undefined)}>
              {texts.dropSplit}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

/** The pages no module has: everybody is asked them. */
function CommonPages() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const common = listPages(draft).filter(({ module }) => module === null);
  return <p className="note">{texts.commonPages(common.map(({ title }) => title))}</p>;
}

function Modules() {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { write, readOnly } = useValue(modulesPath);
  const modules = listAt(draft, modulesPath);
  return (
    <Field path={modulesPath} label={texts.modules} group entries>
      {() => (
        <>
          {modules.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a module is its place; ids change while they are typed
            <div key={index} className="author-validator" data-path={`split.modules[${index}]`}>
              <div className="actions">
                <strong>{texts.moduleNumber(index + 1)}</strong>
                {!readOnly && (
                  <Button size="small" danger onClick={() => write(modules.filter((_one, place) => place !== index))}>
                    {texts.remove}
                  </Button>
                )}
              </div>
              <TextPairField path={[...modulesPath, index, "label"]} label={texts.moduleLabel} form="study" />
              <ModulePages at={[...modulesPath, index, "pages"]} own={index} />
              <LineField path={[...modulesPath, index, "id"]} label={texts.codeName} note={texts.moduleIdNote} />
            </div>
          ))}
          {!readOnly && (
            <Button size="small" onClick={() => write(addModule(modules))}>
              {texts.addModule}
            </Button>
          )}
        </>
      )}
    </Field>
  );
}

/** The pages of a module; those of another are named as such and cannot be taken twice. */
function ModulePages({ at, own }: { readonly at: JsonPath; readonly own: number }) {
  const { draft } = useEditor();
  const texts = useAuthoringTexts();
  const { write, readOnly } = useValue(at);
  const chosen = listAt(draft, at).map(String);
  const options = listPages(draft).map(({ name, title, module }) => {
    const taken = module !== null && module !== own;
    return { value: name, label: taken ? texts.pageTaken(title, module + 1) : title, disabled: taken };
  });
  return (
    <Field path={at} label={texts.modulePages}>
      {(id, status) => (
        <Select
          id={id}
          mode="multiple"
          value={chosen}
          options={options}
          status={status}
          disabled={readOnly}
          onChange={(next: string[]) => write(next)}
        />
      )}
    </Field>
  );
}

function CoreItems() {
  const { draft, chosen, apply } = useEditor();
  const texts = useAuthoringTexts();
  const at = [...path, "core"];
  const { readOnly } = useValue(at);
  const plan = isObject(draft["split"]) ? draft["split"] : {};
  return (
    <Field path={at} label={texts.coreItems} note={texts.coreItemsNote}>
      {(id, status) => (
        <Select
          id={id}
          mode="multiple"
          showSearch={{ optionFilterProp: "label" }}
          value={listAt(plan, ["core"]).map(String)}
          options={[...listCoreItems(draft)]}
          status={status}
          disabled={readOnly}
          onChange={(next: string[]) => apply({ draft: setAt(draft, at, next), chosen })}
        />
      )}
    </Field>
  );
}
