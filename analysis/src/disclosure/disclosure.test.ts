import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findBounds } from "./find-bounds.ts";
import { type MarginTable, withMargins } from "./margin-table.ts";
import { mayRefresh, releaseCount, releaseInLots } from "./release-in-lots.ts";
import { suppressList, suppressTable } from "./suppress-table.ts";

const tables = (most: number, side: number) =>
  fc.tuple(fc.integer({ min: 1, max: side }), fc.integer({ min: 2, max: side })).chain(([rows, columns]) =>
    fc.array(fc.array(fc.integer({ min: 0, max: most }), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

/** Every table of whole counts that fits what is shown, found by trying all: the reader with unlimited patience. */
function listPossible(table: MarginTable): readonly (readonly number[])[] {
  const { height, width, counts, hidden } = table;
  const inner = counts.map((_, at) => at).filter((at) => Math.floor(at / width) < height - 1 && at % width < width - 1);
  const free = inner.filter((at) => hidden[at]);
  const values = inner.reduce<number[]>((all, at) => Object.assign(all, { [at]: counts[at] ?? 0 }), []);
  const fits = (row: number | null, column: number | null): boolean => {
    const total = row === null ? (height - 1) * width + (column ?? 0) : row * width + width - 1;
    if (hidden[total]) return true;
    const line = inner.filter((at) => (row === null ? at % width === column : Math.floor(at / width) === row));
    return line.reduce((sum, at) => sum + (values[at] ?? 0), 0) === counts[total];
  };
  const found: (readonly number[])[] = [];
  const largest = counts[counts.length - 1] ?? 0;
  const go = (place: number): void => {
    const at = free[place];
    if (at === undefined) {
      const rows = Array.from({ length: height - 1 }, (_, row) => fits(row, null));
      const columns = Array.from({ length: width - 1 }, (_, column) => fits(null, column));
      const grand = hidden[counts.length - 1] || inner.reduce((sum, one) => sum + (values[one] ?? 0), 0) === largest;
      if (grand && [...rows, ...columns].every(Boolean)) found.push([...values]);
      return;
    }
    for (let value = 0; value <= largest; value += 1) {
      values[at] = value;
      go(place + 1);
    }
    values[at] = counts[at] ?? 0;
  };
  go(0);
  return found;
}

describe("findBounds", () => {
  it("says exactly what trying all tables says, while the totals are shown", () => {
    fc.assert(
      fc.property(tables(3, 2), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), (cells, marks) => {
        const table = withMargins(cells, { rows: true, columns: true });
        const inner = table.counts.flatMap((_, at) =>
          Math.floor(at / table.width) < table.height - 1 && at % table.width < table.width - 1 ? [at] : [],
        );
        for (const [place, at] of inner.entries()) table.hidden[at] = marks[place] ?? false;
        const possible = listPossible(table);
        for (const at of inner) {
          const seen = possible.map((values) => values[at] ?? 0);
          expect(findBounds(table, at)).toEqual({ low: Math.min(...seen), high: Math.max(...seen) });
        }
      }),
      { numRuns: 200 },
    );
  });

  it("knows that a hidden total leaves its line without end", () => {
    const table = withMargins([[3, 9]], { rows: false, columns: false });
    table.hidden[0] = true;
    expect(findBounds(table, 0)).toEqual({ low: 0, high: Number.POSITIVE_INFINITY });
  });
});

describe("suppressTable", () => {
  it("E2 hides a small cell and the corners that would give it away", () => {
    const { cells, rowTotals, columnTotals, total } = suppressTable(
      [
        [3, 20, 30],
        [25, 10, 40],
        [35, 50, 60],
      ],
      5,
    );
    expect(cells).toEqual([
      [null, null, 30],
      [null, null, 40],
      [35, 50, 60],
    ]);
    expect([rowTotals, columnTotals, total]).toEqual([[53, 75, 145], [63, 80, 130], 273]);
  });

  it("shows empty cells and all there is where nothing is small", () => {
    expect(suppressTable([[0, 7]], 5).cells).toEqual([[0, 7]]);
    expect(suppressList([0, 0], 5)).toEqual({ counts: [0, 0], total: 0 });
    expect(suppressList([], 5)).toEqual({ counts: [], total: 0 });
  });

  it("hides the total of one small answer, and of a small group", () => {
    expect(suppressList([1], 5)).toEqual({ counts: [null], total: null });
    expect(suppressList([2, 1], 5).total).toBeNull();
    expect(suppressList([2, 30, 8], 5)).toEqual({ counts: [null, 30, null], total: 40 });
  });

  it("leaves no small count within fewer than k values, whatever the table", () => {
    fc.assert(
      fc.property(
        tables(12, 4),
        fc.integer({ min: 2, max: 6 }),
        fc.boolean(),
        fc.boolean(),
        (cells, k, rows, columns) => {
          const published = { rows, columns };
          const shown = suppressTable(cells, k, published);
          const table = withMargins(cells, published);
          const grid = [
            ...shown.cells.map((row, at) => [...row, shown.rowTotals[at] ?? null]),
            [...shown.columnTotals, shown.total],
          ];
          for (const [at, count] of grid.flat().entries()) {
            if (count !== null) expect(count).toBe(table.counts[at]);
            table.hidden[at] = count === null;
          }
          for (const [at, count] of table.counts.entries()) {
            if (count === 0 || count >= k) continue;
            const { low, high } = findBounds(table, at);
            expect(high - low).toBeGreaterThanOrEqual(k);
          }
        },
      ),
    );
  });

  it("withstands a reader who tries every table", () => {
    fc.assert(
      fc.property(tables(4, 2), (cells) => {
        const k = 3;
        const shown = suppressTable(cells, k);
        const table = withMargins(cells, { rows: true, columns: true });
        const grid = [
          ...shown.cells.map((row, at) => [...row, shown.rowTotals[at] ?? null]),
          [...shown.columnTotals, shown.total],
        ];
        for (const [at, count] of grid.flat().entries()) table.hidden[at] = count === null;
        const possible = listPossible(table);
        for (const [r, row] of cells.entries()) {
          for (const [c, count] of row.entries()) {
            if (count === 0 || count >= k) continue;
            const seen = new Set(possible.map((values) => values[r * table.width + c]));
            expect(seen.size).toBeGreaterThan(1);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe("releaseInLots", () => {
  const steps = fc.array(fc.record({ cell: fc.constantFrom("a", "b", "c"), by: fc.constantFrom(1, 1, 1, -1) }), {
    maxLength: 80,
  });

  it("moves every figure and every sum of figures by nought or by at least k people", () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 3, max: 7 }), (moves, k) => {
        const actual: Record<string, number> = { a: 0, b: 0, c: 0 };
        let shown = releaseInLots({}, actual, k);
        for (const { cell, by } of moves) {
          actual[cell] = Math.max(0, (actual[cell] ?? 0) + by);
          const next = releaseInLots(shown, actual, k);
          for (const name of ["a", "b", "c"]) {
            const [before, now, real] = [shown[name] ?? 0, next[name] ?? 0, actual[name] ?? 0];
            expect((now - before) % k).toBe(0);
            expect(now === 0 || now >= k).toBe(true);
            expect(Math.abs(real - now)).toBeLessThan(k);
          }
          shown = next;
        }
      }),
    );
  });

  it("does not tell one going and one coming", () => {
    expect([9, 10, 9, 10].map((actual) => releaseCount(10, actual, 5))).toEqual([10, 10, 10, 10]);
    expect(releaseCount(0, 4, 5)).toBe(0);
    expect(releaseCount(10, 5, 5)).toBe(5);
  });

  it("follows another k, up and down", () => {
    expect(releaseCount(5, 9, 10)).toBe(0);
    expect(releaseCount(10, 19, 3)).toBe(18);
  });

  it("lets means move only with k people", () => {
    expect([mayRefresh(null, 4, 5), mayRefresh(null, 5, 5), mayRefresh(20, 24, 5), mayRefresh(20, 15, 5)]).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });
});
