import type { Coding } from "@diaoyan/analysis";
import type { Codebook } from "@diaoyan/instruments";
import { Button, Card, Radio, Tag } from "antd";
import { useTexts } from "../texts.tsx";
import { EdgeButtons } from "./code-picker.tsx";
import { CodeSelect } from "./code-select.tsx";
import { MemoField } from "./memo-field.tsx";
import { moveEdge, type SpokenSpan } from "./snap.ts";
import type { CodingSettings } from "./unsent.ts";

interface Props {
  readonly coding: Coding;
  readonly codebook: Codebook;
  readonly coder: string;
  /** The turns its ends stay within. */
  readonly turns: readonly SpokenSpan[];
  /** Whether the change stands. */
  readonly onChange: (set: CodingSettings) => Promise<boolean>;
  readonly onRemove: () => void;
  /** Another code on the same words. */
  readonly onFurther: () => void;
  readonly onClose: () => void;
}

/** A chosen coding: its code, modifiers, memo and ends can be changed. */
export function CodingCard({ coding, codebook, coder, turns, onChange, onRemove, onFurther, onClose }: Props) {
  const texts = useTexts();
  const setModifier = (name: string, value: string) => {
    const { [name]: _, ...others } = coding.modifiers;
    void onChange({ modifiers: value === "" ? others : { ...others, [name]: value } });
  };
  return (
    <Card
      size="small"
      className="coding-card"
      onKeyDown={(event) => event.key === "Escape" && onClose()}
      title={texts.codingDesk.chosen}
      extra={
        <Button size="small" type="text" onClick={onClose}>
          {texts.codingDesk.close}
        </Button>
      }
    >
      <blockquote>{coding.quote.length > 160 ? `${coding.quote.slice(0, 160)}…` : coding.quote}</blockquote>
      <p className="note">
        {coding.origin.kind === "rule" ? <Tag>{texts.coding.byRule}</Tag> : coder} <Moment at={coding.at} />
      </p>
      <CodeSelect codebook={codebook} value={String(coding.code)} onChange={(code) => void onChange({ code })} />
      {Object.entries(codebook.modifiers).map(([name, values]) => (
        <div key={name} className="modifier">
          <span className="note">{name}</span>
          <Radio.Group
            size="small"
            optionType="button"
            aria-label={name}
            value={coding.modifiers[name] ?? ""}
            options={[
              { value: "", label: texts.codingDesk.noModifier },
              ...values.map((value) => ({ value, label: value })),
            ]}
            onChange={(event) => setModifier(name, String(event.target.value))}
          />
        </div>
      ))}
      <MemoField
        name={`memo segment ${coding.id}`}
        label={texts.codingDesk.memo.segment}
        text={coding.memo}
        maxLength={5_000}
        onSave={(memo) => onChange({ memo })}
      />
      <div className="picker-foot">
        <EdgeButtons
          onMove={(edge, by) => {
            const { start, end } = moveEdge(coding, edge, by, turns);
            void onChange({ start, end });
          }}
        />
        <Button size="small" onClick={onFurther}>
          {texts.codingDesk.further}
        </Button>
        <Button size="small" danger onClick={onRemove}>
          {texts.remove}
        </Button>
      </div>
    </Card>
  );
}

function Moment({ at }: { readonly at: string }) {
  const texts = useTexts();
  return at === undefined ? null : <time dateTime={at}>{texts.codingDesk.moment(at)}</time>;
}
