import { Button, Select, Space } from "antd";
import { duplicateNode, listTargets, moveNode, moveTo, removeNode } from "./edit/edit-outline.ts";
import { getAt, type JsonPath, listAt } from "./edit/json-path.ts";
import { readLocalized } from "./edit/localized.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";

/** What can be done with a page, panel or question as a whole. */
export function NodeActions({ path, onRemoved }: { readonly path: JsonPath; readonly onRemoved: () => void }) {
  const { draft, readOnly, apply } = useEditor();
  const texts = useAuthoringTexts();
  if (readOnly) return null;
  const targets = listTargets(draft, path).map((list) => {
    const holder = list.slice(0, -1);
    const name = String(getAt(draft, [...holder, "name"]) ?? "");
    return { list, label: readLocalized(getAt(draft, [...holder, "title"])).zh || name };
  });
  const remove = () => {
    apply(removeNode(draft, path));
    onRemoved();
  };
  return (
    <Space wrap size={4}>
      <Button size="small" aria-label={texts.moveUp} onClick={() => apply(moveNode(draft, path, -1))}>
        ↑
      </Button>
      <Button size="small" aria-label={texts.moveDown} onClick={() => apply(moveNode(draft, path, 1))}>
        ↓
      </Button>
      {targets.length > 1 && (
        <Select<number | null>
          size="small"
          value={null}
          className="author-move"
          aria-label={texts.moveTo}
          placeholder={texts.moveTo}
          popupMatchSelectWidth={false}
          options={targets.map(({ label }, value) => ({ value, label }))}
          onChange={(at) => {
            const list = targets[at ?? -1]?.list;
            if (list !== undefined) apply(moveTo(draft, path, list, listAt(draft, list).length));
          }}
        />
      )}
      <Button size="small" onClick={() => apply(duplicateNode(draft, path))}>
        {texts.duplicate}
      </Button>
      <Button size="small" danger onClick={remove}>
        {texts.remove}
      </Button>
    </Space>
  );
}
