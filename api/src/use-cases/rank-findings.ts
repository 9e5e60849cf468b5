import type { Corpus } from "@diaoyan/analysis";
import {
  AnalysisError,
  corpusFromSnapshot,
  datasetFromSnapshot,
  definitionFromSnapshot,
  runRequest,
} from "@diaoyan/analysis";
import type { StudySnapshot } from "@diaoyan/instruments";
import type { EvidenceDocument } from "../ports/evidence-store.ts";

/** How urgent a finding is by what it rests on; null where nothing of that sort stands behind it. */
export interface FindingPriority {
  readonly id: string;
  /** Largest importance less performance of its pairs. */
  readonly gap: number | null;
  /** Whether one of its pairs lies where importance is high and performance low. */
  readonly urgent: boolean;
  /** Largest share of respondents who chose one of its choices, in per cent. */
  readonly chosen: number | null;
  /** Persons who mention one of its codes, at most. */
  readonly mentions: number | null;
}

interface Pair {
  readonly importance: string;
  readonly performance: string;
}

/**
 * Findings by priority: first those with a pair of high importance and low performance, then by the gap, the share of
 * respondents who chose what it rests on, and the persons who mention it. Without answers all are equal and keep their order.
 */
export function rankFindings(snapshot: StudySnapshot, { findings }: EvidenceDocument): readonly FindingPriority[] {
  const needs = needsOf(snapshot);
  const ranked = findings.map(({ id, evidence }): FindingPriority => {
    const found = evidence.flatMap((one) => needs.get(one) ?? []);
    const most = (pick: (need: Need) => number | undefined): number | null => {
      const values = found.flatMap((need) => pick(need) ?? []);
      return values.length === 0 ? null : Math.max(...values);
    };
    return {
      id,
      gap: most(({ gap }) => gap),
      urgent: found.some(({ urgent }) => urgent === true),
      chosen: most(({ chosen }) => chosen),
      mentions: most(({ mentions }) => mentions),
    };
  });
  const compare = (a: number | null, b: number | null): number =>
    (b ?? Number.NEGATIVE_INFINITY) - (a ?? Number.NEGATIVE_INFINITY) || 0;
  return ranked.sort(
    (a, b) =>
      Number(b.urgent) - Number(a.urgent) ||
      compare(a.gap, b.gap) ||
      compare(a.chosen, b.chosen) ||
      compare(a.mentions, b.mentions),
  );
}

interface Need {
  readonly gap?: number;
  readonly urgent?: boolean;
  readonly chosen?: number;
  readonly mentions?: number;
}

/** Needs of a state, once reckoned: a state never changes, and every look at the page asks for them. */
const needsKnown = new WeakMap<StudySnapshot, ReadonlyMap<string, Need>>();

function needsOf(snapshot: StudySnapshot): ReadonlyMap<string, Need> {
  const needs = needsKnown.get(snapshot) ?? readNeeds(snapshot);
  needsKnown.set(snapshot, needs);
  return needs;
}

/** Needs by what evidence calls them: `<questionnaire>:<variable>` and `code:<id>`. */
function readNeeds(snapshot: StudySnapshot): ReadonlyMap<string, Need> {
  const needs = new Map<string, Need>();
  const names = [...new Set(snapshot.versions.map(({ definition }) => String(definition.name)))];
  for (const name of names) addNeedsOf(needs, snapshot, name);
  const mentions = attempt({ corpus: corpusFromSnapshot(snapshot) }, { kind: "codeFrequency" });
  for (const { code, mentions: persons } of (mentions?.["rows"] ?? []) as readonly { code: string; mentions: number }[])
    needs.set(`code:${code}`, { mentions: persons });
  return needs;
}

function addNeedsOf(needs: Map<string, Need>, snapshot: StudySnapshot, name: string): void {
  const dataset = datasetFromSnapshot(snapshot, name);
  if (dataset.rowCount === 0) return;
  const pairs: readonly Pair[] = definitionFromSnapshot(snapshot, name).importancePerformance ?? [];
  const requests = pairs.map(({ importance, performance }) => ({ label: importance, importance, performance }));
  const placed =
    requests.length === 0 ? null : attempt({ dataset }, { kind: "importancePerformance", pairs: requests });
  for (const point of (placed?.["points"] ?? []) as readonly { label: string; gap: number; quadrant: string }[]) {
    // the analysis gives performance less importance
    const need = { gap: -point.gap, urgent: point.quadrant === "concentrate" };
    const pair = pairs.find(({ importance }) => importance === point.label);
    for (const variable of [pair?.importance, pair?.performance]) needs.set(`${name}:${variable}`, need);
  }
  const sets = [
    ...new Set(dataset.variables.flatMap(({ set, measure }) => (measure === "nominal" ? (set ?? []) : []))),
  ];
  for (const set of sets) {
    const chosen = attempt({ dataset }, { kind: "multipleResponse", set });
    for (const { value, percentOfCases } of (chosen?.["rows"] ?? []) as readonly {
      value: string;
      percentOfCases: number;
    }[])
      needs.set(`${name}:${value}`, { chosen: percentOfCases });
  }
}

/** The result of an analysis, null where the data do not bear it. */
function attempt(
  input: { readonly dataset?: ReturnType<typeof datasetFromSnapshot>; readonly corpus?: Corpus },
  request: object,
): Readonly<Record<string, unknown>> | null {
  try {
    return runRequest(input, request, { seed: 1 }).result as unknown as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof AnalysisError) return null;
    throw error;
  }
}
