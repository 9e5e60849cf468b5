import { type Answers, type CompiledQuestionnaire, type Construct, tabulateAnswers } from "@diaoyan/instruments";

/** What a questionnaire's progress is followed by: the items of its constructs and its open questions. */
export interface Tracked {
  readonly constructs: readonly Construct[];
  /** Variables whose cells a row holds, in order: items first, then open questions. */
  readonly names: readonly string[];
  readonly open: readonly string[];
}

/** Cells of one response in the order of `names`: a code (1 for a text), or one of `cellCodes`. */
export type TrackedRow = Float32Array;

/** What stands in a row where there is no code. */
export const cellCodes = {
  notShown: Number.NaN,
  skipped: Number.NEGATIVE_INFINITY,
  notApplicable: Number.POSITIVE_INFINITY,
};

/** The items and open questions of a questionnaire; texts beside a choice (其他) are no open questions. */
export function listTracked(constructs: readonly Construct[], { variables }: CompiledQuestionnaire): Tracked {
  const known = new Set(variables.map(({ name }) => name));
  const items = [...new Set(constructs.flatMap((construct) => construct.items))].filter((name) => known.has(name));
  const open = variables
    .filter(
      ({ name, question, type, valueLabels }) => type === "string" && valueLabels === undefined && name === question,
    )
    .map(({ name }) => name);
  return { constructs, names: [...items, ...open], open };
}

/** The cells of one response that are followed. */
export function trackAnswers(tracked: Tracked, compiled: CompiledQuestionnaire, answers: Answers): TrackedRow {
  const cells = tabulateAnswers(compiled, answers);
  return Float32Array.from(tracked.names, (name) => {
    const cell = cells.get(name);
    if (cell === undefined) return cellCodes.notShown;
    if ("value" in cell) return typeof cell.value === "number" ? cell.value : 1;
    if (cell.missing === "skipped") return cellCodes.skipped;
    return cell.missing === "notApplicable" ? cellCodes.notApplicable : cellCodes.notShown;
  });
}
