import { decodeText, routes } from "@diaoyan/api/contract";
import { compareIndicators, type Indicator, indicatorHeader, readTable, writeWorkbook } from "@diaoyan/instruments";
import { Alert, Button, Card, Popconfirm, Space, Tag } from "antd";
import { useState } from "react";
import { useAction } from "../api.ts";
import { ChooseFile } from "../exchange/choose-file.tsx";
import { useTexts } from "../texts.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { saveFile } from "../ui/save-file.ts";
import { mayCall, useStudy } from "../use-study.ts";
import { latestYears } from "./edit-evidence.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

function decode(bytes: Uint8Array): string {
  const text = decodeText(bytes);
  if (text === undefined) throw new TypeError("the file is no text");
  return text;
}

interface Props {
  readonly indicators: readonly Indicator[];
  readonly onDrop: (id: string) => void;
}

/** Figures with unit, year, source and kind of source: imported from a file, compared by year, dropped. */
export function IndicatorsSection({ indicators, onDrop }: Props) {
  const all = useTexts();
  const texts = all.evidence;
  const { role } = useStudy();
  const edits = mayCall(role, routes.importIndicators);
  const columns = [
    { title: texts.label, dataIndex: "label" },
    { title: texts.year, dataIndex: "year" },
    { title: texts.value, render: (_: unknown, one: Indicator) => `${one.value}${one.unit}` },
    { title: texts.kind, render: (_: unknown, { kind }: Indicator) => <Tag>{kind}</Tag> },
    { title: texts.source, dataIndex: "source" },
    {
      title: "",
      render: (_: unknown, { id, label, year }: Indicator) =>
        edits && (
          <Popconfirm title={texts.removeConfirm} onConfirm={() => onDrop(id)}>
            <Button size="small" type="link" danger aria-label={`${texts.remove} ${label} ${year}`}>
              {texts.remove}
            </Button>
          </Popconfirm>
        ),
    },
  ];
  return (
    <Card size="small" title={<h2>{texts.indicators}</h2>}>
      <p className="note">{texts.indicatorsNote}</p>
      {edits && <ImportIndicators />}
      <ListTable columns={columns} dataSource={indicators} empty={texts.noIndicators} />
      <Comparison indicators={indicators} />
    </Card>
  );
}

function ImportIndicators() {
  const texts = useTexts().evidence;
  const { id } = useStudy();
  const bring = useAction(routes.importIndicators);
  const [wrong, setWrong] = useState<string | null>(null);
  const choose = async (file: File) => {
    setWrong(null);
    bring.reset();
    try {
      const [sheet] = readTable(new Uint8Array(await file.arrayBuffer()), file.name, decode);
      if (sheet === undefined) return setWrong(texts.noRows);
      bring.mutate({ params: { study: id }, body: { rows: sheet.rows.map((row) => [...row]) } });
    } catch {
      setWrong(texts.unreadable);
    }
  };
  const template = () =>
    saveFile(
      `${texts.indicators}.xlsx`,
      new Blob(
        [writeWorkbook([{ name: texts.indicators, rows: [indicatorHeader], widths: indicatorHeader.map(() => 14) }])],
        {
          type: xlsx,
        },
      ),
    );
  const faults = bring.data?.faults ?? [];
  return (
    <div className="stack import-indicators">
      <Space wrap>
        <ChooseFile
          label={texts.importFile}
          accept=".xlsx,.csv"
          busy={bring.isPending}
          onChoose={(file) => void choose(file)}
        />
        <Button onClick={template}>{texts.template}</Button>
      </Space>
      {wrong !== null && <Alert type="error" showIcon title={wrong} />}
      {bring.data !== undefined && faults.length === 0 && (
        <Alert type="success" showIcon title={texts.imported(bring.data.added, bring.data.replaced)} />
      )}
      {faults.length > 0 && (
        <Alert
          type="error"
          showIcon
          title={texts.faults(faults.length)}
          description={
            <ul>
              {faults.slice(0, 50).map(({ row, column, message }) => (
                <li key={`${row} ${column}`}>
                  {texts.fault(row, column)}：{texts.why(message)}
                </li>
              ))}
            </ul>
          }
        />
      )}
      <ProblemAlert error={bring.error} />
    </div>
  );
}

function Comparison({ indicators }: Pick<Props, "indicators">) {
  const texts = useTexts().evidence;
  const years = latestYears(indicators);
  if (years.length < 2) return null;
  const both = compareIndicators(indicators, years).map((table) => ({
    ...table,
    lines: table.lines.filter(({ change }) => change !== null),
  }));
  const tables = both.filter(({ lines }) => lines.length > 0);
  if (tables.length === 0) return null;
  const show = (value: number | null, digits?: number): string =>
    value === null ? "—" : digits === undefined ? String(Number(value.toPrecision(12))) : value.toFixed(digits);
  return (
    <>
      {tables.map(({ kind, lines }) => (
        <section key={kind} className="table-scroll compared" aria-label={`${texts.compare(years.join("／"))} ${kind}`}>
          <table className="three-line">
            <caption>
              {texts.compare(years.join("／"))}（{kind}）
            </caption>
            <thead>
              <tr>
                {[texts.label, texts.unit, ...years, texts.change, texts.changePercent].map((name) => (
                  <th key={name} scope="col" className={name === texts.label ? undefined : "figure"}>
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {lines.map(({ label, unit, values, change, changePercent }) => (
                <tr key={`${label} ${unit}`}>
                  <td>{label}</td>
                  <td className="figure">{unit}</td>
                  {years.map((year, place) => (
                    <td key={year} className="figure">
                      {show(values[place] ?? null)}
                    </td>
                  ))}
                  <td className="figure">{show(change)}</td>
                  <td className="figure">{show(changePercent, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <p className="note">
        {texts.compareNote} <code>{directiveOf(years)}</code> <CopyButton text={directiveOf(years)} />
      </p>
    </>
  );
}

function directiveOf(years: readonly string[]): string {
  return `::indicatorComparison{years="${years.join(",")}"}`;
}
