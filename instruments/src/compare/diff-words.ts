/** A run of a text that stayed, went or came. */
export interface WordRun {
  readonly kind: "same" | "removed" | "added";
  readonly text: string;
}

const maximumCells = 4_000_000;
/** Words and numbers of other scripts stay whole; a Chinese character is a word of its own. */
const word = /[\p{Script=Latin}\p{M}\p{N}]+|\s+|./gsu;

function splitWords(text: string): readonly string[] {
  return text.match(word) ?? [];
}

/** Lengths of the longest common subsequence of the tails. */
function tailLengths(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const below = lengths[(i + 1) * width + j] as number;
      const right = lengths[i * width + j + 1] as number;
      lengths[i * width + j] =
        a[i] === b[j] ? (lengths[(i + 1) * width + j + 1] as number) + 1 : Math.max(below, right);
    }
  }
  return (i, j) => lengths[i * width + j] as number;
}

function diffMiddle(a: readonly string[], b: readonly string[]): WordRun[] {
  if (a.length * b.length > maximumCells) {
    return [
      { kind: "removed", text: a.join("") },
      { kind: "added", text: b.join("") },
    ];
  }
  const common = tailLengths(a, b);
  const runs: WordRun[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      runs.push({ kind: "same", text: a[i++] as string });
      j++;
    } else if (i < a.length && (j === b.length || common(i + 1, j) >= common(i, j + 1))) {
      runs.push({ kind: "removed", text: a[i++] as string });
    } else runs.push({ kind: "added", text: b[j++] as string });
  }
  return runs;
}

function joinRuns(runs: readonly WordRun[]): readonly WordRun[] {
  const joined: WordRun[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === "") continue;
    if (last?.kind === run.kind) joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/**
 * Difference of two texts: Chinese by characters, other scripts by words. The runs that stayed or went join to `before`,
 * those that stayed or came to `after`. Very long texts that share no beginning or end are shown as replaced.
 */
export function diffWords(before: string, after: string): readonly WordRun[] {
  const [a, b] = [splitWords(before), splitWords(after)];
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return joinRuns([
    { kind: "same", text: a.slice(0, head).join("") },
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    { kind: "same", text: a.slice(a.length - tail).join("") },
  ]);
}
