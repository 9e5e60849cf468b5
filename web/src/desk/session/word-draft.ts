import type { CallInput, CallOutput, routes } from "@diaoyan/api/contract";

type Listed = CallOutput<typeof routes.listSessionWords>["sessions"][number];
type Decision = CallInput<typeof routes.decideSessionWords>["body"]["decisions"][number];

/** A word of a session while a lead decides on it. */
export interface DraftWord {
  readonly session: string;
  readonly text: string;
  /** Name of the rule that finds it; "" for one added by hand. */
  readonly rule: string;
  /** What the rule says; null for a word added by hand. */
  readonly byRule: string | null;
  readonly count: number;
  readonly place: Listed["words"][number]["place"];
  readonly keep: boolean;
  readonly replacement: string;
}

export function draftWords(sessions: readonly Listed[]): readonly DraftWord[] {
  return sessions.flatMap(({ session, words }) =>
    words.map(({ text, rule, byRule, replacement, count, place, decided }) => ({
      ...{ session, text, rule, byRule, replacement, count, place },
      keep: decided !== null && decided.replacement === null,
    })),
  );
}

export function isUnsaid({ keep, replacement }: DraftWord): boolean {
  return !keep && replacement.trim() === "";
}

/** What differs from the rules: kept words, other replacements, words added by hand. */
export function decisionsOf(words: readonly DraftWord[]): Decision[] {
  return words
    .filter(({ keep, replacement, byRule }) => keep || replacement.trim() !== byRule)
    .map(({ session, text, keep, replacement }) => ({ session, text, replacement: keep ? null : replacement.trim() }));
}
