import { Button } from "antd";
import { useTexts } from "../texts.tsx";

interface Props {
  /** Where each page up to this one starts, the first with an empty text. */
  readonly starts: readonly string[];
  /** Where the next page starts; null on the last. */
  readonly next: string | null;
  readonly onTurn: (starts: readonly string[]) => void;
}

/** Turns the pages of a long list; a list of one page has none. */
export function Pager({ starts, next, onTurn }: Props) {
  const texts = useTexts();
  if (starts.length === 1 && next === null) return null;
  return (
    <div className="pager">
      <Button disabled={starts.length === 1} onClick={() => onTurn(starts.slice(0, -1))}>
        {texts.previous}
      </Button>
      <span className="note">{texts.pageNumber(starts.length)}</span>
      <Button disabled={next === null} onClick={() => next !== null && onTurn([...starts, next])}>
        {texts.next}
      </Button>
    </div>
  );
}
