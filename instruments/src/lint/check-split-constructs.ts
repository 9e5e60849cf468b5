import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import type { Variable } from "../model/variable.ts";
import type { FindingList } from "../profile/finding.ts";

/** How many items of a list everybody is asked, and which modules the others belong to. */
function divide(items: readonly string[], moduleOf: ReadonlyMap<string, string | undefined>) {
  const modules = items.map((item) => moduleOf.get(item));
  return {
    core: modules.filter((module) => module === undefined).length,
    modules: [...new Set(modules.filter((module) => module !== undefined))],
  };
}

/**
 * Explains what the split does to constructs (rule SP5): items in two modules are answered together only by those who are
 * assigned both, and a score that core items alone can make is no longer the same measure for everybody.
 */
export function checkSplitConstructs(
  { split, constructs, derive = [] }: QuestionnaireDefinition,
  variables: readonly Variable[],
  list: FindingList,
): void {
  if (split === undefined) return;
  const moduleOf = new Map(variables.map(({ name, module }) => [name, module]));
  constructs.forEach(({ id, items }, index) => {
    const { modules } = divide(items, moduleOf);
    if (modules.length > 1)
      list.warn(
        "construct-across-modules",
        `constructs[${index}]`,
        `items of ${id} stand in the modules ${modules.join(", ")}: only who is assigned all of them answers all items`,
        "keep the items of a construct on the pages of one module",
      );
  });
  derive.forEach((json, index) => {
    const { name, items, minValid } = json as Readonly<Record<string, Json>>;
    if (!Array.isArray(items)) return;
    const { core, modules } = divide(items.map(String), moduleOf);
    const least = typeof minValid === "number" ? minValid : items.length;
    if (modules.length > 0 && core >= least)
      list.warn(
        "mixed-score",
        `derive[${index}]`,
        `${String(name)} is made of ${core} core items for those without module ${modules.join(", ")} and of up to ${items.length} for the others`,
        `set minValid to ${core + 1} or more, or derive a score of the core items by itself`,
      );
  });
}
