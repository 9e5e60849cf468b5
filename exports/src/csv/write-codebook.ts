import { countNotAssigned, type Dataset, toVariablesFile } from "@diaoyan/analysis";
import { type Variable, writeTextCell } from "@diaoyan/instruments";

/** Heads of the columns that describe a variable. */
export const codebookHeader = [
  "变量名",
  "题目／标签",
  "英文标签",
  "类型",
  "测量水平",
  "取值",
  "缺失代码",
  "量表范围",
  "构念",
  "反向",
  "多选／排序组",
] as const;

/** What describes a variable, under `codebookHeader`. */
export function codebookCells(variable: Variable): readonly string[] {
  return [
    variable.name,
    variable.label.zh,
    variable.label.en ?? "",
    variable.type,
    variable.measure,
    (variable.valueLabels ?? []).map(({ value, label }) => `${value}=${label.zh}`).join("；"),
    (variable.missing ?? []).join("；"),
    variable.scale ? `${variable.scale.min}—${variable.scale.max}` : "",
    variable.construct ?? "",
    variable.reverse ? "是" : "",
    variable.set ?? "",
  ];
}

/**
 * Lines of the codebook of a data set as CSV: one a variable, with its values, missing codes and counts. Who was not assigned
 * the module of a question was not asked it, and does not count as missing.
 */
export function* codebookLines(dataset: Dataset): Generator<string> {
  yield `\uFEFF${lineOf([...codebookHeader, "有效n", "缺失n", "模块", "未分配n"])}`;
  for (const variable of dataset.variables) {
    const column = dataset.columns.get(variable.name);
    const notAssigned = countNotAssigned(dataset, [variable.name]);
    const missing = (column?.missing.filter((reason) => reason > 0).length ?? dataset.rowCount) - notAssigned;
    yield lineOf([
      ...codebookCells(variable),
      String(dataset.rowCount - missing - notAssigned),
      String(missing),
      variable.module ?? "",
      String(notAssigned),
    ]);
  }
}

const lineOf = (cells: readonly string[]): string => `${cells.map(writeTextCell).join(",")}\r\n`;

/** The description of the variables as JSON, in the form `diaoyan analyse --variables` reads. */
export function writeVariables(dataset: Dataset): string {
  return `${JSON.stringify(toVariablesFile(dataset.variables), null, 2)}\n`;
}
