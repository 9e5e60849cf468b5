import { type CallOutput, routes } from "@diaoyan/api/contract";
import { useRoute } from "../api.ts";
import { mayCall, useStudy } from "../use-study.ts";
import type { Option } from "./param-fields.ts";

export type KeptWeight = CallOutput<typeof routes.listWeights>["weights"][number];

/** Weights kept of a questionnaire; none for those who may not see their totals. */
export function useKeptWeights(questionnaire: string | undefined): readonly KeptWeight[] {
  const { id, role } = useStudy();
  const enabled = questionnaire !== undefined && mayCall(role, routes.listWeights);
  const list = useRoute(routes.listWeights, { params: { study: id, questionnaire: questionnaire ?? "" } }, { enabled });
  return list.data?.weights ?? [];
}

/** A request with what makes the kept weight it names, so that it stands by itself wherever it is carried. */
export function withKeptWeight(
  params: Readonly<Record<string, unknown>>,
  kept: readonly KeptWeight[],
): Readonly<Record<string, unknown>> {
  const weight = kept.find(({ name }) => name === params["weight"]);
  if (weight === undefined) return params;
  const { by: _by, at: _at, ...recipe } = weight;
  return { ...params, derive: [{ op: "rake", ...recipe }] };
}

/** Kept weights to choose, each with the source of its totals. */
export function weightOptions(kept: readonly KeptWeight[]): readonly Option[] {
  return kept.map(({ name, source }) => ({ value: name, label: `${name}｜${source}` }));
}
