import { labelWidth } from "./wrap-label.ts";

/** Where a label stands beside its point. */
export const labelSides = {
  right: { align: "left", dx: 7, dy: 0 },
  left: { align: "right", dx: -7, dy: 0 },
  above: { align: "center", dx: 0, dy: -10 },
  below: { align: "center", dx: 0, dy: 11 },
} as const;

/** The side of its point a label stands at. */
export type LabelSide = keyof typeof labelSides;

/** A point in the units of the drawing. */
export interface LabelledPoint {
  readonly label: string;
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const sides = Object.keys(labelSides) as LabelSide[];

function boxOf({ label, x, y }: LabelledPoint, side: LabelSide, fontSize: number): Box {
  const { align, dx, dy } = labelSides[side];
  const width = labelWidth(label) * fontSize;
  const left = x + dx - (align === "left" ? 0 : align === "right" ? width : width / 2);
  return { left, right: left + width, top: y + dy - fontSize / 2, bottom: y + dy + fontSize / 2 };
}

function shared(a: Box, b: Box): number {
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return wide > 0 && high > 0 ? wide * high : 0;
}

/** A side for each label, one after the other where it covers least of the points, of the labels before it, and of what is beyond the edge. */
export function placeLabels(
  points: readonly LabelledPoint[],
  { width, fontSize }: { readonly width: number; readonly fontSize: number },
): readonly LabelSide[] {
  const taken: Box[] = points.map(({ x, y }) => ({ left: x - 4, right: x + 4, top: y - 4, bottom: y + 4 }));
  return points.map((point) => {
    const tried = sides.map((side) => {
      const box = boxOf(point, side, fontSize);
      const beyond = (Math.max(0, -box.left) + Math.max(0, box.right - width)) * fontSize;
      return { side, box, covered: taken.reduce((sum, other) => sum + shared(box, other), beyond) };
    });
    const best = tried.reduce((least, one) => (one.covered < least.covered - 1e-9 ? one : least));
    taken.push(best.box);
    return best.side;
  });
}
