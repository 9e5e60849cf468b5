import {
  type LocalizedText,
  listParts,
  type QuestionnaireDefinition,
  type QuotaAxis,
  type QuotaPart,
  type QuotaPlan,
  type Role,
  type Variable,
} from "@diaoyan/instruments";
import type { Progress } from "../contract/index.ts";
import type { Ports } from "../ports/ports.ts";
import { found } from "../problems.ts";
import type { ConstructTally } from "./construct-tally.ts";
import { steeringRoles } from "./counts-as-seen.ts";
import { titleOf } from "./draft-title.ts";
import { readFacts } from "./progress-facts.ts";
import { exactFigures, type Figures } from "./progress-figures.ts";
import { holdFacts, type ProgressPlace, releaseToViewers } from "./progress-release.ts";
import { readSmallCell } from "./small-cell.ts";
import { variablesOfDraft } from "./variables-of-draft.ts";

type ProgressPorts = Pick<
  Ports,
  "progress" | "quotas" | "questionnaires" | "collectors" | "studies" | "journal" | "clock"
>;

/**
 * How far a questionnaire has come, as the role may see it. Leads and researchers see exact counts, unless a link is
 * anonymous: then all figures wait until enough responses have come to hide in. Others see counts in lots. Without a `tally`
 * no answer is opened and no construct told. Throws `questionnaire.notFound`.
 */
export async function readProgress(
  ports: ProgressPorts,
  tally: ConstructTally | null,
  { role, ...place }: ProgressPlace & { readonly role: Role },
): Promise<Progress> {
  const { study, questionnaire } = place;
  const smallCell = await readSmallCell(ports, study);
  const newest = (await ports.questionnaires.listVersions(study, questionnaire)).at(-1);
  const definition = found(
    newest?.definition ?? (await ports.questionnaires.findDraft(study, questionnaire)),
    "questionnaire.notFound",
    questionnaire,
  );
  const collectors = (await ports.collectors.list(study)).filter((one) => one.questionnaire === questionnaire);
  const facts = await readFacts(ports, tally, place);
  const isAnonymous = collectors.some(({ mode }) => mode === "anonymous");
  const view = viewOf(role, isAnonymous);
  const figures = await figuresOf();
  const plan = (await ports.quotas.find(study, questionnaire))?.plan;
  const variables = newest?.compiled.variables ?? variablesOfDraft(definition);
  return {
    questionnaire,
    title: wire(titleOf(definition)),
    at: ports.clock.now(),
    view,
    smallCell,
    totals: figures.totals,
    quota: plan === undefined ? null : toQuota(plan, figures, variables),
    days: Object.entries(figures.days).map(([day, count]) => ({ day, count })),
    collectors: collectors.map(({ id, label, unit }) => ({ id, label, unit, count: countOf(id) })),
    units: Object.entries(figures.units).map(([unit, count]) => ({ unit, count })),
    pending: facts.pending,
    constructs: toConstructs(figures, definition, variables),
    open: Object.entries(figures.open).map(([variable, answered]) => ({
      variable,
      label: labelOf(variable, variables),
      answered,
    })),
  };

  async function figuresOf(): Promise<Figures> {
    const shown = isAnonymous ? await holdFacts(ports, place, { facts, smallCell }) : facts;
    if (view === "lots") return releaseToViewers(ports, place, { facts: shown, smallCell });
    return exactFigures(shown, smallCell);
  }

  /** A link nobody has answered has no group of its own: that is nought for those who see exact counts. */
  function countOf(id: string): number | null {
    const known = figures.collectors[id];
    return known === undefined && view !== "lots" ? 0 : (known ?? null);
  }
}

function viewOf(role: Role, isAnonymous: boolean): Progress["view"] {
  if (!steeringRoles.includes(role)) return "lots";
  return isAnonymous ? "held" : "exact";
}

function toQuota(plan: QuotaPlan, figures: Figures, variables: readonly Variable[]): NonNullable<Progress["quota"]> {
  const [main, ...margins] = listParts(plan).map((part) => ({
    axes: part.plan.axes.map((axis) => toAxis(axis, variables)),
    ...toCells(part, figures),
  }));
  return {
    axes: main?.axes ?? [],
    cells: main?.cells ?? [],
    unmatched: main?.unmatched ?? nothing,
    margins: margins.flatMap(({ axes, ...counted }) => axes.map((axis) => ({ ...axis, ...counted }))),
  };
}

const nothing = { received: null, valid: null };

function toCells({ plan, nameOf }: QuotaPart, figures: Figures) {
  return {
    cells: plan.cells.map(({ groups, target, limit }) => {
      const counted = figures.cells[nameOf(groups)] ?? nothing;
      const gap = counted.valid === null ? null : Math.max(0, target - counted.valid);
      return { groups: [...groups], target, limit, ...counted, gap };
    }),
    unmatched: figures.cells[nameOf([])] ?? nothing,
  };
}

function toAxis({ variable, groups }: QuotaAxis, variables: readonly Variable[]) {
  return {
    variable,
    label: labelOf(variable, variables),
    groups: groups.map(({ id, label }) => ({ id, label: wire(label) })),
  };
}

function toConstructs(
  figures: Figures,
  { constructs }: QuestionnaireDefinition,
  variables: readonly Variable[],
): Progress["constructs"] {
  return figures.constructs.map(({ id, n, answered, mean, low, high, distribution }) => {
    const construct = constructs.find((one) => one.id === id);
    const item = variables.find(({ name }) => construct?.items.includes(name) && !construct.reverse?.includes(name));
    return {
      id,
      label: wire(construct?.label ?? { zh: id }),
      ...{ n, answered, mean, low, high },
      distribution: distribution.map(({ code, count }) => ({
        code,
        label: wire(item?.valueLabels?.find(({ value }) => value === String(code))?.label ?? { zh: String(code) }),
        count,
      })),
    };
  });
}

function labelOf(name: string, variables: readonly Variable[]) {
  return wire(variables.find((variable) => variable.name === name)?.label ?? { zh: name });
}

function wire({ zh, en }: LocalizedText): { zh: string; en?: string } {
  return en === undefined ? { zh } : { zh, en };
}
