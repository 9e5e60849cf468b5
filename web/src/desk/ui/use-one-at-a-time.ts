import { useRef } from "react";

/** Makes an act that is not begun again while it runs: of a double click only the first counts. */
export function useOneAtATime<Input extends readonly unknown[]>(act: (...input: Input) => Promise<void>) {
  const running = useRef(false);
  return async (...input: Input): Promise<void> => {
    if (running.current) return;
    running.current = true;
    try {
      await act(...input);
    } finally {
      running.current = false;
    }
  };
}
