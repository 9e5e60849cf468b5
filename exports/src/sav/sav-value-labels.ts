import type { ByteWriter } from "../data/byte-writer.ts";
import { byteLength } from "../data/text-length.ts";
import { elementsOf, type SavColumn } from "./sav-column.ts";
import type { ShortLabels } from "./sav-labels.ts";

const space = 0x20;

/** “Value Labels Records”: labels of numbers and of texts up to eight bytes. Variables of equal labels share a record. */
export function writeValueLabels(writer: ByteWriter, columns: readonly SavColumn[], { values }: ShortLabels): void {
  const shared = new Map<string, { readonly column: SavColumn; readonly indices: number[] }>();
  let index = 1;
  for (const column of columns) {
    const labels = values.get(column.name) ?? [];
    if (labels.length > 0 && column.width <= 8) {
      const key = JSON.stringify([column.width === 0, labels]);
      const group = shared.get(key) ?? { column, indices: [] };
      group.indices.push(index);
      shared.set(key, group);
    }
    index += elementsOf(column);
  }
  for (const { column, indices } of shared.values())
    writeGroup(writer, column, { labels: values.get(column.name) ?? [], indices });
}

function writeGroup(
  writer: ByteWriter,
  { width }: SavColumn,
  group: {
    readonly labels: readonly { readonly value: string; readonly label: string }[];
    readonly indices: readonly number[];
  },
): void {
  writer.int32(3);
  writer.int32(group.labels.length);
  for (const { value, label } of group.labels) {
    if (width === 0) writer.float64(Number(value));
    else writer.field(value, 8, space);
    const bytes = byteLength(label);
    writer.uint8(bytes);
    writer.field(label, Math.ceil((bytes + 1) / 8) * 8 - 1, space);
  }
  writer.int32(4);
  writer.int32(group.indices.length);
  for (const index of group.indices) writer.int32(index);
}
