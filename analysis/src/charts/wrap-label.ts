/** Width of a label in full-width characters: Latin letters and digits count half. */
function widthOf(character: string): number {
  return (character.codePointAt(0) ?? 0) < 0x2e80 ? 0.55 : 1;
}

/** Width of a whole label on one line. */
export function labelWidth(label: string): number {
  return [...label].reduce((sum, character) => sum + widthOf(character), 0);
}

const closing = /[，。、；：？！）”’》」』,.;:?!)]/u;

/**
 * A label broken into lines of about equal length, at most `width` full-width characters, after a blank where there is one
 * near the end; no line begins with a closing mark. Nothing is cut off. Axes show the lines with `brokenLabels`.
 */
export function wrapLabel(label: string, width: number): string {
  const letters = [...label.replaceAll("\n", " ")];
  const whole = letters.reduce((sum, letter) => sum + widthOf(letter), 0);
  const room = whole <= width ? width : Math.min(width, whole / Math.ceil(whole / width) + 1);
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const letter of letters) {
    const next = widthOf(letter);
    if (used + next > room && line !== "" && !closing.test(letter)) {
      const blank = line.lastIndexOf(" ");
      const carried = blank > line.length / 2 ? line.slice(blank + 1) : "";
      lines.push(carried === "" ? line : line.slice(0, blank));
      line = carried;
      used = [...carried].reduce((sum, one) => sum + widthOf(one), 0);
    }
    if (line === "" && letter === " ") continue;
    line += letter;
    used += next;
  }
  return [...lines, line].join("\n");
}

/** How many lines a wrapped label has. */
export function countLines(label: string): number {
  return label.split("\n").length;
}

/** Points from one line of a label to the next. */
export const labelLineHeight = 13;

/** Axis properties that show labels of `wrapLabel` in their lines, whole. */
export const brokenLabels = {
  labelLimit: 0,
  labelExpr: "split(datum.label, '\\n')",
  labelLineHeight,
} as const;

/** The same for the labels of rows: the lines of a label stand around its tick, not below it. */
export const brokenRowLabels = {
  ...brokenLabels,
  labelOffset: {
    condition: [2, 3, 4, 5].map((lines) => ({
      test: `length(split(datum.label, '\\n')) == ${lines}`,
      value: (-labelLineHeight * (lines - 1)) / 2,
    })),
    value: 0,
  },
} as const;
