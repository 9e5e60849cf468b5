import type { CompiledQuestionnaire } from "../model/compiled.ts";
import type { Variable } from "../model/variable.ts";
import { type AnswerTarget, answerTargets } from "./answer-targets.ts";
import { normaliseText } from "./normalise-text.ts";
import { groupColumns, type SheetColumn } from "./read-header.ts";

/** Where the cells of a column go; `target` names a variable, or the question of one cell with several choices. */
export interface ColumnMatch {
  readonly column: SheetColumn;
  readonly target: string | null;
  /** Found by its text, or by its place alone, which a person should look at. */
  readonly by: "text" | "order" | null;
}

/** Shortest text that may stand for a longer one, and fewest points of a pair. */
const shortest = 4;
const leastPoints = 3;

/** How well two texts agree: equal, one inside the other, or not. */
function agreement(left: string, right: string): number {
  if (left === "" || right === "") return 0;
  if (left === right) return 2;
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short.length >= shortest && long.includes(short) ? 1 : 0;
}

function partLabel({ label, questionLabel }: Variable): string {
  const prefix = questionLabel === undefined ? "" : `${questionLabel.zh}：`;
  return label.zh.startsWith(prefix) ? label.zh.slice(prefix.length) : label.zh;
}

/** What of a group of columns is compared, normalised once. */
interface GroupTexts {
  readonly title: string;
  readonly whole: string;
  readonly parts: readonly string[];
}

function textsOfGroup(group: readonly SheetColumn[]): GroupTexts {
  const { title = "", part = "" } = group[0] ?? {};
  return {
    title: normaliseText(title),
    whole: normaliseText(`${title}${part}`),
    parts: group.length > 1 ? group.map((column) => normaliseText(column.part)) : [],
  };
}

/** What of a question is compared. */
interface TargetTexts {
  readonly title: string;
  readonly labels: ReadonlySet<string>;
}

function textsOfTarget({ title, variables }: AnswerTarget): TargetTexts {
  return {
    title: normaliseText(title),
    labels: new Set(variables.map((variable) => normaliseText(partLabel(variable)))),
  };
}

/** Points of a question for a group of columns: its title counts most, then how many parts it knows. */
function score({ title, whole, parts }: GroupTexts, target: TargetTexts): number {
  const byTitle = Math.max(agreement(title, target.title), agreement(whole, target.title));
  const known = parts.filter((part) => part !== "" && target.labels.has(part)).length;
  return byTitle * 10 + (parts.length > 0 ? (known / parts.length) * 5 : 0);
}

interface Pair {
  readonly group: readonly SheetColumn[];
  readonly target: AnswerTarget;
  readonly by: "text" | "order";
}

/** Pairs groups and questions, the best agreement first; what is left over is paired by order where the counts agree. */
function pairQuestions(groups: readonly (readonly SheetColumn[])[], targets: readonly AnswerTarget[]): readonly Pair[] {
  const groupTexts = groups.map(textsOfGroup);
  const targetTexts = targets.map(textsOfTarget);
  const scored = groups.flatMap((group, place) =>
    targets.flatMap((target, order) => {
      const points = score(groupTexts[place] as GroupTexts, targetTexts[order] as TargetTexts);
      return points < leastPoints ? [] : [{ group, target, points, apart: Math.abs(place - order) }];
    }),
  );
  scored.sort((left, right) => right.points - left.points || left.apart - right.apart);
  const pairs: Pair[] = [];
  const taken = new Set<unknown>();
  for (const { group, target } of scored) {
    if (taken.has(group) || taken.has(target)) continue;
    taken.add(group).add(target);
    pairs.push({ group, target, by: "text" });
  }
  const groupsLeft = groups.filter((group) => !taken.has(group));
  const targetsLeft = targets.filter((target) => !taken.has(target));
  if (groups.length !== targets.length) return pairs;
  return [
    ...pairs,
    ...groupsLeft.flatMap((group, index): readonly Pair[] => {
      const target = targetsLeft[index];
      return target === undefined ? [] : [{ group, target, by: "order" }];
    }),
  ];
}

/** Columns of one question: parts by their labels, and by order where as many columns as parts stand there. */
function matchParts({ group, target, by }: Pair): readonly ColumnMatch[] {
  const { variables, kind, question, missing } = target;
  if (group.length === 1) {
    const name = kind === "single" ? (variables[0]?.name ?? null) : kind === "parts" ? soleName(variables) : question;
    return group.map((column) => ({ column, target: name, by: name === null ? null : by }));
  }
  if (kind === "single") return matchSingle(group, target, by);
  const free = new Map([
    ...variables.map((variable): [string, string] => [normaliseText(partLabel(variable)), variable.name]),
    ...missing.map(({ label, column }): [string, string] => [normaliseText(label), column]),
  ]);
  const matched = group.map((column): ColumnMatch => {
    const key = normaliseText(column.part === "" ? column.title : column.part);
    const name = free.get(key) ?? null;
    if (name !== null) free.delete(key);
    return { column, target: name, by: name === null ? null : by };
  });
  const open = matched.filter((match) => match.target === null);
  const left = [...free.values()];
  if (open.length !== left.length) return matched;
  return matched.map((match) =>
    match.target === null ? { ...match, target: left.shift() ?? null, by: "order" } : match,
  );
}

function soleName(variables: readonly Variable[]): string | null {
  return variables.length === 1 ? (variables[0]?.name ?? null) : null;
}

/** A single choice with a column of its own for the text of 其他. */
function matchSingle(
  group: readonly SheetColumn[],
  { variables, other }: AnswerTarget,
  by: Pair["by"],
): readonly ColumnMatch[] {
  return group.map((column, index) => {
    if (index === 0) return { column, target: variables[0]?.name ?? null, by };
    const isOther = other !== null && /其他|其它|other/iu.test(column.header);
    return { column, target: isOther ? other : null, by: isOther ? by : null };
  });
}

/** Finds for each column of an answer file the variable or question of a version it answers. */
export function matchColumns(compiled: CompiledQuestionnaire, columns: readonly SheetColumn[]): readonly ColumnMatch[] {
  const asked = columns.filter(({ kind }) => kind === "question");
  const byName = new Set([...compiled.variables.map(({ name }) => name), ...compiled.variables.map(({ set }) => set)]);
  const named = new Map(
    asked.filter(({ header }) => byName.has(header)).map((column) => [column.index, column.header]),
  );
  const unnamed = asked.filter(({ index }) => !named.has(index));
  const taken = new Set(named.values());
  const targets = answerTargets(compiled).filter(
    ({ question, variables }) => !taken.has(question) && !variables.some(({ name }) => taken.has(name)),
  );
  const found = new Map(
    pairQuestions(groupColumns(unnamed), targets)
      .flatMap(matchParts)
      .map((match) => [match.column.index, match]),
  );
  return columns.map((column) => {
    const name = named.get(column.index);
    if (name !== undefined) return { column, target: name, by: "text" };
    return found.get(column.index) ?? { column, target: null, by: null };
  });
}
