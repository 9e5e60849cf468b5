/** A unit a letter goes to. */
export interface Addressee {
  readonly unit: string;
  readonly contact: string;
}

export interface UnitProblem {
  readonly line: number;
  readonly problem: "noUnit" | "noContact" | "twice" | "tooLong";
}

/** Reads a pasted list, one unit a line: name and contact parted by a tab, a comma, or two spaces of any width. */
export function readUnits(text: string): {
  readonly addressees: readonly Addressee[];
  readonly problems: readonly UnitProblem[];
} {
  const addressees: Addressee[] = [];
  const problems: UnitProblem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const [unit = "", contact = ""] = line
      .split(/\t|，|,|\u3000| {2,}/)
      .map((part) => part.trim())
      .filter(Boolean);
    if (unit === "") continue;
    // an empty first cell of a table: what stands after it is no unit
    if (/^ *[\t，,]/u.test(line)) {
      problems.push({ line: index + 1, problem: "noUnit" });
      continue;
    }
    const problem = findProblem({ unit, contact }, addressees);
    if (problem !== null) problems.push({ line: index + 1, problem });
    addressees.push({ unit, contact });
  }
  return { addressees, problems };
}

function findProblem({ unit, contact }: Addressee, before: readonly Addressee[]): UnitProblem["problem"] | null {
  if (unit.length > 100 || contact.length > 100) return "tooLong";
  if (before.some((one) => one.unit === unit)) return "twice";
  return contact === "" ? "noContact" : null;
}
