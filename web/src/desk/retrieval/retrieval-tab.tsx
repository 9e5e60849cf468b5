import type { Coding } from "@diaoyan/analysis";
import { type CallInput, type CallOutput, routes } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { Button, Card, Checkbox, Empty, InputNumber, Select, Tag } from "antd";
import { useState } from "react";
import { client, useRoute } from "../api.ts";
import { nameCoder } from "../coding/name-coder.ts";
import { useTexts } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { CodeMatrix } from "./code-matrix.tsx";
import { PlaceLink } from "./place-link.tsx";

type Order = CallInput<typeof routes.retrieveCodings>["body"];
type Answer = CallOutput<typeof routes.retrieveCodings>;
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

function useRetrieval() {
  const { id } = useStudy();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const run = async (order: Order, before: Answer | null = null) => {
    setBusy(true);
    setError(null);
    try {
      const body = { ...order, from: before?.found.length ?? 0 };
      const next = await client.call(routes.retrieveCodings, { params: { study: id }, body });
      setAnswer({ ...next, found: [...(before?.found ?? []), ...next.found] });
    } catch (thrown) {
      setError(thrown as Error);
    }
    setBusy(false);
  };
  return { answer, busy, error, run };
}

function RetrievalForm({ attributes, codebook }: { readonly codebook: Codebook; readonly attributes: Values }) {
  const texts = useTexts().retrieval.codings;
  const [order, setOrder] = useState<Order>({ humanOnly: false });
  const [relation, setRelation] = useState<Relation | undefined>(undefined);
  const [others, setOthers] = useState<string[]>([]);
  const [distance, setDistance] = useState(100);
  const [without, setWithout] = useState(false);
  const { answer, busy, error, run } = useRetrieval();
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
  const openCell = (code: string, value: string) => {
    const by = whole.by ?? "";
    void run({ ...whole, codes: [code], attributes: { ...whole.attributes, [by]: [value] } });
  };
  return (
    <div className="stack">
      <Card size="small">
        <div className="retrieval-form">
          <Labelled label={texts.codes}>
            <Select
              mode="multiple"
              optionFilterProp="label"
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
                  optionFilterProp="label"
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
                aria-label={name}
                options={values.map((value) => ({ value, label: value }))}
                value={order.modifiers?.[name]}
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
      {answer !== null && (
        <>
          <p className="note" role="status">
            {texts.found(answer.total, answer.transcripts)}
          </p>
          {answer.matrix !== null && <CodeMatrix matrix={answer.matrix} names={names} onOpen={openCell} />}
          <FoundList answer={answer} names={names} />
          {answer.found.length < answer.total && answer.found.length >= codingsAPage && (
            <Button loading={busy} onClick={() => void run(whole, answer)}>
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

function FoundList({ answer, names }: { readonly answer: Answer; readonly names: ReadonlyMap<string, string> }) {
  const texts = useTexts();
  if (answer.found.length === 0) return <Empty description={texts.retrieval.codings.none} />;
  return (
    <ul className="places">
      {answer.found.map(({ coding: wire, related, title }) => {
        const coding = wire as unknown as Coding;
        const coder = coding.origin.kind === "human" ? coding.origin.user : undefined;
        return (
          <li key={coding.id}>
            <PlaceLink transcript={coding.transcript} start={coding.start} end={coding.end}>
              {coding.quote}
            </PlaceLink>
            <div className="note">
              <Tag>{names.get(coding.code) ?? coding.code}</Tag>
              {(related as unknown as readonly Coding[]).map((other) => (
                <Tag key={other.id} color="blue">
                  {names.get(other.code) ?? other.code}
                </Tag>
              ))}
              {title}{" "}
              {coder === undefined
                ? texts.coding.byRule
                : nameCoder(coder, answer.coders, texts.codingDesk.formerMember)}
              {Object.entries(coding.modifiers).map(([name, value]) => ` ${name}：${value}`)}
              {coding.memo !== "" && ` ✎ ${coding.memo}`}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
