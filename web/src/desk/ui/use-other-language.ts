import { useEffect, useRef } from "react";

/** Does something again when the language of the page is another one: what the server worded once stays in its language. */
export function useOtherLanguage(locale: string, again: () => unknown): void {
  const said = useRef(locale);
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (said.current === locale) return;
    said.current = locale;
    latest.current();
  }, [locale]);
}
