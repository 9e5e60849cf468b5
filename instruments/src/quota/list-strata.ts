import type { QuotaAxis, QuotaPlan } from "../model/quota.ts";
import { noneCode, otherCode } from "../program/program.ts";

/** A pair of raw answers and the cell it falls into; `second` is empty in a plan of one axis. */
export interface Stratum {
  readonly first: string;
  readonly second: string;
  readonly cell: string;
}

/** One part of a plan that counts every response once at most. */
export interface QuotaPart {
  /** Without margins. */
  readonly plan: QuotaPlan;
  /** Name of a cell in storage by its groups; of what falls into no cell without them. */
  readonly nameOf: (groups: readonly string[]) => string;
}

/** Name of a cell in storage: its group ids joined by a slash, which no id contains. */
export function nameCell(groups: readonly string[]): string {
  return groups.join("/");
}

/** Name of a cell of a margin in storage; without groups, of what falls into none of its cells. */
export function nameMarginCell(variable: string, groups: readonly string[] = []): string {
  return `@${variable}/${nameCell(groups)}`;
}

/** A plan's cells and each of its margins as a plan of its own, with the names its cells have in storage. */
export function listParts(plan: QuotaPlan): readonly QuotaPart[] {
  const { questionnaire, axes, cells, margins = [] } = plan;
  return [
    { plan: { questionnaire, axes, cells }, nameOf: nameCell },
    ...margins.map(({ variable, groups, cells: own }) => ({
      plan: { questionnaire, axes: [{ variable, groups }], cells: own },
      nameOf: (ids: readonly string[]) => nameMarginCell(variable, ids),
    })),
  ];
}

/**
 * Every pair of answers that falls into a cell, as answers are stored: 其他 and 以上都不是 by their words. Each pair stands
 * once, since no value stands in two groups and no cell twice: two cells cannot count the same response.
 */
export function listStrata({ axes, cells }: QuotaPlan): readonly Stratum[] {
  return cells.flatMap(({ groups }) => {
    const [firsts = [], seconds = [""]] = groups.map((id, place) => answersOf(axes[place], id));
    return firsts.flatMap((first) => seconds.map((second) => ({ first, second, cell: nameCell(groups) })));
  });
}

function answersOf(axis: QuotaAxis | undefined, id: string): readonly string[] {
  const values = axis?.groups.find((group) => group.id === id)?.values ?? [];
  return values.flatMap((value) => {
    if (value === String(otherCode)) return [value, "other"];
    return value === String(noneCode) ? [value, "none"] : [value];
  });
}
