import type { Variable } from "@diaoyan/instruments";

/** Population totals by variable and value, as `rake` takes them. */
export type Margins = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Variables a margin can be of: one answer out of listed ones. */
export function marginVariables(variables: readonly Variable[]): readonly Variable[] {
  return variables.filter(({ valueLabels, set }) => set === undefined && (valueLabels ?? []).length > 1);
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

/** How many values of a variable the counts of a roster know, by the words of their labels, and what they make. */
export function fillFromCounts(
  variable: Variable,
  counts: ReadonlyMap<string, number>,
): Readonly<Record<string, number>> {
  const plain = (text: string): string => text.replace(/[\s（）()／/、，,]/g, "");
  const byLabel = new Map([...counts].map(([label, count]) => [plain(label), count]));
  return Object.fromEntries(
    (variable.valueLabels ?? []).flatMap(({ value, label }) => {
      const count = byLabel.get(plain(label.zh));
      return count === undefined ? [] : [[value, count] as const];
    }),
  );
}
