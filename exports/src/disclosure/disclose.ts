import { type Presented, type RunOutcome, suppressList, suppressTable, type TableCell } from "@diaoyan/analysis";

/** What stands in place of a count that would tell of too few people, and of what would give it away. */
export const suppressed = "＊";

/** A presentation fit for the public, and whether anything had to be suppressed. */
export interface Disclosed {
  readonly presented: Presented;
  /** True for a number in the result, by its path, that may not be shown. */
  readonly isHidden: (path: string) => boolean;
  readonly hidden: boolean;
}

/** Places in a result that are hidden: a list's entries, or the cells of a table, under the names they have in it. */
interface Hiding {
  readonly body: Presented["table"]["body"];
  readonly isHidden: (path: string) => boolean;
  readonly count: number;
}

const star = (cell: TableCell): TableCell => ({ text: suppressed, ...(cell.align && { align: cell.align }) });
const starFrom = (row: readonly TableCell[], from: number): readonly TableCell[] =>
  row.map((cell, column) => (column < from ? cell : star(cell)));

/**
 * Hides what tells of fewer than `smallCell` people: counts of frequencies, choices and cross-tables with as many others as
 * it takes, and rows of groups that small in every other table. Sentences and charts that would show them go too. What
 * rests on interviews counts mentions, not answers, and stays as it is. Charts of single answers are left out always.
 */
export function disclose(run: RunOutcome & { readonly presented: Presented }, smallCell: number): Disclosed {
  const { table, sentences } = run.presented;
  const { body, count, isHidden } = hide(run, smallCell);
  const remark =
    count > 0
      ? `小于${smallCell}的频数及可由其他数字推出它们的频数不公开，以“${suppressed}”代替。`
      : drawsSingles(run)
        ? "图中会出现个别人的数值，不公开。"
        : null;
  if (remark === null) return { presented: run.presented, isHidden: () => false, hidden: false };
  const kept = sentences.filter(({ numbers }) => !numbers.some(({ path }) => isHidden(path)));
  const note = `${table.note.replace(/。$/, "")}${table.note === "" ? "" : "；"}${remark}`;
  const presented = { ...run.presented, table: { ...table, body, note }, chart: null, sentences: kept };
  return { presented, isHidden, hidden: true };
}

/** Whether the chart draws answers of single people: the outermost beside a box, every step of a distribution. */
function drawsSingles({ kind, params, presented }: RunOutcome & { readonly presented: Presented }): boolean {
  return (
    presented.chart !== null &&
    (kind === "kolmogorovSmirnov" || (params as { readonly picture?: string }).picture === "box")
  );
}

function hide({ kind, result, presented }: RunOutcome & { readonly presented: Presented }, smallCell: number): Hiding {
  const { body } = presented.table;
  switch (kind) {
    case "frequencies":
      return hideFrequencies(result as unknown as Counted<"categories">, body, smallCell);
    case "multipleResponse":
      return hideChoices(result as unknown as Counted<"rows">, body, smallCell);
    case "choicesByGroup":
      return hideGroupedChoices(result as unknown as GroupedChoices, body, smallCell);
    case "crosstab":
      return hideCells(result as unknown as { readonly counts: readonly (readonly number[])[] }, body, smallCell);
    default:
      return isSmall(result.n, smallCell) ? hideAll(presented) : hideGroups(presented, smallCell);
  }
}

const isSmall = (n: unknown, smallCell: number): boolean => typeof n === "number" && n > 0 && n < smallCell;

function hideAll({ table }: Presented): Hiding {
  const { body } = table;
  return { body: body.map((row) => starFrom(row, 1)), isHidden: () => true, count: Math.max(1, body.length) };
}

type Counted<Key extends string> = { readonly n: number } & Readonly<
  Record<Key, readonly { readonly count: number }[]>
>;

const whole = (counts: readonly number[]): readonly number[] => counts.map((count) => Math.round(count));

/** The entry of a list a path leads into: `categories.2.percent` is 2. */
function entryOf(path: string, list: string): number {
  const [, index] = new RegExp(`^${list}\\.(\\d+)\\.`).exec(path) ?? [];
  return index === undefined ? -1 : Number(index);
}

function hideFrequencies({ categories }: Counted<"categories">, body: Hiding["body"], smallCell: number): Hiding {
  const { counts, total } = suppressList(whole(categories.map(({ count }) => count)), smallCell);
  const any = counts.includes(null);
  const cumulative = 4;
  return {
    // sums on the way down would give the hidden ones away
    body: body.map((row, index) =>
      counts[index] === null
        ? starFrom(row, 1)
        : row.map((cell, column) => (any && column === cumulative ? star(cell) : cell)),
    ),
    isHidden: (path) =>
      counts[entryOf(path, "categories")] === null ||
      (any && path.endsWith("cumulativePercent")) ||
      (total === null && path === "n"),
    count: counts.filter((count) => count === null).length,
  };
}

/** Choices of several do not add up to the cases, yet who did not choose can be few, too; their sum is not shown then. */
function hideChoices({ n, rows }: Counted<"rows">, body: Hiding["body"], smallCell: number): Hiding {
  const counts = rows.map(({ count }) => count);
  const summed = suppressList(counts, smallCell).counts;
  const isOut = counts.map(
    (count, index) => summed[index] === null || isSmall(count, smallCell) || isSmall(n - count, smallCell),
  );
  const any = isOut.includes(true);
  const ofResponses = 3;
  return {
    body: body.map((row, index) =>
      isOut[index] ? starFrom(row, 1) : row.map((cell, column) => (any && column === ofResponses ? star(cell) : cell)),
    ),
    isHidden: (path) => isOut[entryOf(path, "rows")] === true || (any && /responses|OfResponses/i.test(path)),
    count: isOut.filter(Boolean).length,
  };
}

interface GroupedChoices {
  readonly n: number;
  readonly groups: readonly { readonly n: number }[];
  readonly rows: readonly { readonly count: number; readonly cells: readonly { readonly count: number }[] }[];
}

/** A choice goes with all its groups where few of one made it or did not; the sizes of groups, last, go where one is small. */
function hideGroupedChoices({ n, groups, rows }: GroupedChoices, body: Hiding["body"], smallCell: number): Hiding {
  const sizes = [...groups.map((group) => group.n), n];
  const isOut = rows.map(({ count, cells }) =>
    [...cells.map((cell) => cell.count), count].some(
      (made, place) => isSmall(made, smallCell) || isSmall((sizes[place] ?? 0) - made, smallCell),
    ),
  );
  const out = [...isOut, sizes.some((size) => isSmall(size, smallCell))];
  return {
    body: body.map((row, index) => (out[index] ? starFrom(row, 1) : row)),
    isHidden: (path) => isOut[entryOf(path, "rows")] === true || (out.at(-1) === true && /^groups|^n$/.test(path)),
    count: out.filter(Boolean).length,
  };
}

function hideCells(
  { counts }: { readonly counts: readonly (readonly number[])[] },
  body: Hiding["body"],
  smallCell: number,
): Hiding {
  const shown = suppressTable(counts.map(whole), smallCell);
  const hidden = shown.cells.flat().filter((count) => count === null).length;
  return {
    body: body.map((row, r) =>
      row.map((cell, column) => {
        const total = column === row.length - 1;
        const count = total ? shown.rowTotals[r] : shown.cells[r]?.[column - 1];
        return column > 0 && count === null ? star(cell) : cell;
      }),
    ),
    isHidden: (path) => {
      const [, r, c] =
        /^(?:counts|rowPercents|columnPercents|expected|adjustedResiduals)\.(\d+)\.(\d+)$/.exec(path) ?? [];
      return r !== undefined && shown.cells[Number(r)]?.[Number(c)] === null;
    },
    count: hidden,
  };
}

/** Rows of groups, told by their column n: a small one is hidden with the next smallest, since the n add up. */
function hideGroups({ table }: Presented, smallCell: number): Hiding {
  const column = table.header.at(-1)?.findIndex(({ text }) => text === "n") ?? -1;
  const sizes = table.body.map((row) => (column < 0 ? undefined : row[column]?.value));
  const known = sizes.flatMap((size, row) => (size === undefined ? [] : [{ size, row }]));
  const { counts } = suppressList(whole(known.map(({ size }) => size)), smallCell);
  const out = new Set(known.flatMap(({ row }, index) => (counts[index] === null ? [row] : [])));
  const isHidden = (path: string): boolean => {
    const [, index] = /\.(\d+)\./.exec(`${path}.`) ?? [];
    return out.size > 0 && index !== undefined && out.has(Number(index));
  };
  return { body: table.body.map((row, index) => (out.has(index) ? starFrom(row, 1) : row)), isHidden, count: out.size };
}
