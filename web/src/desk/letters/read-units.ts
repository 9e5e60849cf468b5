/** A unit a letter goes to. */
export interface Addressee {
  readonly unit: string;
  readonly contact: string;
}

/** What is wrong with a line; without a contact the letter is written all the same. */
export interface UnitProblem {
  readonly line: number;
  readonly text: string;
  readonly problem: "noUnit" | "noContact" | "tooMany" | "twice" | "tooLong";
}

const longestText = 100;

/**
 * Reads a pasted list, one unit a line: name and contact parted by a tab, a comma, or two spaces of any width. Only lines
 * that can be taken become addressees; every other line that holds something is named with its problem.
 */
export function readUnits(text: string): {
  readonly addressees: readonly Addressee[];
  readonly problems: readonly UnitProblem[];
} {
  const addressees: Addressee[] = [];
  const problems: UnitProblem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const cells = line
      .split(/\t|，|,|\u3000| {2,}/)
      .map((part) => part.trim())
      .filter(Boolean);
    const [unit = "", contact = ""] = cells;
    if (unit === "") continue;
    // an empty first cell of a table: what stands after it is no unit
    const isHeadless = /^ *[\t，,]/u.test(line);
    const problem = isHeadless ? "noUnit" : findProblem(cells, addressees);
    if (problem !== null) problems.push({ line: index + 1, text: line.trim(), problem });
    if (problem === null || problem === "noContact") addressees.push({ unit, contact });
  }
  return { addressees, problems };
}

function findProblem(cells: readonly string[], before: readonly Addressee[]): UnitProblem["problem"] | null {
  if (cells.length > 2) return "tooMany";
  if (cells.some((cell) => cell.length > longestText)) return "tooLong";
  if (before.some(({ unit }) => unit === cells[0])) return "twice";
  return cells.length === 1 ? "noContact" : null;
}
