import { type QuestionnaireSummary, routes } from "@diaoyan/api/contract";
import { type CellFault, InstrumentError, type QuestionnaireDefinition } from "@diaoyan/instruments";
import { Alert, Button, Select } from "antd";
import { useMemo, useState } from "react";
import { useAction } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { FindingList } from "../ui/finding-list.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { useStudy } from "../use-study.ts";
import { ChooseFile } from "./choose-file.tsx";
import { type ChosenMatch, MappingTable } from "./mapping-table.tsx";
import {
  type AnswerFile,
  listTargets,
  matchSheet,
  prepareImport,
  questionAt,
  readAnswerFile,
} from "./read-answer-file.ts";
import { ConsentFields, type TypedConsent, toConsent } from "./stated-consent.tsx";

const listedFaults = 50;

/** Cells that fit no option, by their place in the file. */
function Faults({ faults }: { readonly faults: readonly CellFault[] }) {
  const texts = useTexts().exchange;
  const listed = faults.slice(0, listedFaults);
  return (
    <Alert
      type="error"
      showIcon
      title={texts.unmatched(faults.length)}
      description={
        <ul className="cell-faults">
          {listed.map(({ sheet, row, column, header, value, expected }) => (
            <li key={`${column}${row}`}>
              <code>
                {sheet}!{column}
                {row}
              </code>{" "}
              {header}
              {texts.faultColon}
              {texts.cellFault(value, texts.expectedTypes[expected] ?? expected)}
            </li>
          ))}
          {faults.length > listed.length && <li>{texts.more(faults.length - listed.length)}</li>}
        </ul>
      }
    />
  );
}

/** The mapping of one sheet, checked and imported. */
function SheetImport({
  file,
  sheetName,
  questionnaire,
}: {
  file: AnswerFile;
  sheetName: string;
  questionnaire: string;
}) {
  const { exchange: texts, problems } = useTexts();
  const { id } = useStudy();
  const sheet = file.sheets.find(({ name }) => name === sheetName);
  const [matches, setMatches] = useState<readonly ChosenMatch[]>(() =>
    sheet === undefined ? [] : matchSheet(file, sheet),
  );
  const targets = useMemo(() => listTargets(file), [file]);
  const prepared = useMemo(
    () => (sheet === undefined ? null : prepareImport(file, sheet, matches)),
    [file, sheet, matches],
  );
  const [consent, setConsent] = useState<TypedConsent>({ how: "", day: "" });
  const check = useAction(routes.importAnswers, { quiet: true });
  const store = useAction(routes.importAnswers);
  if (sheet === undefined || prepared === null) return <Alert type="warning" showIcon title={texts.emptySheet} />;
  const { body, faults, doubled } = prepared;
  const params = { study: id, questionnaire };
  const change = (index: number, target: string | null) => {
    check.reset();
    store.reset();
    setMatches(
      matches.map((match) => (match.column.index === index ? { ...match, target, byHand: true as const } : match)),
    );
  };
  const labelOf = (name: string) => {
    const found = targets.find(({ value }) => value === name);
    return found?.part ?? found?.question ?? name;
  };
  const sayPlace = (place: string) => {
    const [, row, at] = /^row (\d+), (.+)$/u.exec(place) ?? [];
    const question = at === undefined ? null : questionAt(file, at);
    return row === undefined || question === null ? problems.sayPlace(place) : texts.rowOf(row, question);
  };
  const ready = faults.length === 0 && doubled.length === 0 && body.header.length > 0;
  return (
    <>
      <p className="note">{texts.rows(body.rows.length, matches.length)}</p>
      <MappingTable sheet={sheet} matches={matches} targets={targets} onChange={change} />
      {faults.length > 0 && <Faults faults={faults} />}
      {doubled.length > 0 && <Alert type="error" showIcon title={texts.doubled(doubled.map(labelOf))} />}
      {body.header.length === 0 && <Alert type="warning" showIcon title={texts.nothingMapped} />}
      <ConsentFields typed={consent} onChange={setConsent} />
      <div className="actions">
        <Button
          disabled={!ready}
          loading={check.isPending}
          onClick={() => check.mutate({ params, body: { ...body, check: true } })}
        >
          {texts.check}
        </Button>
        <Button
          type="primary"
          disabled={!ready}
          loading={store.isPending}
          onClick={() => store.mutate({ params, body: { ...body, consent: toConsent(consent) } })}
        >
          {texts.import(body.rows.length)}
        </Button>
      </div>
      <ProblemAlert error={store.error ?? check.error} sayPlace={sayPlace} />
      {store.data !== undefined && (
        <Alert
          type="success"
          showIcon
          title={texts.imported(store.data.added, store.data.existing)}
          description={texts.importedNote(store.data.withdrawn)}
        />
      )}
      {store.data === undefined && check.data !== undefined && (
        <Alert type="success" showIcon title={texts.checked(check.data.added, check.data.existing)} />
      )}
    </>
  );
}

function Unreadable({ error, name }: { readonly error: InstrumentError; readonly name: string }) {
  const texts = useTexts().exchange;
  const finding = { code: error.code, place: name, message: error.message };
  return <Alert type="error" showIcon title={texts.unreadable} description={<FindingList findings={[finding]} />} />;
}

interface Props {
  readonly summary: QuestionnaireSummary;
  readonly published: QuestionnaireDefinition;
}

/** Answers of another platform: choose the file, look over where its columns go, check all rows, import them. */
export function ImportAnswers({ summary, published }: Props) {
  const texts = useTexts().exchange;
  const [file, setFile] = useState<AnswerFile | null>(null);
  const [sheet, setSheet] = useState("");
  const [refusal, setRefusal] = useState<{ readonly error: InstrumentError; readonly name: string } | null>(null);
  const [round, setRound] = useState(0);
  const [busy, setBusy] = useState(false);
  const choose = async (chosen: File) => {
    setRound(round + 1);
    setFile(null);
    setRefusal(null);
    setBusy(true);
    // a large file takes a second or two: say so first
    await new Promise((resolve) => setTimeout(resolve, 50));
    try {
      const read = await readAnswerFile(chosen, published);
      setFile(read);
      setSheet(read.sheets[0]?.name ?? "");
    } catch (error) {
      if (!(error instanceof InstrumentError)) throw error;
      setRefusal({ error, name: chosen.name });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div className="actions">
        <ChooseFile
          label={file === null ? texts.choose : texts.chooseOther}
          accept=".xlsx"
          busy={busy}
          onChoose={(chosen) => void choose(chosen)}
        />
        {file !== null && <span className="note">{file.name}</span>}
        {file !== null && file.sheets.length > 1 && (
          <Select
            aria-label={texts.sheet}
            value={sheet}
            onChange={setSheet}
            options={file.sheets.map(({ name }) => ({ value: name, label: name }))}
          />
        )}
      </div>
      {refusal !== null && <Unreadable {...refusal} />}
      {file !== null && (
        <SheetImport key={`${round} ${sheet}`} file={file} sheetName={sheet} questionnaire={summary.name} />
      )}
    </>
  );
}
