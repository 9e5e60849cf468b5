import { Button } from "antd";
import { useTexts } from "../texts.tsx";

/** Turns the pages of something that is here as a whole; one page has none. */
export function PageTurner(props: {
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (page: number) => void;
}) {
  const { page, pages, onTurn } = props;
  const texts = useTexts();
  if (pages <= 1) return null;
  return (
    <div className="pager">
      <Button disabled={page === 0} onClick={() => onTurn(page - 1)}>
        {texts.previous}
      </Button>
      <span className="note">{texts.deidentify.page(page + 1, pages)}</span>
      <Button disabled={page >= pages - 1} onClick={() => onTurn(page + 1)}>
        {texts.next}
      </Button>
    </div>
  );
}
