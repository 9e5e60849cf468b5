import { Alert, Button } from "antd";
import { problemOf } from "../api.ts";
import { useTexts } from "../texts.tsx";
import { type CodingSettings, isEdit, type Unsent } from "./unsent.ts";

interface Props {
  readonly unsent: readonly Unsent[];
  /** Why they wait; null while they are simply on their way. */
  readonly waits: Error | null;
  readonly names: ReadonlyMap<string, string>;
  readonly onDrop: (ids: readonly string[]) => void;
}

/** Codings and changes the server does not have yet, or did not take, with their words: none goes without a word. */
export function UnsentNote({ names, onDrop, unsent, waits }: Props) {
  const texts = useTexts().codingDesk.unsent;
  const refused = unsent.filter((one) => one.refused !== undefined);
  const waiting = unsent.length - refused.length;
  const say = (one: Unsent): string => {
    const name = names.get(one.code) ?? "";
    if (!isEdit(one)) return texts.refused(name, one.quote);
    return texts.refusedEdit(saySettings(one.set), name, one.quote);
  };
  const saySettings = (set: CodingSettings | null): string => {
    if (set === null) return texts.removed;
    const marks = Object.entries(set.modifiers ?? {}).map(([modifier, value]) => `${modifier}：${value}`);
    return [
      ...(set.code === undefined ? [] : [texts.recoded(names.get(set.code) ?? "")]),
      ...(set.modifiers === undefined ? [] : [marks.length === 0 ? texts.unmarked : texts.marked(marks.join("；"))]),
      ...(set.start === undefined && set.end === undefined ? [] : [texts.moved]),
    ].join("，");
  };
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
      {refused.map((one) => (
        <Alert
          key={one.id}
          type="error"
          showIcon
          title={say(one)}
          description={one.refused}
          action={
            <Button size="small" onClick={() => onDrop([one.id])}>
              {texts.drop}
            </Button>
          }
        />
      ))}
    </>
  );
}
