import type { Dataset } from "@diaoyan/analysis";
import { escapeHtml } from "@diaoyan/exports";
import { type StudySnapshot, textIn } from "@diaoyan/instruments";

/** The line under a table that says where its figures come from. */
export function sourceOf({ pack, hash, takenAt }: StudySnapshot): string {
  const mark = pack.study.simulated ? "（模拟数据）" : "";
  return `数据来源：课题组问卷与访谈${mark}，快照${hash.slice(0, 12)}（${takenAt.slice(0, 10)}）。`;
}

/** What a page stands on: study, questionnaire, responses, snapshot, and a mark where everything is generated. */
export function showFacts(snapshot: StudySnapshot, questionnaire: string, dataset: Dataset): HTMLElement {
  const { pack, versions, hash, takenAt, software } = snapshot;
  const version = versions.filter(({ definition }) => definition.name === questionnaire).at(-1);
  const facts = [
    ["课题", textIn("zh", pack.study.title)],
    [
      "问卷",
      version === undefined ? questionnaire : `${textIn("zh", version.definition.title)}（第${version.number}版）`,
    ],
    ["有效答卷", `${dataset.rowCount}份`],
    ["快照", `${hash.slice(0, 12)}，${takenAt.slice(0, 10)}，${software}`],
  ];
  const section = document.createElement("section");
  const mark = pack.study.simulated ? '<p class="mark">模拟数据，仅供演示，不代表真实情况</p>' : "";
  section.innerHTML = `${mark}<ul>${facts.map(([name = "", value = ""]) => `<li>${name}：${escapeHtml(value)}</li>`).join("")}</ul>`;
  return section;
}
