import { routes } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { Button, Card, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useRoute } from "../api.ts";
import { useCodeFilter } from "../coding/code-select.tsx";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { type Cell, CodeMatrix } from "./code-matrix.tsx";
import { FoundList, OpenCell } from "./found-list.tsx";
import { type Order, useRetrieval } from "./use-retrieval.ts";

type Relation = NonNullable<Order["related"]>["relation"];

const relations = ["overlaps", "inside", "near", "follows"] as const;
const codingsAPage = 200;

/** Codings by code, relation, attributes, modifiers and coder, crossed with an attribute where one is chosen. */
export function RetrievalTab() {
  const { id } = useStudy();
  const codebook = useRoute(routes.getCodebook, { params: { study: id } });
  const all = useRoute(routes.listAttributes, { params: { study: id } });
  return (
    <QueryView query={codebook}>
      {(book) => (
        <QueryView query={all}>
          {({ rows }) => (
            <RetrievalForm
              codebook={book.codebook as unknown as Codebook}
              attributes={listValues(rows.map(({ attributes, ofSession }) => ({ ...ofSession, ...attributes })))}
            />
          )}
        </QueryView>
      )}
    </QueryView>
  );
}

type Values = Readonly<Record<string, readonly string[]>>;

function listValues(rows: readonly Readonly<Record<string, string>>[]): Values {
  const found: Record<string, string[]> = {};
  for (const [name, value] of rows.flatMap(Object.entries)) {
    const values = found[name] ?? [];
    if (!values.includes(value)) found[name] = [...values, value].sort();
  }
  return found;
}

function RetrievalForm({ attributes, codebook }: { readonly codebook: Codebook; readonly attributes: Values }) {
  const texts = useTexts().retrieval.codings;
  const [order, setOrder] = useState<Order>({ humanOnly: false });
  const [relation, setRelation] = useState<Relation | undefined>(undefined);
  const [others, setOthers] = useState<string[]>([]);
  const [distance, setDistance] = useState(100);
  const [without, setWithout] = useState(false);
  const { busy, error, goOn, run, shown } = useRetrieval();
  const filterOption = useCodeFilter(codebook);
  const names = new Map(codebook.codes.map((code) => [String(code.id), `${code.number} ${code.name}`]));
  const options = [...names].map(([value, label]) => ({ value, label }));
  // a relation to nothing would be left out in silence
  const unrelated = relation !== undefined && others.length === 0;
  const related =
    relation !== undefined && others.length > 0 ? { relation, codes: others, distance, without } : undefined;
  const { codes, related: _, ...rest } = order;
  const whole: Order = {
    ...rest,
    ...(codes === undefined || codes.length === 0 ? {} : { codes }),
    ...(related === undefined ? {} : { related }),
  };
  const set = (change: Partial<Order>) => setOrder({ ...order, ...change });
  const openCell = (cell: Cell) => {
    if (shown === null) return;
    // the matrix stands for what was asked, not for what the form says by now
    const { by: crossed = "", ...asked } = shown.whole;
    const attributes = { ...asked.attributes, [crossed]: [cell.value] };
    void run({ ...asked, codes: [cell.code], attributes }, { cell });
  };
  return (
    <div className="stack">
      <Card size="small">
        <div className="retrieval-form">
          <Labelled label={texts.codes}>
            <Select
              mode="multiple"
              filterOption={filterOption}
              aria-label={texts.codes}
              options={options}
              value={codes ?? []}
              onChange={(value) => set({ codes: value })}
            />
          </Labelled>
          <Labelled label={texts.relation}>
            <Select
              allowClear
              aria-label={texts.relation}
              placeholder={texts.noRelation}
              options={relations.map((value) => ({ value, label: texts.relations[value] }))}
              value={relation}
              onChange={setRelation}
            />
          </Labelled>
          {relation !== undefined && (
            <>
              <Labelled label={texts.otherCodes}>
                <Select
                  mode="multiple"
                  filterOption={filterOption}
                  aria-label={texts.otherCodes}
                  options={options}
                  value={others}
                  onChange={setOthers}
                />
              </Labelled>
              {(relation === "near" || relation === "follows") && (
                <Labelled label={texts.distance}>
                  <InputNumber
                    aria-label={texts.distance}
                    min={0}
                    max={10_000}
                    value={distance}
                    onChange={(value) => setDistance(value ?? 0)}
                  />
                </Labelled>
              )}
              <Checkbox checked={without} onChange={(event) => setWithout(event.target.checked)}>
                {texts.without}
              </Checkbox>
            </>
          )}
          {Object.entries(attributes).map(([name, values]) => (
            <Labelled key={name} label={name}>
              <Select
                mode="multiple"
                placeholder={texts.noRelation}
                aria-label={name}
                options={values.map((value) => ({ value, label: value }))}
                value={order.attributes?.[name] ?? []}
                onChange={(value) => set({ attributes: { ...order.attributes, [name]: value } })}
              />
            </Labelled>
          ))}
          {Object.entries(codebook.modifiers).map(([name, values]) => (
            <Labelled key={name} label={name}>
              <Select
                allowClear
                placeholder={texts.noRelation}
                aria-label={name}
                options={values.map((value) => ({ value, label: value }))}
                value={order.modifiers?.[name] ?? null}
                onChange={(value) => {
                  const { [name]: _old, ...kept } = order.modifiers ?? {};
                  set({ modifiers: value === undefined ? kept : { ...kept, [name]: value } });
                }}
              />
            </Labelled>
          ))}
          <Labelled label={texts.by}>
            <Select
              allowClear
              aria-label={texts.by}
              options={Object.keys(attributes).map((value) => ({ value, label: value }))}
              value={order.by}
              onChange={(value) =>
                setOrder(({ by: _by, ...kept }) => (value === undefined ? kept : { ...kept, by: value }))
              }
            />
          </Labelled>
        </div>
        <div className="actions">
          <Checkbox checked={order.humanOnly ?? false} onChange={(event) => set({ humanOnly: event.target.checked })}>
            {texts.people}
          </Checkbox>
          <Button type="primary" loading={busy} disabled={unrelated} onClick={() => void run(whole)}>
            {texts.run}
          </Button>
          {unrelated && <span className="note">{texts.chooseOther}</span>}
        </div>
      </Card>
      <ProblemAlert error={error} />
      {shown !== null && (
        <>
          {shown.matrix !== null && (
            <CodeMatrix matrix={shown.matrix} names={names} open={shown.cell} onOpen={openCell} />
          )}
          {shown.cell !== null && (
            <OpenCell
              key={`${shown.cell.code} ${shown.cell.value}`}
              cell={shown.cell}
              names={names}
              onAll={() => void run(shown.whole)}
            />
          )}
          <p className="note" role="status">
            {texts.found(shown.answer.total, shown.answer.transcripts)}
          </p>
          <FoundList answer={shown.answer} names={names} />
          {shown.answer.found.length < shown.answer.total && shown.answer.found.length >= codingsAPage && (
            <Button loading={busy} onClick={() => void goOn()}>
              {texts.more}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

function Labelled({ children, label }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="labelled">
      <span className="note">{label}</span>
      {children}
    </div>
  );
}
