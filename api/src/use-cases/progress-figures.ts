import {
  type ConstructProgress,
  mayRefresh,
  type Released,
  releaseCount,
  releaseInLots,
  suppressList,
} from "@diaoyan/analysis";
import { type ProgressFacts, sumBy, sumValid } from "./progress-facts.ts";

/** Counts by name; null where withheld. */
export type Shown = Readonly<Record<string, number | null>>;

/** A construct as it may be shown. */
export interface ConstructFigures {
  readonly id: string;
  readonly n: number | null;
  readonly answered: number | null;
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly distribution: readonly { readonly code: number; readonly count: number | null }[];
}

/** The figures of a page of progress, whoever looks. */
export interface Figures {
  readonly totals: {
    readonly received: number | null;
    readonly valid: number | null;
    readonly late: number | null;
    readonly excluded: number | null;
    readonly beyondQuota: number | null;
    readonly withdrawn: number | null;
  };
  readonly cells: Readonly<Record<string, { readonly received: number | null; readonly valid: number | null }>>;
  readonly days: Shown;
  readonly collectors: Shown;
  readonly units: Shown;
  readonly constructs: readonly ConstructFigures[];
  readonly open: Shown;
}

/** Figures for those who steer collection: counts as they are, constructs from `smallCell` responses on. */
export function exactFigures(facts: ProgressFacts, smallCell: number): Figures {
  const by = sumBy(facts.groups, ({ status }) => status);
  const of = (status: string): number => by[status] ?? 0;
  return {
    totals: {
      received: of("complete") + of("late") + of("excluded"),
      valid: of("complete"),
      late: of("late"),
      excluded: of("excluded") - facts.beyondQuota,
      beyondQuota: facts.beyondQuota,
      withdrawn: of("withdrawn"),
    },
    cells: Object.fromEntries(facts.cells.map(({ cell, received, valid }) => [cell, { received, valid }])),
    days: sumValid(facts, ({ day }) => day),
    collectors: sumValid(facts, ({ collector }) => collector),
    units: sumValid(facts, ({ unit }) => unit),
    constructs: facts.constructs.map((construct) =>
      construct.n < smallCell ? withheld(construct) : { ...construct, answered: shareOf(construct) },
    ),
    open: Object.fromEntries(facts.open.map(({ variable, answered }) => [variable, answered])),
  };
}

/** What viewers saw last. Counts are multiples of the smallest group; constructs stand as they were when last shown. */
export interface ViewersRelease {
  readonly total: number;
  readonly cells: Released;
  readonly days: Released;
  readonly collectors: Released;
  readonly units: Released;
  readonly open: Released;
  readonly constructs: readonly ConstructProgress[];
}

/** Moves what viewers see on towards the facts, each figure by itself and in lots only. */
export function moveOn(shown: ViewersRelease | undefined, facts: ProgressFacts, smallCell: number): ViewersRelease {
  const lots = (name: "cells" | "days" | "collectors" | "units" | "open", actual: Released): Released =>
    releaseInLots(shown?.[name] ?? {}, actual, smallCell);
  const valid = sumValid(facts, () => "all")["all"] ?? 0;
  return {
    total: releaseCount(shown?.total ?? 0, valid, smallCell),
    cells: lots("cells", Object.fromEntries(facts.cells.map((cell) => [cell.cell, cell.valid]))),
    days: lots(
      "days",
      sumValid(facts, ({ day }) => day),
    ),
    collectors: lots(
      "collectors",
      sumValid(facts, ({ collector }) => collector),
    ),
    units: lots(
      "units",
      sumValid(facts, ({ unit }) => unit),
    ),
    open: lots("open", Object.fromEntries(facts.open.map(({ variable, answered }) => [variable, answered]))),
    constructs: moveConstructs(shown?.constructs ?? [], facts, smallCell),
  };
}

/** Each construct by itself, since not everybody is asked everything: with fewer newcomers its mean would tell theirs. */
function moveConstructs(
  shown: readonly ConstructProgress[],
  { constructs, pending }: ProgressFacts,
  smallCell: number,
): readonly ConstructProgress[] {
  // what has been read in part is not the state at any time
  if (pending) return shown;
  return constructs.map((construct) => {
    const before = shown.find(({ id }) => id === construct.id);
    if (before === undefined) return construct.n >= smallCell ? construct : { ...construct, n: 0 };
    return mayRefresh(before.n === 0 ? null : before.n, construct.n, smallCell) ? construct : before;
  });
}

/** Figures for viewers: what is released, nothing below `smallCell`. */
export function viewersFigures(release: ViewersRelease, smallCell: number): Figures {
  const hidden = { received: null, late: null, excluded: null, beyondQuota: null, withdrawn: null };
  return {
    totals: { ...hidden, valid: orNull(release.total) },
    cells: Object.fromEntries(
      Object.entries(release.cells).map(([cell, count]) => [cell, { received: null, valid: orNull(count) }]),
    ),
    days: shownOf(release.days),
    collectors: shownOf(release.collectors),
    units: shownOf(release.units),
    constructs: release.constructs.map((construct) => roughly(construct, smallCell)),
    open: shownOf(release.open),
  };
}

const orNull = (count: number): number | null => (count === 0 ? null : count);
const shownOf = (released: Released): Shown =>
  Object.fromEntries(Object.entries(released).map(([name, count]) => [name, orNull(count)]));

/** A construct to two decimals, with answers suppressed that fewer than `smallCell` people may have given. */
function roughly(construct: ConstructProgress, smallCell: number): ConstructFigures {
  if (construct.n < smallCell) return withheld(construct);
  const { distribution, items } = construct;
  // an answer counts once an item, so this many are of `smallCell` people at least
  const { counts } = suppressList(
    distribution.map(({ count }) => count),
    smallCell * Math.max(1, items),
  );
  return {
    id: construct.id,
    n: Math.floor(construct.n / smallCell) * smallCell,
    answered: round(shareOf(construct)),
    mean: round(construct.mean),
    low: round(construct.low),
    high: round(construct.high),
    distribution: distribution.map(({ code }, place) => ({ code, count: counts[place] ?? null })),
  };
}

const round = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
const shareOf = ({ shown, answered }: ConstructProgress): number | null => (shown === 0 ? null : answered / shown);

function withheld({ id }: ConstructProgress): ConstructFigures {
  return { id, n: null, answered: null, mean: null, low: null, high: null, distribution: [] };
}
