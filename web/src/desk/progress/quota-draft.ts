import type { QuotaAxis, QuotaCell, QuotaGroup, QuotaMargin, QuotaPlan, Variable } from "@diaoyan/instruments";

/** A question and, by its choices, the names of the groups they go into; an empty name is no group. */
export interface AxisDraft {
  readonly variable: string;
  readonly homes: Readonly<Record<string, string>>;
}

/** What is typed into a cell; without a target it is no cell of the plan. */
export interface CellDraft {
  readonly target: number | null;
  readonly limit: boolean;
}

/** A plan as it is edited: groups by name, cells by the names of their groups. */
export interface QuotaDraft {
  readonly axes: readonly AxisDraft[];
  readonly cells: Readonly<Record<string, CellDraft>>;
  /** Questions counted beside the cells, each as a plan of one axis. */
  readonly margins?: readonly QuotaDraft[];
}

export const emptyCell: CellDraft = { target: null, limit: false };
export const keyOf = (names: readonly string[]): string => names.join("\t");

/** The plan as it stands, to be edited. */
export function toDraft(plan: QuotaPlan | null): QuotaDraft {
  if (plan === null) return { axes: [], cells: {} };
  const nameOf = (id: string, place: number): string =>
    plan.axes[place]?.groups.find((group) => group.id === id)?.label.zh ?? id;
  const axes = plan.axes.map(({ variable, groups }) => ({
    variable,
    homes: Object.fromEntries(groups.flatMap(({ label, values }) => values.map((value) => [value, label.zh]))),
  }));
  const cells = plan.cells.map(({ groups, target, limit }) => [keyOf(groups.map(nameOf)), { target, limit }]);
  const margins = plan.margins?.map(({ cells: own, ...axis }) =>
    toDraft({ questionnaire: plan.questionnaire, axes: [axis], cells: own }),
  );
  const draft = { axes, cells: Object.fromEntries(cells) as QuotaDraft["cells"] };
  return margins === undefined ? draft : { ...draft, margins };
}

/** Puts another question on an axis, each choice a group of its own; without one the axis and those behind it go. */
export function setAxis(draft: QuotaDraft, place: number, variable: Variable | undefined): QuotaDraft {
  const kept = draft.axes.slice(0, place);
  if (variable === undefined) return { ...draft, axes: kept, cells: {} };
  const homes = Object.fromEntries((variable.valueLabels ?? []).map(({ value, label }) => [value, label.zh]));
  return { ...draft, axes: [...kept, { variable: variable.name, homes }, ...draft.axes.slice(place + 1)], cells: {} };
}

/** Puts a choice into a group. */
export function setHome(
  draft: QuotaDraft,
  place: number,
  { value, name }: { readonly value: string; readonly name: string },
): QuotaDraft {
  const axes = draft.axes.map((axis, at) =>
    at === place ? { ...axis, homes: { ...axis.homes, [value]: name } } : axis,
  );
  return { ...draft, axes };
}

export function setCell(draft: QuotaDraft, names: readonly string[], change: Partial<CellDraft>): QuotaDraft {
  const key = keyOf(names);
  return { ...draft, cells: { ...draft.cells, [key]: { ...emptyCell, ...draft.cells[key], ...change } } };
}

/** Puts another draft in the place of a margin, a new one behind the last; without one the margin goes. */
export function setMargin(draft: QuotaDraft, place: number, margin: QuotaDraft | undefined): QuotaDraft {
  const { margins = [], ...rest } = draft;
  const next = [...margins.slice(0, place), ...(margin === undefined ? [] : [margin]), ...margins.slice(place + 1)];
  return next.length === 0 ? rest : { ...rest, margins: next };
}

/** Names of the groups of an axis, in the order of its choices. */
export function listNames(axis: AxisDraft | undefined, variable: Variable | undefined): readonly string[] {
  const names = (variable?.valueLabels ?? []).map(({ value }) => axis?.homes[value]?.trim() ?? "");
  return [...new Set(names.filter((name) => name !== ""))];
}

/** Where pasted numbers go: rows and columns of the grid, and the cell they start from. */
export interface PastePlace {
  readonly rows: readonly string[];
  /** One empty name in a plan of one axis. */
  readonly columns: readonly string[];
  readonly row: number;
  readonly column: number;
}

/** Fills numbers copied from a spreadsheet into the grid; “≤20” is a limit, what is no number is left as it was. */
export function pasteCells(draft: QuotaDraft, text: string, place: PastePlace): QuotaDraft {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  return lines.reduce(
    (filled, line, down) =>
      line.split("\t").reduce((next, given, right) => {
        const row = place.rows[place.row + down];
        const column = place.columns[place.column + right];
        const read = /^(≤|<=)?\s*(\d{1,6})$/.exec(given.trim().replaceAll(/[,，]/g, ""));
        if (row === undefined || column === undefined || read === null) return next;
        const names = column === "" ? [row] : [row, column];
        return setCell(next, names, { target: Number(read[2]), ...(read[1] === undefined ? {} : { limit: true }) });
      }, filled),
    draft,
  );
}

/** The plan to be stored. Groups keep the id and English name they had; cells of groups that are gone fall away. */
export function toPlan(
  questionnaire: QuotaPlan["questionnaire"],
  draft: QuotaDraft,
  { variables, before }: { readonly variables: readonly Variable[]; readonly before: QuotaPlan | null },
): QuotaPlan {
  const axes = draft.axes.map((axis): QuotaAxis => {
    const variable = variables.find(({ name }) => name === axis.variable);
    const known = before?.axes.find((one) => one.variable === axis.variable)?.groups ?? [];
    return { variable: axis.variable, groups: toGroups(axis, variable, known) };
  });
  const cells = Object.entries(draft.cells).flatMap(([key, { target, limit }]): readonly QuotaCell[] => {
    const ids = key
      .split("\t")
      .flatMap((name, place) => axes[place]?.groups.find(({ label }) => label.zh === name)?.id ?? []);
    return target === null || ids.length !== axes.length ? [] : [{ groups: ids, target, limit }];
  });
  const margins = (draft.margins ?? []).flatMap((one) => toMargin(questionnaire, one, { variables, before }));
  const plan = { questionnaire, axes, cells: inOrder(cells, axes) };
  return margins.length === 0 ? plan : { ...plan, margins };
}

/** A margin to be stored; one without a question or a target is none yet. */
function toMargin(
  questionnaire: QuotaPlan["questionnaire"],
  draft: QuotaDraft,
  { variables, before }: { readonly variables: readonly Variable[]; readonly before: QuotaPlan | null },
): readonly QuotaMargin[] {
  const known = before?.margins?.find(({ variable }) => variable === draft.axes[0]?.variable);
  const old = known === undefined ? null : { questionnaire, axes: [known], cells: known.cells };
  const { axes, cells } = toPlan(questionnaire, draft, { variables, before: old });
  return axes.flatMap((axis) => (cells.length === 0 ? [] : [{ ...axis, cells }]));
}

function toGroups(
  axis: AxisDraft,
  variable: Variable | undefined,
  known: readonly QuotaGroup[],
): readonly QuotaGroup[] {
  const taken = new Set(known.map(({ id }) => id));
  const nextId = (): string => {
    let number = 1;
    while (taken.has(`g${number}`)) number += 1;
    taken.add(`g${number}`);
    return `g${number}`;
  };
  return listNames(axis, variable).map((name) => {
    const old = known.find(({ label }) => label.zh === name);
    const choices = (variable?.valueLabels ?? []).filter(({ value }) => axis.homes[value]?.trim() === name);
    // a group of one choice is called what the choice is called
    const [only] = choices.length === 1 ? choices : [];
    const label = old?.label ?? (only?.label.zh === name ? only.label : { zh: name });
    return { id: old?.id ?? nextId(), label, values: choices.map(({ value }) => value) };
  });
}

function inOrder(cells: readonly QuotaCell[], axes: readonly QuotaAxis[]): readonly QuotaCell[] {
  const rank = ({ groups }: QuotaCell): number =>
    groups.reduce((sum, id, place) => sum * 100 + (axes[place]?.groups.findIndex((group) => group.id === id) ?? 0), 0);
  return [...cells].sort((left, right) => rank(left) - rank(right));
}
