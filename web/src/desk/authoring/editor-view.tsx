import { Button, Segmented } from "antd";
import { useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { getAt } from "./edit/json-path.ts";
import { useAuthoringTexts, useEditor } from "./editor.ts";
import { FindingsPanel } from "./findings-panel.tsx";
import { goToField } from "./go-to-field.ts";
import { LivePreview } from "./live-preview.tsx";
import { NodeForm } from "./node-form.tsx";
import { OutlinePane } from "./outline-pane.tsx";
import { type Checked, findNode } from "./use-checked.ts";

type Pane = "outline" | "form" | "preview";

interface Props {
  readonly checked: Checked;
  readonly published: ReadonlySet<string>;
  readonly undo: () => void;
}

/** Outline, form and phone beside each other; on a narrow screen one of them at a time. */
export function EditorView({ checked, published, undo }: Props) {
  const { draft, chosen, choose } = useEditor();
  const texts = useAuthoringTexts();
  const [pane, setPane] = useState<Pane>("outline");
  const form = useRef<HTMLDivElement>(null);
  const [search, setSearch] = useSearchParams();
  const wanted = useRef<string | null>(null);
  const place = chosen?.join();
  const asked = search.get("at");
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once, when the address asks for it
  useEffect(() => {
    if (asked === null) return;
    go(asked);
    setSearch({ tab: "draft" }, { replace: true });
  }, [asked]);
  useEffect(() => {
    if (wanted.current !== null && form.current !== null) goToField(form.current, wanted.current);
    wanted.current = null;
  });
  const go = (path: string) => {
    wanted.current = path;
    setPane("form");
    choose(findNode(draft, path));
  };
  // what is new is written at once
  const added = () => {
    wanted.current = "";
    setPane("form");
  };
  const justRemoved = useRef(false);
  const [afterRemoval, setAfterRemoval] = useState<unknown>(null);
  useEffect(() => {
    if (justRemoved.current) setAfterRemoval(draft);
    justRemoved.current = false;
  }, [draft]);
  const removed = () => {
    justRemoved.current = true;
  };
  const name = chosen === null ? "" : String(getAt(draft, [...chosen, "name"]) ?? "");
  const page = chosen?.[1] === "pages" ? Number(chosen[2]) : 0;
  return (
    <>
      <FindingsPanel onGo={go} />
      {/* the offer to undo a removal stands until the next change */}
      <p className="author-offer" role="status">
        {afterRemoval === draft && (
          <>
            {texts.removed}
            <Button type="link" size="small" onClick={undo}>
              {texts.undo}
            </Button>
          </>
        )}
      </p>
      <Segmented<Pane>
        block
        className="author-panes"
        aria-label={texts.panes}
        value={pane}
        options={[
          { value: "outline", label: texts.outline },
          { value: "form", label: texts.form },
          { value: "preview", label: texts.preview },
        ]}
        onChange={setPane}
      />
      <div className="author-editor" data-pane={pane}>
        {/* on a narrow screen a chosen question opens its form */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: only follows the buttons inside */}
        <div
          className="author-pane outline"
          onClick={(event) => (event.target as Element).closest("ol button") && setPane("form")}
        >
          <OutlinePane onRemoved={removed} onAdded={added} />
        </div>
        <div ref={form} className="author-pane form" key={place ?? "settings"}>
          <NodeForm published={published} onRemoved={removed} />
        </div>
        <div className="author-pane preview">
          <LivePreview checked={checked} page={page} question={name} />
        </div>
      </div>
    </>
  );
}
