import { type RosterSampleLine, routes } from "@diaoyan/api/contract";
import { newUuid } from "@diaoyan/api/contract/uuid";
import { rosterAxes } from "@diaoyan/instruments";
import { Button, Form, InputNumber, Select } from "antd";
import { useState } from "react";
import { showMoment } from "../../china-time.ts";
import { useAction, useRoute } from "../api.ts";
import { useLanguage, useTexts } from "../texts.tsx";
import { ListTable } from "../ui/list-table.tsx";
import { ProblemAlert } from "../ui/problem-alert.tsx";
import { QueryView } from "../ui/query-view.tsx";
import { useStudy } from "../use-study.ts";
import { useFieldLabel } from "./field-labels.ts";
import { SampleView } from "./sample-view.tsx";

interface Draw {
  readonly by: (typeof rosterAxes)[number] | "";
  readonly total: number;
  readonly allocation: "proportional" | "equal";
  readonly reserves: number;
  readonly seed: number;
}

/** Samples of the roster: drawn with a seed, kept with their chances. */
export function SamplesSection() {
  const { texts: all, locale } = useLanguage();
  const texts = all.roster;
  const { id } = useStudy();
  const label = useFieldLabel();
  const [open, setOpen] = useState<string | null>(null);
  const list = useRoute(routes.listSamples, { params: { study: id } });
  const columns = [
    {
      title: texts.sample.drawnAt,
      render: (_: unknown, row: RosterSampleLine) => showMoment(row.drawnAt, locale),
    },
    {
      title: texts.sample.by,
      render: (_: unknown, row: RosterSampleLine) => (row.by === "" ? texts.sample.noStrata : label(row.by as never)),
    },
    {
      title: texts.sample.size,
      render: (_: unknown, row: RosterSampleLine) =>
        `${row.strata.reduce((sum, { drawn }) => sum + drawn, 0)} / ${row.frameSize}`,
    },
    { title: texts.sample.seed, render: (_: unknown, row: RosterSampleLine) => row.design.seed },
    {
      title: "",
      render: (_: unknown, row: RosterSampleLine) => (
        <Button size="small" onClick={() => setOpen(row.id)}>
          {texts.sample.open}
        </Button>
      ),
    },
  ];
  return (
    <div className="stack">
      <p className="note">{texts.sample.note}</p>
      <DrawForm onDrawn={setOpen} />
      <QueryView query={list}>
        {({ samples }) => <ListTable columns={columns} dataSource={samples} empty={texts.sample.none} />}
      </QueryView>
      {open !== null && <SampleView key={open} id={open} />}
    </div>
  );
}

function DrawForm({ onDrawn }: { readonly onDrawn: (id: string) => void }) {
  const texts = useTexts().roster.sample;
  const { id } = useStudy();
  const label = useFieldLabel();
  // the same id until a sample stands: a double click draws one
  const [next, setNext] = useState(() => newUuid(4));
  const draw = useAction(routes.drawSample);
  const submit = (given: Draw) =>
    draw.mutate(
      { params: { study: id, sample: next }, body: given },
      {
        onSuccess: () => {
          onDrawn(next);
          setNext(newUuid(4));
        },
      },
    );
  const axes = rosterAxes.map((axis) => ({ value: axis as Draw["by"], label: label(axis) }));
  const required = [{ required: true }];
  const initial: Draw = { by: "unitType", total: 30, allocation: "proportional", reserves: 2, seed: 2026 };
  return (
    <Form<Draw> layout="vertical" className="roster-draw" initialValues={initial} onFinish={submit}>
      <Form.Item name="by" label={texts.by}>
        <Select<Draw["by"]> options={[{ value: "", label: texts.noStrata }, ...axes]} />
      </Form.Item>
      <Form.Item name="total" label={texts.total} rules={required}>
        <InputNumber min={1} max={100_000} precision={0} />
      </Form.Item>
      <Form.Item name="allocation" label={texts.allocation}>
        <Select
          options={(["proportional", "equal"] as const).map((value) => ({ value, label: texts.allocations[value] }))}
        />
      </Form.Item>
      <Form.Item name="reserves" label={texts.reserves} rules={required}>
        <InputNumber min={0} max={1_000} precision={0} />
      </Form.Item>
      <Form.Item name="seed" label={texts.seed} rules={required}>
        <InputNumber min={0} max={4_294_967_295} precision={0} />
      </Form.Item>
      <Form.Item>
        <Button type="primary" htmlType="submit" loading={draw.isPending}>
          {texts.draw}
        </Button>
      </Form.Item>
      <ProblemAlert error={draw.error} />
    </Form>
  );
}
