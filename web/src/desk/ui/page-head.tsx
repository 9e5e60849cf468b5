import type { ReactNode } from "react";
import { useTexts } from "../texts.tsx";

interface Props {
  readonly title: string;
  readonly note?: ReactNode;
  readonly children?: ReactNode;
  /** Stays in sight on a long page, so that saving needs no way back. */
  readonly sticky?: boolean;
}

/** Heading of a page with what can be done there; the title is that of the browser's tab, too. */
export function PageHead({ title, note, children, sticky = false }: Props) {
  const { brand } = useTexts();
  return (
    <header className={sticky ? "page-head sticky" : "page-head"}>
      <title>{`${title} - ${brand}`}</title>
      <div>
        <h1>{title}</h1>
        {note !== undefined && <p className="note">{note}</p>}
      </div>
      {children !== undefined && <div className="page-actions">{children}</div>}
    </header>
  );
}
