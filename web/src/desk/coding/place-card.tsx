import type { UnplacedLine } from "@diaoyan/api/contract";
import type { Codebook } from "@diaoyan/instruments";
import { Button, Card } from "antd";
import { useState } from "react";
import { useTexts } from "../texts.tsx";
import { EdgeButtons } from "./code-picker.tsx";
import { CodeSelect } from "./code-select.tsx";

interface Props {
  readonly unplaced: UnplacedLine;
  readonly codebook: Codebook;
  readonly coder: string;
  /** The words selected now; null while there are none. */
  readonly quote: string | null;
  readonly onMove: (edge: "start" | "end", by: number) => void;
  readonly onPlace: (code: string) => void;
  readonly onClose: () => void;
}

/** A coding without a place beside the words selected for it: “放到这里” puts it there. */
export function PlaceCard({ codebook, coder, onClose, onMove, onPlace, quote, unplaced }: Props) {
  const texts = useTexts();
  const words = texts.codingDesk.unplaced;
  const known = codebook.codes.some(({ id }) => id === unplaced.code);
  const [code, setCode] = useState(known ? unplaced.code : undefined);
  return (
    <Card
      size="small"
      className="coding-card"
      title={words.title}
      extra={
        <Button size="small" type="text" onClick={onClose}>
          {texts.codingDesk.close}
        </Button>
      }
    >
      <blockquote>
        …{unplaced.before}
        <mark>{unplaced.quote}</mark>
        {unplaced.after}…
      </blockquote>
      <p className="note">
        {coder}
        {unplaced.memo !== "" && ` ✎ ${unplaced.memo}`}
      </p>
      <CodeSelect codebook={codebook} value={code} placeholder={words.goneCode} onChange={setCode} />
      <p role="status">{quote === null ? words.select : words.onto(quote)}</p>
      <div className="picker-foot">
        <Button
          type="primary"
          disabled={quote === null || code === undefined}
          onClick={() => code !== undefined && onPlace(code)}
        >
          {words.here}
        </Button>
        {quote !== null && <EdgeButtons onMove={onMove} />}
      </div>
    </Card>
  );
}
