import { routes } from "@diaoyan/api/contract";
import { brandAs, type QuotaPlan, type Variable } from "@diaoyan/instruments";
import { Alert, App, Button, Card, Popconfirm } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { client, useAction, useRoute } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { EditNotes } from "../ui/edit-notes.tsx";
import { PageHead } from "../ui/page-head.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useKeptDraft } from "../ui/use-kept-draft.ts";
import { useStudy } from "../use-study.ts";
import "./progress.css";
import { QuotaAxes } from "./quota-axes.tsx";
import { listNames, type QuotaDraft, toDraft, toPlan } from "./quota-draft.ts";
import { QuotaGrid } from "./quota-grid.tsx";
import { QuotaMargins } from "./quota-margins.tsx";

interface Stored {
  readonly plan: QuotaPlan | null;
  readonly revision: number;
  readonly variables: readonly Variable[];
}

/** The plan being edited: kept on the device until the server has it, saved over the revision it was typed over. */
function useEditedPlan(questionnaire: string, loaded: Stored) {
  const { id } = useStudy();
  const kept = useKeptDraft<QuotaDraft>(`quota ${id} ${questionnaire}`);
  const [stored, setStored] = useState(loaded);
  const [draft, setDraft] = useState(kept.restored?.value ?? toDraft(loaded.plan));
  const [base, setBase] = useState(Number(kept.restored?.base ?? loaded.revision));
  const save = useAction(routes.saveQuota);
  const removal = useAction(routes.removeQuota);
  const params = { study: id, questionnaire };
  const plan = toPlan(brandAs(questionnaire), draft, { variables: stored.variables, before: stored.plan });
  const change = (value: QuotaDraft) => {
    setDraft(value);
    kept.keep(value, base);
  };
  const load = async (): Promise<Stored> => {
    const answer = (await client.call(routes.getQuota, { params })) as unknown as Stored;
    setStored(answer);
    setBase(answer.revision);
    save.reset();
    removal.reset();
    return answer;
  };
  const store = async (revision: number) => {
    await save.mutateAsync({ params, body: { revision, plan: plan as never } });
    kept.forget();
  };
  const discard = async () => {
    const { plan: standing } = await load();
    kept.forget();
    setDraft(toDraft(standing));
  };
  const remove = async () => {
    await removal.mutateAsync({ params, query: { revision: base } });
    kept.forget();
  };
  const overwrite = async () => store((await load()).revision);
  return { draft, plan, stored, base, kept, save, removal, change, store, remove, discard, overwrite };
}

function QuotaEditor({ questionnaire, loaded }: { readonly questionnaire: string; readonly loaded: Stored }) {
  const all = useTexts();
  const texts = all.progress.editor;
  const { id } = useStudy();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const edited = useEditedPlan(questionnaire, loaded);
  const { draft, plan, change, kept, save } = edited;
  const back = `/studies/${id}/progress/${questionnaire}`;
  const [first, second] = draft.axes.map((axis) =>
    listNames(
      axis,
      loaded.variables.find(({ name }) => name === axis.variable),
    ),
  );
  const setLimits = (limit: boolean) =>
    change({
      ...draft,
      cells: Object.fromEntries(Object.entries(draft.cells).map(([key, cell]) => [key, { ...cell, limit }])),
    });
  const leaveAfter = async (work: Promise<void>, said: string) => {
    await work;
    void message.success(said);
    void navigate(back);
  };
  const saveAs = (storing: Promise<void>) => leaveAfter(storing, all.saved);
  return (
    <>
      <PageHead title={texts.title} note={texts.note} sticky>
        <Link to={back}>{texts.back}</Link>
        {kept.dirty && <span className="note">{all.kept.unsaved}</span>}
        {edited.stored.plan !== null && (
          <Popconfirm
            title={texts.removeConfirm}
            onConfirm={() => void leaveAfter(edited.remove(), texts.removedPlan).catch(() => undefined)}
          >
            <Button danger loading={edited.removal.isPending}>
              {texts.remove}
            </Button>
          </Popconfirm>
        )}
        <Button
          type="primary"
          disabled={plan.cells.length === 0}
          loading={save.isPending}
          onClick={() => void saveAs(edited.store(edited.base)).catch(() => undefined)}
        >
          {texts.save}
        </Button>
      </PageHead>
      <EditNotes
        restored={kept.restored}
        error={save.error ?? edited.removal.error}
        onDiscard={edited.discard}
        onOverwrite={() => saveAs(edited.overwrite())}
      />
      {loaded.variables.length === 0 ? (
        <Alert type="info" title={texts.noChoice} />
      ) : (
        <div className="stack progress-page">
          <Card size="small" title={<h2>{texts.groups}</h2>}>
            <p className="note">{texts.groupsNote}</p>
            <QuotaAxes draft={draft} variables={loaded.variables} onChange={change} headings={texts.axis} />
          </Card>
          {first !== undefined && (
            <Card size="small" title={<h2>{texts.cells}</h2>}>
              <p className="note">{texts.cellsNote}</p>
              <QuotaGrid draft={draft} rows={first} columns={second ?? [""]} onChange={change} />
              <div className="actions">
                <Button size="small" onClick={() => setLimits(true)}>
                  {texts.allLimits}
                </Button>
                <Button size="small" onClick={() => setLimits(false)}>
                  {texts.allTargets}
                </Button>
                <span>{texts.total(plan.cells.reduce((sum, { target }) => sum + target, 0))}</span>
              </div>
              <p className="note">{texts.limitRule}</p>
            </Card>
          )}
          {first !== undefined && <QuotaMargins draft={draft} variables={loaded.variables} onChange={change} />}
        </div>
      )}
    </>
  );
}

/** The quota plan of a questionnaire: questions, groups of their choices, a table of targets. */
export function QuotaPage() {
  const { id } = useStudy();
  const { questionnaire = "" } = useParams();
  const input = { params: { study: id, questionnaire } };
  const query = useRoute(routes.getQuota, input, { gcTime: 0, staleTime: Number.POSITIVE_INFINITY });
  return (
    <QueryView query={query}>
      {(loaded) => <QuotaEditor questionnaire={questionnaire} loaded={loaded as unknown as Stored} />}
    </QueryView>
  );
}
