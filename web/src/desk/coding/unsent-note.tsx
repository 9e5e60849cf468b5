import { Alert, Button } from "antd";
import { problemOf } from "../api.ts";
import { useTexts } from "../texts.tsx";
import type { UnsentCoding } from "./unsent.ts";

interface Props {
  readonly unsent: readonly UnsentCoding[];
  /** Why they wait; null while they are simply on their way. */
  readonly waits: Error | null;
  readonly names: ReadonlyMap<string, string>;
  readonly onDrop: (id: string) => void;
}

/** Codings the server does not have yet, or did not take, with their words: none goes without a word. */
export function UnsentNote({ names, onDrop, unsent, waits }: Props) {
  const texts = useTexts().codingDesk.unsent;
  const refused = unsent.filter((one) => one.refused !== undefined);
  const waiting = unsent.length - refused.length;
  const signIn = problemOf(waits)?.code === "access.signIn";
  return (
    <>
      {waits !== null && waiting > 0 && (
        <Alert
          type="warning"
          showIcon
          role="status"
          title={texts.waiting(waiting)}
          description={signIn && texts.signIn}
        />
      )}
      {refused.map(({ code, id, quote, refused: why }) => (
        <Alert
          key={id}
          type="error"
          showIcon
          title={texts.refused(names.get(code) ?? "", quote)}
          description={why}
          action={
            <Button size="small" onClick={() => onDrop(id)}>
              {texts.drop}
            </Button>
          }
        />
      ))}
    </>
  );
}
