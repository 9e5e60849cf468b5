import type { Coding } from "@diaoyan/analysis";
import { useMemo, useState } from "react";
import { useTexts } from "../texts.tsx";
import { nameCoder } from "./name-coder.ts";

const everyone = "*";
const byRule = "rule";

/** Who made a coding: a person's id, or one word for all rules. */
export function coderOf({ origin }: Coding): string {
  return origin.kind === "human" ? origin.user : byRule;
}

interface Who {
  readonly codings: readonly Coding[];
  /** Names of people by id, and of the person at the desk. */
  readonly coders: Readonly<Record<string, string>>;
  readonly me: string;
}

/** The codings of one coder, or of all, and who there is to choose from. */
export function useCoder({ coders, codings, me }: Who) {
  const texts = useTexts();
  const [coder, setCoder] = useState(everyone);
  const shown = useMemo(
    () => (coder === everyone ? codings : codings.filter((coding) => coderOf(coding) === coder)),
    [coder, codings],
  );
  const present = useMemo(() => [...new Set(codings.map(coderOf))].sort(), [codings]);
  const nameOf = (id: string): string => {
    if (id === byRule) return texts.coding.byRule;
    return id === me ? texts.codingDesk.mine : nameCoder(id, coders, texts.codingDesk.formerMember);
  };
  const options = [
    { value: everyone, label: texts.codingDesk.everyone },
    ...present.map((value) => ({ value, label: nameOf(value) })),
  ];
  return { coder, nameOf, options, setCoder, shown };
}
