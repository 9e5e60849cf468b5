import { useCallback, useRef } from "react";

/** Runs work unless earlier work still runs: of a double click only the first is sent. What fails is shown by who sent it. */
export function useOneAtATime(): (work: () => Promise<unknown>) => void {
  const busy = useRef(false);
  return useCallback((work) => {
    if (busy.current) return;
    busy.current = true;
    const end = () => {
      busy.current = false;
    };
    void work().then(end, end);
  }, []);
}
