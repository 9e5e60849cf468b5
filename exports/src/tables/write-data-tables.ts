import { type Dataset, datasetFromSnapshot, definitionFromSnapshot } from "@diaoyan/analysis";
import { type NewSheet, type StudySnapshot, writeWorkbook } from "@diaoyan/instruments";
import { codebookCells, codebookHeader } from "../csv/write-codebook.ts";
import { suppressed } from "../disclosure/disclose.ts";
import type { ReportRelease } from "../model/document.ts";
import { dayInChina } from "../report/chinese-day.ts";
import { listQuestionGroups } from "./question-groups.ts";
import { tabulateVariable } from "./tabulate-variable.ts";

const header = ["题目", "选项", "频数", "有效%", "n", "均值", "标准差"] as const;
const widths = [52, 30, 10, 10, 10, 10, 10];

/** The smallest group whose figures a study shows. */
export function smallCellOf({ pack }: StudySnapshot): number {
  return pack.study.disclosure?.smallCell ?? 5;
}

/**
 * The data tables 数据附表: how to read them, a sheet for each group of questions with n beside every figure, and the
 * description of the variables. In a public release small counts and what would give them away are suppressed.
 */
export function writeDataTables(snapshot: StudySnapshot, release: ReportRelease): Uint8Array<ArrayBuffer> {
  const names = [...new Set(snapshot.versions.map(({ definition }) => String(definition.name)))];
  const smallCell = release === "public" ? smallCellOf(snapshot) : 0;
  const used = new Set<string>();
  const data = names.map((name) => ({ name, dataset: datasetFromSnapshot(snapshot, name) }));
  const groups = data.flatMap(({ name, dataset }) =>
    listQuestionGroups(definitionFromSnapshot(snapshot, name), dataset).map(({ title, variables }, index): NewSheet => {
      const rows = variables.flatMap((variable) => tabulateVariable(dataset, variable, smallCell));
      return { name: nameSheet(`${name} ${index + 1} ${title}`, used), rows: [header, ...rows], widths };
    }),
  );
  return writeWorkbook([explain(snapshot, release, data), ...groups, describe(data)]);
}

type NamedData = readonly { readonly name: string; readonly dataset: Dataset }[];

function explain(snapshot: StudySnapshot, release: ReportRelease, data: NamedData): NewSheet {
  const { study } = snapshot.pack;
  const titles = data.map(({ name, dataset }) => [
    definitionFromSnapshot(snapshot, name).title.zh,
    `${name}；有效答卷${dataset.rowCount}份`,
  ]);
  const rule =
    release === "public"
      ? `公开版：小于${smallCellOf(snapshot)}的频数及可由合计推出它们的频数以“${suppressed}”代替，含被隐去频数的题不列均值`
      : "内部版：未作隐去处理，不得公开";
  const rows = [
    ["课题", study.title.zh],
    ["承担单位", study.undertaker],
    ["数据性质", study.simulated ? "模拟数据，仅供演示，不代表真实情况" : "课题组调查，问卷抽样和单位填报"],
    ["数据截止", dayInChina(snapshot.takenAt)],
    ...titles,
    ["小格处理", rule],
    ["读法", "有效%以该题有效回答为分母；n为有效回答数；量表题另列均值和标准差；自由填写的文字不列"],
    ["数据快照", snapshot.hash],
    ["软件", snapshot.software],
  ];
  return { name: "说明", rows: [["项目", "内容"], ...rows], widths: [36, 90] };
}

function describe(data: NamedData): NewSheet {
  const rows = data.flatMap(({ name, dataset }) =>
    dataset.variables.map((variable) => [name, ...codebookCells(variable)]),
  );
  return { name: "变量说明", rows: [["问卷", ...codebookHeader], ...rows], widths: [14, 20, 50, 30] };
}

const longestName = 31;

/** A name a sheet can bear, each but once (case does not count). */
function nameSheet(wanted: string, used: Set<string>): string {
  const clean = wanted
    .replaceAll(/[[\]:*?/\\：]/g, " ")
    .slice(0, longestName)
    .trim();
  let name = clean;
  for (let number = 2; used.has(name.toLowerCase()); number += 1)
    name = `${clean.slice(0, longestName - String(number).length - 1)} ${number}`;
  used.add(name.toLowerCase());
  return name;
}
