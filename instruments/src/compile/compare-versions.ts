import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Variable } from "../model/variable.ts";
import { FindingList, type LintFinding } from "../profile/finding.ts";

/** A label without blanks, so that a change of spacing is no change of meaning. */
function meaning(label: string): string {
  return label.replace(/\s+/gu, "");
}

/** What is compared of a version. */
type Versioned = Pick<CompiledQuestionnaire, "variables">;

function compareCodes(before: Variable, after: Variable, list: FindingList): void {
  const labels = new Map(before.valueLabels?.map(({ value, label }) => [value, label.zh]));
  for (const { value, label } of after.valueLabels ?? []) {
    const old = labels.get(value);
    if (old !== undefined && meaning(old) !== meaning(label.zh)) {
      list.error(
        "changed-code",
        after.name,
        `code ${value} of ${after.name} meant “${old}”, now “${label.zh}”`,
        "give the new meaning a code of its own, or the question a new name",
      );
    }
  }
}

function compareScales(before: Variable, after: Variable, list: FindingList): void {
  const old = before.scale;
  const now = after.scale;
  if (old && now && (old.min !== now.min || old.max !== now.max)) {
    list.error(
      "changed-scale",
      after.name,
      `${after.name} ran from ${old.min} to ${old.max}, now from ${now.min} to ${now.max}`,
      "give the question a new name",
    );
  }
}

function compareMissing(before: Variable, after: Variable, list: FindingList): void {
  const offered = (variable: Variable, code: number) =>
    variable.valueLabels?.some(({ value }) => value === String(code));
  const declared = new Set([...(before.missing ?? []), ...(after.missing ?? [])]);
  for (const code of declared) {
    const both = offered(before, code) && offered(after, code);
    if (both && before.missing?.includes(code) !== after.missing?.includes(code)) {
      list.error(
        "changed-missing-code",
        after.name,
        `code ${code} of ${after.name} was a missing code in one version and an answer in the other`,
        "keep missingCodes, or give the choice another code",
      );
    }
  }
}

function compareVariables(before: Variable, after: Variable, list: FindingList): void {
  if (before.type !== after.type) {
    list.error(
      "changed-type",
      after.name,
      `${after.name} was ${before.type}, now ${after.type}`,
      "give the question a new name",
    );
    return;
  }
  if (before.set !== after.set) {
    list.error(
      "changed-set",
      after.name,
      `${after.name} belonged to ${before.set ?? "no set"}, now to ${after.set ?? "none"}`,
      "give the question a new name",
    );
  }
  compareCodes(before, after, list);
  compareScales(before, after, list);
  compareMissing(before, after, list);
  if ((before.construct ?? "") !== (after.construct ?? "") || (before.reverse ?? false) !== (after.reverse ?? false)) {
    list.warn(
      "changed-construct",
      after.name,
      `${after.name} changed its construct or direction`,
      "check that scales of both versions may be joined",
    );
  }
}

/**
 * What forbids publishing `next` after `previous`: data of both are joined by variable name, so a name must keep its
 * type and each of its codes its meaning (rules CV1–CV5). New and dropped variables are free. `path` is the variable.
 */
export function compareVersions(previous: Versioned, next: Versioned): LintFinding[] {
  const before = new Map(previous.variables.map((variable) => [variable.name, variable]));
  const list = new FindingList();
  for (const variable of next.variables) {
    const old = before.get(variable.name);
    if (old) compareVariables(old, variable, list);
  }
  return list.findings;
}
