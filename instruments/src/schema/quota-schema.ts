import { z } from "zod";
import { identifier, localizedText } from "./text-limits.ts";

const group = z.strictObject({
  id: identifier,
  label: localizedText,
  values: z.array(z.string().min(1).max(200)).min(1).max(200),
});

const axisShape = { variable: z.string().min(1).max(200), groups: z.array(group).min(1).max(60) };

type Groups = z.output<typeof axisShape.groups>;

/** Complains of a group that stands twice and of a value in two groups. */
function checkGroups({ groups }: { readonly groups: Groups }, context: z.RefinementCtx): void {
  const complain = (path: readonly PropertyKey[], message: string): void =>
    context.addIssue({ code: "custom", path: [...path], message });
  const ids = new Set<string>();
  const homes = new Map<string, string>();
  for (const [index, { id, values }] of groups.entries()) {
    if (ids.has(id)) complain(["groups", index, "id"], `group "${id}" stands twice; give one of them another id`);
    ids.add(id);
    for (const value of values) {
      const home = homes.get(value);
      if (home !== undefined)
        complain(["groups", index, "values"], `value "${value}" belongs to "${home}" already; take it out of one`);
      homes.set(value, id);
    }
  }
}

const axis = z.strictObject(axisShape).superRefine(checkGroups);

const cell = z.strictObject({
  groups: z.array(identifier).min(1).max(2),
  target: z.number().int().min(0).max(1_000_000),
  limit: z.boolean(),
});

const margin = z.strictObject({ ...axisShape, cells: z.array(cell).min(1).max(60) }).superRefine((one, context) => {
  checkGroups(one, context);
  checkCells(one.cells, [one], context);
});

/** A `QuotaPlan` from a file or a request: groups apart, cells of known groups, each once. */
export const quotaPlanSchema = z
  .strictObject({
    questionnaire: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, "expected the name of a questionnaire"),
    axes: z.array(axis).min(1).max(2),
    cells: z.array(cell).min(1).max(400),
    margins: z.array(margin).min(1).max(6).exactOptional(),
  })
  .superRefine(({ axes, cells, margins = [] }, context) => {
    if (axes.length === 2 && axes[0]?.variable === axes[1]?.variable) {
      const message = `both axes ask "${axes[1]?.variable}"; take another question or leave one axis out`;
      context.addIssue({ code: "custom", path: ["axes", 1, "variable"], message });
    }
    checkCells(cells, axes, context);
    for (const [index, { variable }] of margins.entries()) {
      if (margins.findIndex((one) => one.variable === variable) === index) continue;
      const message = `question "${variable}" is counted beside the cells already; keep one`;
      context.addIssue({ code: "custom", path: ["margins", index, "variable"], message });
    }
  });

/** Complains of cells whose groups do not fit the axes, and of a cell that stands twice. */
function checkCells(
  cells: readonly z.output<typeof cell>[],
  axes: readonly { readonly groups: Groups }[],
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { groups }] of cells.entries()) {
    const message = complainOf(groups, axes, seen);
    if (message !== null) context.addIssue({ code: "custom", path: ["cells", index, "groups"], message });
    seen.add(groups.join("/"));
  }
}

function complainOf(
  groups: readonly string[],
  axes: readonly { readonly groups: Groups }[],
  seen: ReadonlySet<string>,
): string | null {
  if (groups.length !== axes.length) return `expected ${axes.length} group(s), one an axis, got ${groups.length}`;
  const strange = groups.find((id, place) => !axes[place]?.groups.some((known) => known.id === id));
  if (strange !== undefined) return `"${strange}" is no group of its axis; use an id that stands under groups`;
  return seen.has(groups.join("/")) ? `cell ${groups.join(" × ")} stands twice; keep one` : null;
}

/** `quotas.yaml`: at most one plan a questionnaire. */
export const quotasSchema = z.array(quotaPlanSchema).superRefine((plans, context) => {
  for (const [index, { questionnaire }] of plans.entries()) {
    if (plans.findIndex((plan) => plan.questionnaire === questionnaire) === index) continue;
    const message = `questionnaire "${questionnaire}" has a plan already; put all its cells into that one`;
    context.addIssue({ code: "custom", path: [index, "questionnaire"], message });
  }
});
