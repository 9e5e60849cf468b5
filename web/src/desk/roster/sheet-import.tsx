import { type RosterReport, routes } from "@diaoyan/api/contract";
import { columnLetters, type RosterColumn, type RosterKind, type Sheet } from "@diaoyan/instruments";
import { Alert, App, Button, Input } from "antd";
import { useMemo, useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { ColumnTable } from "./column-table.tsx";
import { useFieldLabel } from "./field-labels.ts";
import { type Decisions, ImportQuestions, mergeQuestions, type Question } from "./import-questions.tsx";
import { checkColumns, matchSheet, mostRows, prepareRows } from "./read-roster-file.ts";

/** The mapping of one sheet, checked, decided about and imported. */
export function SheetImport({ sheet, kind }: { readonly sheet: Sheet; readonly kind: RosterKind }) {
  const texts = useTexts().roster;
  const { id } = useStudy();
  const { modal } = App.useApp();
  const label = useFieldLabel();
  const [columns, setColumns] = useState(() => matchSheet(sheet, kind));
  const [source, setSource] = useState("");
  const [decisions, setDecisions] = useState<Decisions>({ units: {}, rows: {} });
  const [asked, setAsked] = useState<readonly Question[]>([]);
  const rows = useMemo(() => prepareRows(sheet, columns), [sheet, columns]);
  const check = useAction(routes.importRoster, { quiet: true });
  const store = useAction(routes.importRoster);
  const { missing, doubled } = checkColumns(columns, kind);
  const ready =
    missing.length + doubled.length === 0 && rows.length > 0 && rows.length <= mostRows && source.trim() !== "";
  const bodyOf = (decided: Decisions, checked: boolean) => ({
    params: { study: id },
    body: { kind, source: source.trim(), check: checked, rows, decisions: decided },
  });
  const look = (decided: Decisions) =>
    check.mutate(bodyOf(decided, true), {
      onSuccess: ({ questions }) => setAsked((before) => mergeQuestions(before, questions)),
    });
  const decide = (decided: Decisions) => {
    setDecisions(decided);
    look(decided);
  };
  const startAgain = (changed: readonly RosterColumn[]) => {
    setColumns(changed);
    setAsked([]);
    setDecisions({ units: {}, rows: {} });
    check.reset();
    store.reset();
  };
  const take = () => store.mutate(bodyOf(decisions, false));
  const report = store.data ?? check.data;
  const fresh = check.data === undefined ? 0 : check.data.added + check.data.updated + unitRows(check.data, kind);
  const confirmTake = () => {
    const faulty = new Set(check.data?.faults.map(({ row }) => row)).size;
    const open = check.data?.questions.length ?? 0;
    if (faulty + open === 0) return take();
    return modal.confirm({
      title: texts.import.leftTitle,
      content: texts.import.leftConfirm(faulty, open),
      onOk: take,
    });
  };
  return (
    <>
      <p className="note">{texts.import.rows(rows.length)}</p>
      <ColumnTable sheet={sheet} kind={kind} columns={columns} onChange={startAgain} />
      {missing.length > 0 && <Alert type="warning" showIcon title={texts.import.missing(missing.map(label))} />}
      {doubled.length > 0 && <Alert type="error" showIcon title={texts.import.doubled(doubled.map(label))} />}
      {rows.length > mostRows && <Alert type="error" showIcon title={texts.import.tooMany(mostRows)} />}
      <label htmlFor="roster-source">{texts.source}</label>
      <Input
        id="roster-source"
        maxLength={200}
        value={source}
        placeholder={texts.import.sourceHint}
        onChange={(event) => setSource(event.target.value)}
      />
      <div className="actions">
        <Button disabled={!ready} loading={check.isPending} onClick={() => look(decisions)}>
          {texts.import.check}
        </Button>
        {check.data !== undefined && store.data === undefined && (
          <Button
            type="primary"
            disabled={!ready || fresh === 0 || check.isPending}
            loading={store.isPending}
            onClick={confirmTake}
          >
            {fresh === 0 ? texts.import.nothing : texts.import.do(fresh)}
          </Button>
        )}
      </div>
      <ProblemAlert error={store.error ?? check.error} />
      {report !== undefined && <Outcome report={report} columns={columns} />}
      {store.data === undefined && asked.length > 0 && (
        <ImportQuestions asked={asked} decisions={decisions} onDecide={decide} />
      )}
    </>
  );
}

/** In a list of units, its rows are the new units. */
function unitRows({ units }: RosterReport, kind: RosterKind): number {
  return kind === "units" ? units : 0;
}

const listedFaults = 50;

/** What happened or would happen, and every bad cell by its place in the sheet. */
function Outcome({ report, columns }: { readonly report: RosterReport; readonly columns: readonly RosterColumn[] }) {
  const texts = useTexts().roster.import;
  const label = useFieldLabel();
  const { stored, added, updated, unchanged, skipped, units, faults, questions } = report;
  const letters = (field: string) => {
    const found = columns.find((column) => column.field === field);
    return found === undefined ? "" : columnLetters(found.index);
  };
  return (
    <>
      <Alert
        type={stored ? "success" : "info"}
        showIcon
        title={stored ? texts.done : texts.would}
        description={texts.summary(added, updated, unchanged, skipped, units)}
      />
      {stored && questions.length > 0 && (
        <Alert type="warning" showIcon title={texts.leftOpen(questions.length)} description={texts.questionsNote} />
      )}
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={texts.faults(faults.length)}
          description={
            <ul className="cell-faults">
              {faults.slice(0, listedFaults).map(({ row, field, value, reason }) => (
                <li key={`${row} ${field}`}>
                  {texts.place(row, letters(field))} {label(field)}
                  {texts.colon}
                  {texts.reasons[reason]}
                  {value !== "" && texts.got(value)}
                </li>
              ))}
              {faults.length > listedFaults && <li>{texts.more(faults.length - listedFaults)}</li>}
            </ul>
          }
        />
      )}
    </>
  );
}
