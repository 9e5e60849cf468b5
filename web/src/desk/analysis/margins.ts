import type { Variable } from "@diaoyan/instruments";

/** Population totals by variable and value, as `rake` takes them; `a*b` crosses variables, and so do their values. */
export type Margins = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Variables a margin can be of: one answer out of listed ones. */
export function marginVariables(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ valueLabels, set }) => set === undefined && (valueLabels ?? []).length > 1);
}

/** The variables of a margin by its name, which joins those it crosses. */
export function variablesOf(margin: string, possible: readonly Variable[]): readonly Variable[] {
  return margin.split("*").flatMap((name) => possible.find((one) => one.name === name) ?? []);
}

type Labelled = NonNullable<Variable["valueLabels"]>[number];

/** One cell of a margin: its value, and the value of each variable it crosses. */
export interface MarginCell {
  readonly value: string;
  readonly parts: readonly Labelled[];
}

/** Every cell of a margin of these variables. */
export function cellsOf(variables: readonly Variable[]): readonly MarginCell[] {
  const crossed = variables.reduce<readonly (readonly Labelled[])[]>(
    (before, { valueLabels = [] }) => before.flatMap((parts) => valueLabels.map((one) => [...parts, one])),
    [[]],
  );
  return crossed.map((parts) => ({ value: parts.map(({ value }) => value).join("*"), parts }));
}

/** Margins with a total set or, without one, taken out. */
export function setTotal(
  margins: Margins,
  place: { readonly name: string; readonly value: string },
  total: number | null,
): Margins {
  const { [place.value]: _, ...rest } = margins[place.name] ?? {};
  return { ...margins, [place.name]: total === null ? rest : { ...rest, [place.value]: total } };
}

/** Margins without a variable. */
export function dropMargin(margins: Margins, name: string): Margins {
  return Object.fromEntries(Object.entries(margins).filter(([key]) => key !== name));
}

/** Margins with one crossed with another variable, or no longer: its totals are of other cells then and go. */
export function crossMargin(margins: Margins, name: string, other: string | undefined): Margins {
  const [first = name] = name.split("*");
  const crossed = other === undefined ? first : `${first}*${other}`;
  return Object.fromEntries(
    Object.entries(margins).flatMap(([key, totals]) =>
      key === name ? [[crossed, crossed === name ? totals : {}]] : key === crossed ? [] : [[key, totals]],
    ),
  );
}

/** How many people of a roster there are by words, those of one property or of two. */
export type RosterCounts = ReadonlyMap<string, number>;

const plain = (text: string): string => text.replace(/[\s（）()／/、，,]/g, "");

/** The key of counts by words of one property or of two. */
export function countKey(...words: readonly string[]): string {
  return words.map(plain).join("*");
}

/** How many values of a margin the counts of a roster know, by the words of their labels, and what they make. */
export function fillFromCounts(variables: readonly Variable[], counts: RosterCounts): Readonly<Record<string, number>> {
  return Object.fromEntries(
    cellsOf(variables).flatMap(({ value, parts }) => {
      const count = counts.get(countKey(...parts.map(({ label }) => label.zh)));
      return count === undefined ? [] : [[value, count] as const];
    }),
  );
}
