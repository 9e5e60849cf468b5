import { routes } from "@diaoyan/api/contract";
import { Alert, App, Button, Card, Input, Tag } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useEffect, useRef, useState } from "react";
import { useParams } from "react-router";
import { client, problemOf, useAction, useRoute } from "../api.ts";
import { reportTitle } from "../report-title.ts";
import { CollectedCases, collectedKind } from "../reports/collected-cases.tsx";
import { MergeCard } from "../reports/merge-card.tsx";
import { OpenTexts, readOpenTexts } from "../reports/open-texts.tsx";
import { useLanguage, useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { saveFile } from "../ui/save-file.ts";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { useOneAtATime } from "../ui/use-one-at-a-time.ts";
import { mayCall, useStudy } from "../use-study.ts";

interface Build {
  readonly id: string;
  readonly at: string;
  readonly mode: string;
  readonly file: string;
  readonly sha256: string;
  readonly placeholders: number;
}

/** Files that were built, newest first, to be downloaded. */
function Builds({ outline, builds }: { readonly outline: string; readonly builds: readonly Build[] }) {
  const texts = useTexts();
  const { id } = useStudy();
  const [error, setError] = useState<unknown>(null);
  const download = async ({ id: build, file }: Build) => {
    try {
      const answer = await client.call(routes.downloadBuild, { params: { study: id, outline, build, file } });
      saveFile(file, await answer.blob());
    } catch (refused) {
      setError(refused);
    }
  };
  const columns = [
    { title: texts.reports.at, render: (_: unknown, row: Build) => texts.moment(row.at) },
    {
      title: texts.reports.mode,
      render: (_: unknown, row: Build) => (
        <Tag color={row.mode === "final" ? "green" : "blue"}>{texts.reports.modes[row.mode] ?? row.mode}</Tag>
      ),
    },
    { title: texts.reports.placeholders, dataIndex: "placeholders", align: "end" as const },
    {
      title: texts.reports.file,
      render: (_: unknown, row: Build) => (
        <Button type="link" size="small" className="file-link" onClick={() => void download(row)}>
          {row.file}
        </Button>
      ),
    },
    { title: "SHA-256", render: (_: unknown, row: Build) => <code>{row.sha256.slice(0, 12)}</code> },
  ];
  return (
    <Card size="small" title={texts.reports.builds}>
      <ProblemAlert error={error} />
      <ListTable
        rowKey={(row) => `${row.id} ${row.file}`}
        columns={columns}
        dataSource={[...builds].sort((a, b) => b.at.localeCompare(a.at))}
        empty={texts.reports.noBuilds}
      />
    </Card>
  );
}

interface Stored {
  readonly outline: string;
  readonly markdown: string;
  readonly revision: number;
}

/** The outline being edited: kept on the device until the server has it, and stored over nothing that somebody else stored. */
function useEditedOutline({ outline, markdown, revision }: Stored) {
  const { id } = useStudy();
  const kept = useKeptDraft<string>(`outline ${id} ${outline}`);
  const [text, setText] = useState(kept.restored?.value ?? markdown);
  const latest = useRef(text);
  // the revision that is edited, also by a draft of an earlier visit
  const base = useRef(typeof kept.restored?.base === "number" ? kept.restored.base : revision);
  const save = useAction(routes.saveOutline);
  const params = { study: id, outline };
  // what others store shows while nothing is typed
  useEffect(() => {
    if (kept.dirty || base.current >= revision) return;
    base.current = revision;
    latest.current = markdown;
    setText(markdown);
  }, [kept.dirty, revision, markdown]);
  const store = async () => {
    const sent = latest.current;
    base.current = (await save.mutateAsync({ params, body: { markdown: sent, revision: base.current } })).revision;
    if (latest.current === sent) kept.forget();
  };
  const type = (typed: string) => {
    latest.current = typed;
    setText(typed);
    if (typed === markdown) kept.forget();
    else kept.keep(typed, base.current);
  };
  const present = () => client.call(routes.getOutline, { params });
  const discard = async () => {
    const now = await present();
    kept.forget();
    save.reset();
    base.current = now.revision;
    latest.current = now.markdown;
    setText(now.markdown);
  };
  const overwrite = async () => {
    base.current = (await present()).revision;
    await store();
  };
  return { text, kept, save, type, store, discard, overwrite };
}

function OutlineEditor(stored: Stored) {
  const { outline, markdown } = stored;
  const texts = useTexts();
  const { id, role } = useStudy();
  const { message } = App.useApp();
  const { text, kept, save, type, store: keepOnServer, discard, overwrite } = useEditedOutline(stored);
  const build = useAction(routes.buildReport);
  const params = { study: id, outline };
  const edits = mayCall(role, routes.saveOutline);
  const store = async () => {
    if (text === markdown) return;
    await keepOnServer();
    void message.success(texts.saved);
  };
  const once = useOneAtATime();
  const make = (mode: "draft" | "final") =>
    once(async () => {
      await store();
      await build.mutateAsync({ params, body: { mode } });
    });
  const busy = save.isPending || build.isPending;
  const area = useRef<TextAreaRef>(null);
  const showLine = (line: number) => selectLine(area.current?.resizableTextArea?.textArea, line);
  const lacking = readOpenTexts(problemOf(build.error)?.errors);
  const open = lacking ?? (build.error === null ? (build.data?.open ?? []) : []);
  return (
    <>
      {edits && (
        <div className="actions">
          <Button
            disabled={text === markdown}
            loading={save.isPending}
            onClick={() => void store().catch(() => undefined)}
          >
            {texts.save}
          </Button>
          <Button type="primary" loading={busy} onClick={() => make("draft")}>
            {texts.reports.buildDraft}
          </Button>
          <Button disabled={busy} onClick={() => make("final")}>
            {texts.reports.buildFinal}
          </Button>
          {kept.dirty && <span className="note">{texts.kept.unsaved}</span>}
        </div>
      )}
      <EditNotes
        restored={kept.restored}
        error={save.error ?? (lacking === null ? build.error : null)}
        onDiscard={discard}
        onOverwrite={overwrite}
      />
      {build.data !== undefined && build.error === null && (
        <Alert type="success" showIcon title={texts.reports.built(build.data.evidence, build.data.placeholders)} />
      )}
      {open.length > 0 && (
        <Alert
          type={lacking === null ? "info" : "error"}
          showIcon
          className="problem"
          title={lacking === null ? texts.reports.draftOpen(open.length) : texts.reports.openTitle(open.length)}
          description={<OpenTexts open={open} onLine={showLine} />}
        />
      )}
      <Input.TextArea
        ref={area}
        aria-label={texts.reports.outline}
        className="code-area"
        spellCheck={false}
        readOnly={!edits}
        value={text}
        autoSize={{ minRows: 18, maxRows: 36 }}
        onChange={(event) => type(event.target.value)}
      />
    </>
  );
}

/** Marks a line of the text and brings it into view; the first line is 1. */
function selectLine(area: HTMLTextAreaElement | undefined, line: number): void {
  if (area === undefined) return;
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight * Math.max(0, line - 3)) / lines.length;
  area.scrollIntoView({ block: "center" });
}

/** One report: its outline in Markdown, building it, and the files that came of it. */
export function ReportPage() {
  const { texts, show } = useLanguage();
  const { id, about, role } = useStudy();
  const { outline = "" } = useParams();
  const text = useRoute(routes.getOutline, { params: { study: id, outline } }, { gcTime: 0 });
  const list = useRoute(routes.listReports, { params: { study: id } });
  // a merge changes the outline under the editor, which then begins anew
  const [merges, setMerges] = useState(0);
  const kind = collectedKind(text.data?.markdown ?? "");
  const report = list.data?.reports.find((one) => one.outline === outline);
  return (
    <>
      <PageHead title={reportTitle(about, outline, show) ?? report?.title ?? outline} note={`${outline}.md`} />
      <div className="stack">
        <Builds outline={outline} builds={report?.builds ?? []} />
        <QueryView query={text}>
          {({ markdown, revision }) => (
            <Card size="small" title={texts.reports.outline}>
              <OutlineEditor key={merges} outline={outline} markdown={markdown} revision={revision} />
            </Card>
          )}
        </QueryView>
        {kind !== undefined && <CollectedCases kind={kind} />}
        {mayCall(role, routes.mergeReport) && <MergeCard outline={outline} onMerged={() => setMerges(merges + 1)} />}
      </div>
    </>
  );
}
