import { routes } from "@diaoyan/api/contract";
import { Alert, Button, Card, Form, Input } from "antd";
import { useState } from "react";
import { dayInChina } from "../../china-time.ts";
import { useAction } from "../api.ts";
import { useLanguage } from "../texts.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { mayCall, useStudy } from "../use-study.ts";
import { KeptList } from "./kept-list.tsx";
import type { KeptWeight } from "./kept-weights.ts";
import type { Margins } from "./margins.ts";
import { nameRules } from "./name-rules.ts";
import type { Asked } from "./to-outline.tsx";

interface Named {
  readonly name: string;
  readonly source: string;
}

/** Gives the weights of a result a name, under which other analyses can choose them. */
export function KeepWeight({ asked, converged }: { readonly asked: Asked; readonly converged: boolean }) {
  const texts = useLanguage().texts.analyses;
  const { id: study, role } = useStudy();
  const keep = useAction(routes.keepWeight);
  const [kept, setKept] = useState<string | null>(null);
  const { questionnaire, request } = asked;
  if (questionnaire === undefined || !mayCall(role, routes.keepWeight) || !converged) return null;
  if (request["where"] !== undefined) return <Alert type="info" showIcon title={texts.weights.notOfSome} />;
  const save = (named: Named) => {
    const { margins, weight, limit } = request as unknown as { margins: Margins; weight?: string; limit?: number };
    const own = { ...(weight === undefined ? {} : { weight }), ...(limit === undefined ? {} : { limit }) };
    const body = { ...own, name: named.name.trim(), source: named.source.trim(), margins: copy(margins) };
    keep.mutate({ params: { study, questionnaire }, body }, { onSuccess: ({ name }) => setKept(name) });
  };
  return (
    <Card size="small" title={texts.weights.keep}>
      <p className="note">{texts.weights.keepNote}</p>
      <Form layout="vertical" onFinish={save} onValuesChange={() => setKept(null)}>
        <Form.Item name="name" label={texts.weights.name} rules={nameRules(texts.weights)}>
          <Input maxLength={60} placeholder={texts.weights.nameExample} />
        </Form.Item>
        <Form.Item
          name="source"
          label={texts.weights.source}
          rules={[{ required: true, whitespace: true, message: texts.weights.sourceNeeded }]}
        >
          <Input maxLength={300} placeholder={texts.weights.sourceExample} />
        </Form.Item>
        <Button htmlType="submit" loading={keep.isPending}>
          {texts.weights.keep}
        </Button>
      </Form>
      {kept !== null && <Alert type="success" showIcon title={texts.weights.kept(kept)} />}
      <ProblemAlert error={keep.error} />
    </Card>
  );
}

const copy = (margins: Margins) =>
  Object.fromEntries(Object.entries(margins).map(([name, totals]) => [name, { ...totals }]));

/** The weights kept of a questionnaire, each with its source, to be removed. */
export function KeptWeights(props: { readonly questionnaire: string; readonly weights: readonly KeptWeight[] }) {
  const texts = useLanguage().texts.analyses.weights;
  const { id: study } = useStudy();
  const remove = useAction(routes.removeWeight);
  const { questionnaire, weights } = props;
  if (weights.length === 0) return null;
  return (
    <section className="kept-weights" aria-label={texts.list}>
      <strong>{texts.list}</strong>
      <KeptList
        kept={weights.map(({ name, source, limit, by, at }) => ({
          name,
          said: [texts.about({ source, limit, by, day: dayInChina(at) })],
        }))}
        words={texts}
        onRemove={(weight) => remove.mutate({ params: { study, questionnaire, weight } })}
      />
      <ProblemAlert error={remove.error} />
    </section>
  );
}
