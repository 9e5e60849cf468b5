import type { UnplacedLine } from "@diaoyan/api/contract";
import { Alert, Button } from "antd";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly unplaced: readonly UnplacedLine[];
  readonly names: ReadonlyMap<string, string>;
  readonly placing: string | undefined;
  readonly onPlace: (one: UnplacedLine) => void;
}

/** Codings that a correction of the text could not place: each can be put on its words by hand. */
export function UnplacedNote({ names, onPlace, placing, unplaced }: Props) {
  const texts = useTexts().codingDesk.unplaced;
  if (unplaced.length === 0) return null;
  const list = (
    <ul className="places unplaced">
      {unplaced.map((one) => (
        <li key={one.coding} className={one.coding === placing ? "chosen" : undefined}>
          <strong>{names.get(one.code) ?? texts.goneCode}</strong> {one.quote}{" "}
          <Button size="small" aria-label={texts.place(one.quote)} onClick={() => onPlace(one)}>
            {texts.begin}
          </Button>
        </li>
      ))}
    </ul>
  );
  return <Alert type="warning" showIcon role="status" title={texts.count(unplaced.length)} description={list} />;
}
