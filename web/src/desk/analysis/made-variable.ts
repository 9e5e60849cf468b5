import { addNeededDerivations, describeDerivation } from "@diaoyan/analysis";
import { type CallInput, type CallOutput, routes } from "@diaoyan/api/contract";
import type { Variable } from "@diaoyan/instruments";
import { useRoute } from "../api.ts";
import { useStudy } from "../use-study.ts";

export type MadeVariable = CallOutput<typeof routes.listMadeVariables>["variables"][number];
export type Recipe = CallInput<typeof routes.makeVariable>["body"];

/** Variables made of a questionnaire's. */
export function useMadeVariables(questionnaire: string | undefined): readonly MadeVariable[] {
  const { id } = useStudy();
  const params = { study: id, questionnaire: questionnaire ?? "" };
  return useRoute(routes.listMadeVariables, { params }, { enabled: questionnaire !== undefined }).data?.variables ?? [];
}

/** What made variables are, one of another included. */
export function describeMade(made: readonly MadeVariable[], variables: readonly Variable[]): readonly Variable[] {
  const known = [...variables];
  for (const { recipe } of made) known.push(describeDerivation(recipe, known));
  return known.slice(variables.length);
}

/** A request with the recipes of the made variables it uses, so that it stands by itself wherever it is carried. */
export function withMadeVariables<Request extends Readonly<Record<string, unknown>>>(
  request: Request,
  made: readonly MadeVariable[],
): Request {
  return addNeededDerivations(
    request,
    made.map(({ recipe }) => recipe),
  );
}

/** What the form of a made variable holds. */
export interface MadeValues {
  readonly name?: string;
  readonly op?: Recipe["op"];
  readonly items?: readonly string[];
  readonly reverse?: readonly string[];
  readonly minValid?: number | null;
  readonly from?: string;
  /** New values in words, in the order of the question's labels. */
  readonly targets?: readonly (string | undefined)[];
  readonly breaks?: string;
  readonly labels?: readonly (string | undefined)[];
}

/** Options of a question that can be given new values. */
export function optionsOf(variable: Variable | undefined) {
  const { valueLabels = [], missing = [] } = variable ?? {};
  return valueLabels.filter(({ value }) => !missing.includes(Number(value)));
}

/** Rising numbers out of a text such as “35，45”; null where it is none. */
export function readBreaks(text: string | undefined): readonly number[] | null {
  const parts = (text ?? "").split(/[,，、;；\s]+/u).filter((part) => part !== "");
  const breaks = parts.map(Number);
  const rising = breaks.every((one, place) => Number.isFinite(one) && (place === 0 || one > (breaks[place - 1] ?? 0)));
  return breaks.length > 0 && rising ? breaks : null;
}

const trimmed = (texts: readonly (string | undefined)[] = []) => texts.map((text) => text?.trim() ?? "");

/** Whether names of groups are all given and differ, or are all left out. */
export function areLabelsWhole(labels: readonly (string | undefined)[] | undefined, groups: number): boolean {
  const given = trimmed(labels)
    .slice(0, groups)
    .filter((label) => label !== "");
  return given.length === 0 || (given.length === groups && new Set(given).size === groups);
}

/** The recipe of a filled-in form. */
export function toRecipe(values: MadeValues, variables: readonly Variable[]): Recipe {
  const name = values.name?.trim() ?? "";
  const from = values.from ?? "";
  if (values.op === "recode") {
    const options = optionsOf(variables.find((one) => one.name === from));
    return { name, op: "recode", from, map: toMap(options, trimmed(values.targets)) };
  }
  if (values.op === "cut") {
    const breaks = [...(readBreaks(values.breaks) ?? [])];
    const labels = trimmed(values.labels).slice(0, breaks.length + 1);
    return { name, op: "cut", from, breaks, ...(labels.some((label) => label !== "") && { labels }) };
  }
  const { items = [], reverse = [], minValid } = values;
  return {
    ...{ name, op: values.op ?? "mean", items: [...items] },
    ...(reverse.length > 0 && { reverse: [...reverse] }),
    ...(minValid != null && { minValid }),
  };
}

/** New values by old ones: numbers where all are, empty ones none. */
function toMap(options: readonly { readonly value: string }[], targets: readonly string[]) {
  const numeric = targets.every((target) => target === "" || Number.isFinite(Number(target)));
  const targetOf = (target: string) => (target === "" ? null : numeric ? Number(target) : target);
  return Object.fromEntries(options.map(({ value }, place) => [value, targetOf(targets[place] ?? "")]));
}
