import type { Variable } from "@diaoyan/instruments";
import { Button, Card } from "antd";
import { useTexts } from "../texts.tsx";
import { QuotaAxes } from "./quota-axes.tsx";
import { listNames, type QuotaDraft, setMargin, toDraft } from "./quota-draft.ts";
import { QuotaGrid } from "./quota-grid.tsx";

const most = 6;

interface Props {
  readonly draft: QuotaDraft;
  readonly variables: readonly Variable[];
  readonly onChange: (draft: QuotaDraft) => void;
}

/** Questions that are counted beside the cells, each by itself. */
export function QuotaMargins({ draft, variables, onChange }: Props) {
  const texts = useTexts().progress.editor;
  const margins = draft.margins ?? [];
  const taken = margins.map(({ axes }) => axes[0]?.variable);
  return (
    <Card size="small" title={<h2>{texts.margins}</h2>}>
      <p className="note">{texts.marginsNote}</p>
      {margins.map((margin, place) => {
        const variable = variables.find(({ name }) => name === margin.axes[0]?.variable);
        const free = variables.filter(({ name }) => name === variable?.name || !taken.includes(name));
        const change = (next: QuotaDraft) => onChange(setMargin(draft, place, next));
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a margin is its place until it has a question
          <div key={place} className="quota-margin">
            <QuotaAxes draft={margin} variables={free} onChange={change} headings={[texts.margin(place + 1)]} />
            {variable !== undefined && (
              <QuotaGrid draft={margin} rows={listNames(margin.axes[0], variable)} columns={[""]} onChange={change} />
            )}
            <Button size="small" danger onClick={() => onChange(setMargin(draft, place, undefined))}>
              {texts.dropMargin(place + 1)}
            </Button>
          </div>
        );
      })}
      {margins.length < most && (
        <Button size="small" onClick={() => onChange(setMargin(draft, margins.length, toDraft(null)))}>
          {texts.addMargin}
        </Button>
      )}
    </Card>
  );
}
