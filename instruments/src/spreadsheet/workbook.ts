/** A sheet as texts: numbers in their shortest form, dates by ISO 8601, TRUE and FALSE, "" for an empty cell. */
export interface Sheet {
  readonly name: string;
  /** Row 1 of the sheet first; empty rows are kept, so that places can be named. Rows end at their last filled cell. */
  readonly rows: readonly (readonly string[])[];
  /** Cells joined into one, whose value stands in the first; none where nothing is said. */
  readonly merges?: readonly MergedCells[];
}

/** A block of joined cells: first and last row and column, from 0. */
export interface MergedCells {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Sheets in the order of the file. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
}

/** How much a file may unfold to before it is refused. */
export interface SpreadsheetLimits {
  /** Bytes of all parts that are read. */
  readonly bytes: number;
  /** Cells of all sheets, empty ones between filled ones included. */
  readonly cells: number;
}

/** Room for 100,000 rows of 40 columns, or 30,000 of 120. */
export const spreadsheetLimits: SpreadsheetLimits = { bytes: 256 * 1024 * 1024, cells: 4_000_000 };

/** Letters of a column counted from 0: A, B, …, Z, AA, … */
export function columnLetters(index: number): string {
  const before = Math.floor(index / 26) - 1;
  return `${before < 0 ? "" : columnLetters(before)}${String.fromCharCode(65 + (index % 26))}`;
}

/** Column counted from 0 of an address such as `AB12`; −1 where it starts with no letter. */
export function columnOf(address: string): number {
  let column = 0;
  for (const letter of address) {
    const code = letter.charCodeAt(0) - 64;
    if (code < 1 || code > 26) break;
    column = column * 26 + code;
  }
  return column - 1;
}

/** Cell of a row, "" beyond its end. */
export function cellAt(row: readonly string[] | undefined, column: number): string {
  return row?.[column] ?? "";
}
