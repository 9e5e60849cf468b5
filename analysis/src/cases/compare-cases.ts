import type { CaseSection, CaseSentence, CaseSummary } from "../model/case-summary.ts";

/** What an edit made of one sentence; `before` is null for a new one, `after` for one that was taken out. */
export interface SentenceChange {
  readonly section: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The changes from one state of a case to the next, section by section in reading order; the title stands under `title`. */
export function compareCases(
  before: Pick<CaseSummary, "title" | "sections">,
  after: Pick<CaseSummary, "title" | "sections">,
): readonly SentenceChange[] {
  const retitled = before.title === after.title ? [] : [{ section: "title", before: before.title, after: after.title }];
  const ids = new Set([...before.sections, ...after.sections].map(({ id }) => id));
  const sentencesOf = (sections: readonly CaseSection[], wanted: string) =>
    sections.find(({ id }) => id === wanted)?.sentences ?? [];
  return [
    ...retitled,
    ...[...ids].flatMap((id) =>
      compareSentences(sentencesOf(before.sections, id), sentencesOf(after.sections, id)).map((change) => ({
        section: id,
        ...change,
      })),
    ),
  ];
}

type Change = Omit<SentenceChange, "section">;

/** Longest common subsequence by text; what stands between two common sentences is paired by source, else in order. */
function compareSentences(before: readonly CaseSentence[], after: readonly CaseSentence[]): readonly Change[] {
  const changes: Change[] = [];
  let [left, right] = [0, 0];
  for (const [i, j] of [...listCommon(before, after), [before.length, after.length] as const]) {
    changes.push(...pairUp(before.slice(left, i), after.slice(right, j)));
    [left, right] = [i + 1, j + 1];
  }
  return changes;
}

function pairUp(gone: readonly CaseSentence[], come: readonly CaseSentence[]): readonly Change[] {
  const rest = [...gone];
  const changes = come.map((sentence): Change => {
    const place = rest.findIndex((one) => keyOf(one) === keyOf(sentence));
    const [twin] = place < 0 ? [] : rest.splice(place, 1);
    return { before: twin?.text ?? null, after: sentence.text };
  });
  return [...rest.map(({ text }): Change => ({ before: text, after: null })), ...changes];
}

/** Sentences with one source are one sentence; those a person wrote are paired in order. */
function keyOf({ source }: CaseSentence): string {
  return source === null ? "" : `${source.transcript} ${source.start}`;
}

function listCommon(
  before: readonly CaseSentence[],
  after: readonly CaseSentence[],
): readonly (readonly [number, number])[] {
  const width = after.length + 1;
  const longest = new Uint32Array((before.length + 1) * width);
  const at = (i: number, j: number): number => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const same = before[i]?.text === after[j]?.text;
      longest[i * width + j] = same ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const common: (readonly [number, number])[] = [];
  let [i, j] = [0, 0];
  while (i < before.length && j < after.length) {
    if (before[i]?.text === after[j]?.text) {
      common.push([i, j]);
      [i, j] = [i + 1, j + 1];
    } else if (at(i + 1, j) >= at(i, j + 1)) i += 1;
    else j += 1;
  }
  return common;
}
