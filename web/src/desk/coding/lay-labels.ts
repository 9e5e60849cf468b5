import type { Coding } from "@diaoyan/analysis";

/** A bracket whose coding may get a label: where it begins beside the lines, and its lane. */
export interface LabelledBracket {
  readonly coding: Pick<Coding, "id" | "code" | "start" | "end" | "memo" | "origin">;
  readonly begins: boolean;
  readonly top: number;
  readonly lane: number;
}

const labelHeight = 19;

/**
 * Labels beside brackets, each at its bracket's top or beneath the one above; codings of one code on one stretch share a label.
 * Those without room in `room` pixels are counted in one line, unless it is a single one: its label takes no more than the count.
 */
export function layLabels<T extends LabelledBracket>(brackets: readonly T[], room: number) {
  const labels: { readonly coding: T["coding"]; readonly top: number }[] = [];
  const hidden: T["coding"][] = [];
  const seen = new Set<string>();
  let free = 0;
  for (const { begins, coding, top } of [...brackets].sort((a, b) => a.top - b.top || a.lane - b.lane)) {
    const place = `${coding.code} ${coding.start} ${coding.end}`;
    if (!begins || seen.has(place)) continue;
    seen.add(place);
    const at = Math.max(free, top - 3);
    if (labels.length > 0 && at + labelHeight > room) hidden.push(coding);
    else {
      labels.push({ coding, top: at });
      free = at + labelHeight;
    }
  }
  const last = labels.at(-1);
  if (hidden.length > 1 && last !== undefined && labels.length > 1 && last.top + 2 * labelHeight > room) {
    labels.pop();
    return { labels, more: { count: hidden.length + 1, top: last.top } };
  }
  const [only] = hidden;
  if (only !== undefined && hidden.length === 1)
    return { labels: [...labels, { coding: only, top: free }], more: null };
  return { labels, more: only === undefined ? null : { count: hidden.length, top: free } };
}
