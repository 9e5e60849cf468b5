import { AnalysisError, type Dataset, runRequest, suppressList } from "@diaoyan/analysis";
import type { Variable } from "@diaoyan/instruments";
import { suppressed } from "../disclosure/disclose.ts";

/** A row of a sheet. */
export type SheetRow = readonly (string | number)[];

const digits = (value: number, places: number): number => Number(value.toFixed(places));

interface Frequencies {
  readonly n: number;
  readonly categories: readonly { readonly label: string; readonly count: number }[];
}

interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly sd: number;
}

/**
 * A variable as rows of question, answer, count, share of valid answers in percent, n, mean and standard deviation. Counts
 * below `smallCell` and those that would give them away are suppressed, n among them where it must be; 0 shows everything.
 * Texts that people wrote stand in no table.
 */
export function tabulateVariable(dataset: Dataset, variable: Variable, smallCell: number): readonly SheetRow[] {
  const title = titleOf(variable);
  if (isCounted(variable)) return tabulateCounts(dataset, variable, { title, smallCell });
  if (variable.type !== "numeric") return [];
  const moments = run<Moments>(dataset, { kind: "describe", variables: [variable.name] });
  if (moments === null || moments.n === 0) return [[title, "", "", "", 0, "", ""]];
  if (moments.n < smallCell) return [[title, "", "", "", suppressed, suppressed, suppressed]];
  return [
    [title, "", "", "", moments.n, digits(moments.mean, 2), Number.isFinite(moments.sd) ? digits(moments.sd, 2) : "—"],
  ];
}

function titleOf({ label, questionLabel, name }: Variable): string {
  const own = label.zh === "" ? name : label.zh;
  return questionLabel === undefined || questionLabel.zh === own ? own : `${questionLabel.zh}：${own}`;
}

/** Answers out of a list are counted; a choice of several, too: chosen or not. */
function isCounted({ valueLabels = [], set, measure, scale }: Variable): boolean {
  return valueLabels.length > 0 || (set !== undefined && measure === "nominal") || scale !== undefined;
}

function tabulateCounts(
  dataset: Dataset,
  variable: Variable,
  { title, smallCell }: { readonly title: string; readonly smallCell: number },
): readonly SheetRow[] {
  const result = run<Frequencies>(dataset, { kind: "frequencies", variable: variable.name });
  if (result === null || result.n === 0) return [[title, "", "", "", 0, "", ""]];
  const { counts, total } = suppressList(
    result.categories.map(({ count }) => count),
    smallCell,
  );
  const mean = smallCell > 0 && counts.includes(null) ? null : meanOf(dataset, variable);
  return result.categories.map(({ label }, index) => {
    const count = counts[index] ?? null;
    const share = count === null || total === null ? suppressed : digits((100 * count) / total, 1);
    const facts = [total ?? suppressed, ...(index === 0 ? [mean?.mean ?? "", mean?.sd ?? ""] : ["", ""])];
    return [index === 0 ? title : "", label, count ?? suppressed, share, ...facts];
  });
}

/** Mean and standard deviation of an ordered scale; a mean beside suppressed counts would give them away. */
function meanOf(dataset: Dataset, { name, type, measure, scale }: Variable) {
  if (type !== "numeric" || (measure === "nominal" && scale === undefined)) return null;
  const moments = run<Moments>(dataset, { kind: "describe", variables: [name] });
  if (moments === null || !Number.isFinite(moments.mean)) return null;
  return { mean: digits(moments.mean, 2), sd: Number.isFinite(moments.sd) ? digits(moments.sd, 2) : "—" };
}

function run<Result>(dataset: Dataset, request: object): Result | null {
  try {
    return runRequest({ dataset }, request, { seed: 1 }).result as unknown as Result;
  } catch (error) {
    if (error instanceof AnalysisError) return null;
    throw error;
  }
}
