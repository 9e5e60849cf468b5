import type { Cell } from "../compile/tabulate-answers.ts";
import type { CompiledQuestionnaire } from "../model/compiled.ts";

/** The answer to one item of a construct, on the item's own scale. */
export interface ScaleAnswer {
  readonly variable: string;
  readonly construct: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly reverse: boolean;
}

/** Answers to the items of constructs in document order; what is missing or not applicable is left out. */
export function readScaleAnswers(
  { variables }: CompiledQuestionnaire,
  cells: ReadonlyMap<string, Cell>,
): readonly ScaleAnswer[] {
  return variables.flatMap(({ name, construct, scale, reverse = false }): readonly ScaleAnswer[] => {
    const cell = cells.get(name);
    if (construct === undefined || scale === undefined || cell === undefined || !("value" in cell)) return [];
    return [{ variable: name, construct, value: Number(cell.value), ...scale, reverse }];
  });
}
