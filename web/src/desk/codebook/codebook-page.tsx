import { routes } from "@diaoyan/api/contract";
import type { Code, Codebook, CodeId } from "@diaoyan/instruments";
import { App, Button, Card, Empty, Input } from "antd";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { client, useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { mayCall, useStudy } from "../use-study.ts";
import { CodeForm } from "./code-form.tsx";
import { CodeList } from "./code-list.tsx";
import { changeCode, childrenOf, newCode, removeCode } from "./edit-codebook.ts";
import { ReorganiseActions } from "./reorganise.tsx";

interface EditorProps {
  readonly stored: Codebook;
  readonly revision: number;
  readonly counts: Readonly<Record<string, number>>;
}

/** The codebook being edited: kept on the device until the server has it. */
function useEditedCodebook(stored: Codebook, revision: number) {
  const { id } = useStudy();
  const kept = useKeptDraft<Codebook>(`codebook ${id}`);
  const [codebook, setCodebook] = useState(kept.restored?.value ?? stored);
  const [discarded, setDiscarded] = useState(0);
  const latest = useRef(codebook);
  // the revision that is edited, also by a draft of an earlier visit
  const base = useRef(typeof kept.restored?.base === "number" ? kept.restored.base : revision);
  const save = useAction(routes.saveCodebook);
  const show = (value: Codebook) => {
    latest.current = value;
    setCodebook(value);
  };
  const { dirty } = kept;
  // what stands on the server (the page may have begun with an older answer) is shown while nothing is edited here
  useEffect(() => {
    if (dirty || revision <= base.current) return;
    base.current = revision;
    latest.current = stored;
    setCodebook(stored);
    setDiscarded((times) => times + 1);
  }, [dirty, revision, stored]);
  const change = (value: Codebook) => {
    show(value);
    kept.keep(value, base.current);
  };
  const store = async () => {
    const sent = latest.current;
    const body = { codebook: sent as never, revision: base.current };
    base.current = (await save.mutateAsync({ params: { study: id }, body })).revision;
    if (latest.current === sent) kept.forget();
  };
  const discard = async () => {
    const answer = await client.call(routes.getCodebook, { params: { study: id } });
    kept.forget();
    save.reset();
    base.current = answer.revision;
    show(answer.codebook as unknown as Codebook);
    setDiscarded(discarded + 1);
  };
  const overwrite = async () => {
    base.current = (await client.call(routes.getCodebook, { params: { study: id } })).revision;
    await store();
  };
  return { codebook, discarded, kept, save, change, store, discard, overwrite };
}

/** What can be done with the chosen code; a code in use, or with others below it, cannot be deleted. */
function CodeActions(props: {
  readonly count: number;
  readonly hasChildren: boolean;
  readonly onAdd: () => void;
  readonly onRemove: () => void;
  readonly children: ReactNode;
}) {
  const { children, count, hasChildren, onAdd, onRemove } = props;
  const texts = useTexts().codebook;
  const reason = count > 0 ? texts.inUse(count) : hasChildren ? texts.hasChildren : null;
  return (
    <div className="actions">
      <Button onClick={onAdd}>{texts.addChild}</Button>
      {children}
      <Button danger disabled={reason !== null} onClick={onRemove}>
        {texts.remove}
      </Button>
      {reason !== null && <span className="note">{reason}</span>}
    </div>
  );
}

function CodebookEditor({ stored, revision, counts }: EditorProps) {
  const texts = useTexts();
  const { role } = useStudy();
  const { message } = App.useApp();
  const { codebook, discarded, kept, save, change, store, discard, overwrite } = useEditedCodebook(stored, revision);
  const [chosen, setChosen] = useState<CodeId | null>(codebook.codes[0]?.id ?? null);
  const code = codebook.codes.find(({ id }) => id === chosen);
  const edits = mayCall(role, routes.saveCodebook);
  const form = useRef<HTMLDivElement>(null);
  /** On a phone the code's form stands below the list: it is brought into sight. */
  const choose = (id: CodeId) => {
    setChosen(id);
    const top = form.current?.getBoundingClientRect().top ?? 0;
    if (top > innerHeight * 0.8) form.current?.scrollIntoView({ block: "start" });
  };
  const add = (parent: Code | null) => {
    const added = newCode(codebook, parent, texts.codebook.newName);
    change({ ...codebook, codes: [...codebook.codes, added] });
    setChosen(added.id);
  };
  const submit = async () => {
    await store();
    void message.success(texts.saved);
  };
  return (
    <>
      <PageHead
        title={texts.menu.codebook}
        note={texts.codebook.edition(stored.version) + (edits ? texts.codebook.note : "")}
        sticky
      >
        {kept.dirty && <span className="note">{texts.kept.unsaved}</span>}
        {edits && (
          <>
            <Button onClick={() => add(null)}>{texts.codebook.add}</Button>
            <Button type="primary" loading={save.isPending} onClick={() => void submit().catch(() => undefined)}>
              {texts.save}
            </Button>
          </>
        )}
      </PageHead>
      <EditNotes restored={kept.restored} error={save.error} onDiscard={discard} onOverwrite={overwrite} />
      <div className="beside codebook-editor">
        <Card size="small">
          <CodeList codebook={codebook} counts={counts} chosen={chosen} onChoose={choose} />
        </Card>
        <div className="stack" ref={form}>
          <Card size="small" title={code && `${code.number} ${code.name}`}>
            {code === undefined ? (
              <Empty description={codebook.codes.length === 0 ? texts.codebook.empty : texts.codebook.choose} />
            ) : (
              <>
                {edits && (
                  <CodeActions
                    count={counts[code.id] ?? 0}
                    hasChildren={childrenOf(codebook, code.id).length > 0}
                    onAdd={() => add(code)}
                    onRemove={() => change(removeCode(codebook, code.id))}
                  >
                    <ReorganiseActions
                      key={code.id}
                      code={code}
                      codebook={codebook}
                      revision={revision}
                      dirty={kept.dirty}
                      onDone={() => void discard()}
                    />
                  </CodeActions>
                )}
                <CodeForm
                  key={`${code.id} ${discarded}`}
                  code={code}
                  numbers={new Set(codebook.codes.map(({ number }) => number))}
                  readOnly={!edits}
                  onChange={(changed) => change(changeCode(codebook, changed))}
                />
              </>
            )}
          </Card>
          {edits && (
            <Card size="small" title={texts.codebook.version}>
              <p className="note">{texts.codebook.versionNote}</p>
              <Input
                aria-label={texts.codebook.version}
                maxLength={40}
                value={codebook.version}
                onChange={(event) => change({ ...codebook, version: event.target.value })}
              />
            </Card>
          )}
        </div>
      </div>
    </>
  );
}

/** The codebook of a study: what each code means, how often it is used, the words that suggest it. */
export function CodebookPage() {
  const { id } = useStudy();
  const query = useRoute(routes.getCodebook, { params: { study: id } });
  return (
    <QueryView query={query}>
      {({ codebook, counts, revision }) => (
        <CodebookEditor stored={codebook as unknown as Codebook} revision={revision} counts={counts} />
      )}
    </QueryView>
  );
}
