import type { DataRows, RowColumn } from "@diaoyan/analysis";
import { seededRandom, type Variable } from "@diaoyan/instruments";

const rowsABatch = 2_000;
const agreement = ["非常不同意", "比较不同意", "一般", "比较同意", "非常同意"].map((zh, index) => ({
  value: String(index + 1),
  label: { zh },
}));
const chosen = ["未选", "选中"].map((zh, index) => ({ value: String(index), label: { zh } }));
const words = ["评价", "改革", "人才", "项目", "经费", "团队", "代表作", "同行评议", "周期", "材料", "，", "希望能"];

/** 模拟数据: 100 ratings, 20 ticks, 15 measures, 10 short codes and 5 open answers, a tenth of the cells empty. */
export function wideRows(rowCount: number): DataRows {
  const random = seededRandom(1);
  const variables = Array.from({ length: 150 }, (_, index) => describeVariable(index));
  const columns = variables.map((variable) => fillColumn(variable, random));
  async function* readBatches() {
    // the same cases again and again, so that the writers are measured and nothing else
    for (let at = 0; at < rowCount; at += rowsABatch) {
      const rows = Math.min(rowsABatch, rowCount - at);
      yield { rows, columns: rows === rowsABatch ? columns : columns.map((column) => column.slice(0, rows)) };
    }
  }
  return { variables, rowCount, readBatches };
}

function describeVariable(index: number): Variable {
  const name = `Q${index + 1}`;
  const label = { zh: `第${index + 1}题的题目` };
  if (index < 100) {
    const labels = [...agreement, { value: "99", label: { zh: "不清楚／不适用" } }];
    return { name, label, question: name, type: "numeric", measure: "ordinal", valueLabels: labels, missing: [99] };
  }
  if (index < 120) {
    return { name, label, question: "WAY", type: "numeric", measure: "nominal", valueLabels: chosen, set: "WAY" };
  }
  if (index < 135) return { name, label, question: name, type: "numeric", measure: "scale" };
  return { name, label, question: name, type: "string", measure: "nominal" };
}

function fillColumn({ name, measure, type, set }: Variable, random: () => number): RowColumn {
  const cell = <Value>(make: () => Value, none: Value): Value => (random() < 0.1 ? none : make());
  if (type === "string") {
    const open = Number(name.slice(1)) > 145;
    const count = open ? 30 : 1;
    const text = () => Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join("");
    return Array.from({ length: rowsABatch }, () => cell<string | null>(text, null));
  }
  const rating = () => (random() < 0.05 ? 99 : 1 + Math.floor(random() * 5));
  const value =
    set !== undefined ? () => Math.floor(random() * 2) : measure === "ordinal" ? rating : () => random() * 1000;
  return Float64Array.from({ length: rowsABatch }, () => cell(value, Number.NaN));
}
