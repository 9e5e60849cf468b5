import { InstrumentError, type RosterKind, type Sheet } from "@diaoyan/instruments";
import { Alert, Button, Collapse, Segmented, Select } from "antd";
import { useState } from "react";
import { ChooseFile } from "../exchange/choose-file.tsx";
import { useTexts } from "../texts.tsx";
import { FindingList } from "../ui/finding-list.tsx";
import { saveFile } from "../ui/save-file.ts";
import { readRosterFile, writeTemplate } from "./read-roster-file.ts";
import { SheetImport } from "./sheet-import.tsx";

interface Chosen {
  readonly name: string;
  readonly sheets: readonly Sheet[];
  /** The same file chosen again starts anew. */
  readonly round: number;
}

/** A list of people or units: choose the file, look over its columns, check, decide about doubles, import. */
export function ImportSection() {
  const texts = useTexts().roster;
  const [kind, setKind] = useState<RosterKind>("people");
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [sheetName, setSheetName] = useState("");
  const [refusal, setRefusal] = useState<{ readonly name: string; readonly error: unknown } | null>(null);
  const choose = async (file: File) => {
    setRefusal(null);
    try {
      const sheets = await readRosterFile(file);
      setChosen({ name: file.name, sheets, round: (chosen?.round ?? 0) + 1 });
      setSheetName(sheets[0]?.name ?? "");
    } catch (error) {
      setChosen(null);
      setRefusal({ name: file.name, error });
    }
  };
  const sheet = chosen?.sheets.find(({ name }) => name === sheetName);
  const kinds = (["people", "units"] as const).map((value) => ({ value, label: texts.import.kinds[value] }));
  const media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  return (
    <div className="roster-import">
      <WhyNeeded />
      <div className="actions">
        <Segmented<RosterKind> options={kinds} value={kind} onChange={setKind} />
        <ChooseFile
          label={chosen === null ? texts.import.choose : texts.import.other}
          accept=".xlsx,.csv"
          onChoose={(file) => void choose(file)}
        />
        <Button
          type="link"
          onClick={() => saveFile(`${texts.import.kinds[kind]}.xlsx`, new Blob([writeTemplate(kind)], { type: media }))}
        >
          {texts.template}
        </Button>
      </div>
      {refusal !== null && <Unreadable {...refusal} />}
      {chosen !== null && chosen.sheets.length === 0 && <Alert type="warning" showIcon title={texts.import.empty} />}
      {chosen !== null && (
        <div className="actions">
          <span className="note">{chosen.name}</span>
          {chosen.sheets.length > 1 && (
            <Select
              aria-label={texts.import.sheet}
              value={sheetName}
              onChange={setSheetName}
              options={chosen.sheets.map(({ name }) => ({ value: name, label: name }))}
            />
          )}
        </div>
      )}
      {chosen !== null && sheet !== undefined && (
        <SheetImport key={`${chosen.round} ${sheetName} ${kind}`} sheet={sheet} kind={kind} />
      )}
    </div>
  );
}

function WhyNeeded() {
  const { why } = useTexts().roster;
  const children = (
    <>
      <ul>
        {why.items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      <p>{why.basis}</p>
    </>
  );
  return (
    <Collapse
      className="roster-why"
      size="small"
      items={[{ key: "why", label: why.title, children }]}
      defaultActiveKey="why"
    />
  );
}

function Unreadable({ name, error }: { readonly name: string; readonly error: unknown }) {
  const texts = useTexts().roster.import;
  const known = error instanceof InstrumentError && !error.code.startsWith("csv.");
  return (
    <Alert
      type="error"
      showIcon
      title={texts.unreadable}
      description={
        known ? (
          <FindingList findings={[{ code: error.code, place: name, message: error.message }]} />
        ) : (
          `${name}${texts.colon}${texts.csvFault}`
        )
      }
    />
  );
}
