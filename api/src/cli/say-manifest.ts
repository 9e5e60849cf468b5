import type { DataManifest, DataRemark } from "@diaoyan/exports/data";

const remarkTexts: Readonly<Record<DataRemark["what"], string>> = {
  renamed: "is named",
  rounded:
    "has whole numbers that were rounded to the nearest a file can hold; describe it as string to keep all digits above",
  "label-shortened": "has a label too long for the format; it stands whole in notes or attributes, shown as",
  "value-label-shortened": "has a value label too long for the format; it stands whole in the attributes, shown as",
  "value-labels-in-notes": "is text, which carries no value labels in this format; they stand in its notes:",
  "value-label-left-out": "has a label of a value that the format cannot label; it stands in its notes:",
  "missing-codes-in-notes": "is text, which carries no missing codes in this format; they stand in its notes:",
};

/** What was written, and what the format could not hold as it was. */
export function sayManifest(file: string, { rowsWritten, columns, bytes, remarks }: DataManifest): string {
  const written = `wrote ${file}: ${rowsWritten} rows, ${columns.length} variables, ${bytes} bytes`;
  return [written, ...remarks.map(({ variable, what, detail }) => `  ${variable} ${remarkTexts[what]} ${detail}`)].join(
    "\n",
  );
}
