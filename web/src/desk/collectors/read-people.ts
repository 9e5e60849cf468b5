/** A line of a pasted list, or why it is none. */
export interface PastedPerson {
  readonly name: string;
  readonly contact: string;
  readonly unit: string | null;
  readonly line: number;
  /** The line as it was pasted. */
  readonly text: string;
  readonly problem: "noName" | "notApart" | "badUnit" | "tooMany" | "tooLong" | "twice" | "invited" | null;
}

/** An address or a telephone number within a name: the line was kept apart by blanks only. */
const contactInName = /@|\d{7}/;

const unitCode = /^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/;

const longestContact = 200;

/**
 * Reads a list pasted from a table: a person a line, name, contact and unit code apart by tabs, commas (、，also) or
 * semicolons. Empty lines are left out; lines that cannot be used say why, and so do those of people invited already.
 */
export function readPeople(
  text: string,
  invited: readonly Pick<PastedPerson, "name" | "contact">[] = [],
): readonly PastedPerson[] {
  const seen = new Map(invited.map((person) => [keyOf(person), "invited" as "invited" | "twice"]));
  return text.split(/\r?\n/).flatMap((line, index): PastedPerson[] => {
    if (line.trim() === "") return [];
    const cells = line.split(/[\t,，、;；]/).map((part) => part.trim());
    const [name = "", contact = "", unit = ""] = cells;
    const key = keyOf({ name, contact });
    const problem = cells.slice(3).some(Boolean)
      ? "tooMany"
      : (findProblem({ name, contact, unit }) ?? seen.get(key) ?? null);
    if (problem === null) seen.set(key, "twice");
    return [{ name, contact, unit: unit === "" ? null : unit, line: index + 1, text: line, problem }];
  });
}

function keyOf({ name, contact }: Pick<PastedPerson, "name" | "contact">): string {
  return `${name}\n${contact}`;
}

function findProblem({
  name,
  contact,
  unit,
}: {
  readonly name: string;
  readonly contact: string;
  readonly unit: string;
}): PastedPerson["problem"] {
  if (name === "") return "noName";
  if (contactInName.test(name)) return "notApart";
  if (unit !== "" && !unitCode.test(unit)) return "badUnit";
  if (name.length > longestContact || contact.length > longestContact) return "tooLong";
  return null;
}
