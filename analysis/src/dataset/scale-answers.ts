/** Answers on a scale, whole numbers from 0 to 11, a byte each; `noAnswer` where missing. */
export interface ScaleAnswers {
  readonly bytes: Uint8Array;
  readonly largest: number;
}

/** Stands for a cell without an answer. */
export const noAnswer = 255;

/** Stands in `noAnswer` and in no answer. */
export const highestBit = 128;

/** The largest answer whose products still can be packed (`scaleProducts`). */
const largestAnswer = 11;

/** What was found of a column before: columns never change, and many requests ask for the same ones. */
const found = new WeakMap<Float64Array, ScaleAnswers | null>();

/** The column as answers on a scale (`NaN` is no answer); null where it holds other numbers. */
export function answersOnScale(column: Float64Array): ScaleAnswers | null {
  const known = found.get(column);
  if (known !== undefined) return known;
  const bytes = new Uint8Array(column.length);
  const largest = writeBytes(column, bytes);
  const answers = largest > largestAnswer ? null : { bytes, largest };
  found.set(column, answers);
  return answers;
}

/** Writes each answer and tells the largest; infinity as soon as a number is no answer on a scale. */
function writeBytes(column: Float64Array, bytes: Uint8Array): number {
  let largest = 0;
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row] ?? 0;
    const whole = value | 0;
    if (whole === value && whole >= 0 && whole <= largestAnswer) {
      bytes[row] = whole;
      if (whole > largest) largest = whole;
    } else if (Number.isNaN(value)) bytes[row] = noAnswer;
    else return Number.POSITIVE_INFINITY;
  }
  return largest;
}
