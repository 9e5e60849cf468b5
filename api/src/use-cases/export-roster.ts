import { type NewSheet, type RosterField, rosterFields, writeWorkbook } from "@diaoyan/instruments";
import type { Caller } from "../ports/ports.ts";
import { found } from "../problems.ts";
import { type NamedPerson, type NamedUnit, type RosterPorts, readEverybody, readUnits } from "./read-roster.ts";
import { readSample } from "./roster-figures.ts";

const media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The roster as a workbook that can be imported again; who took it stands in the audit log. */
export async function exportRoster(ports: RosterPorts, caller: Caller, study: string) {
  const { study: described } = found(await ports.studies.find(study), "study.notFound", study);
  const units = await readUnits(ports, study);
  const people = await readEverybody(ports, study);
  const note = { actor: caller.id, action: "roster.export", subject: `${people.length}` };
  await ports.journal.commit(study, note, []);
  const mark = described.simulated ? "（模拟数据）" : "";
  const bytes = writeWorkbook([peopleSheet(people, units), unitSheet(units)]);
  return { bytes, name: `名册${mark}.xlsx`, media };
}

function headerOf(kind: "people" | "units"): readonly string[] {
  return rosterFields.filter(({ kinds }) => kinds.includes(kind)).map(({ label }) => label.zh);
}

function cellOf(field: RosterField, unit: NamedUnit | undefined, person: NamedPerson | undefined): string {
  if (field === "unit") return unit?.name ?? "";
  if (field === "aliases") return unit?.aliases.join("、") ?? "";
  if (field === "keyUnit") return unit === undefined ? "" : unit.keyUnit ? "是" : "否";
  if (field === "unitType" || field === "pilotLevel" || field === "district") return unit?.[field] ?? "";
  return person?.[field] ?? "";
}

function peopleSheet(people: readonly NamedPerson[], units: readonly NamedUnit[]): NewSheet {
  const known = new Map<string, NamedUnit>(units.map((unit) => [unit.code, unit]));
  const fields = rosterFields.filter(({ kinds }) => kinds.includes("people"));
  const rows = people.map((person) => [
    ...fields.map(({ id }) => cellOf(id, known.get(person.unit ?? ""), person)),
    person.source,
  ]);
  return { name: "人员", rows: [[...headerOf("people"), "来源及依据"], ...rows] };
}

function unitSheet(units: readonly NamedUnit[]): NewSheet {
  const fields = rosterFields.filter(({ kinds }) => kinds.includes("units"));
  const rows = units.map((unit) => [...fields.map(({ id }) => cellOf(id, unit, undefined)), unit.code]);
  return { name: "单位", rows: [[...headerOf("units"), "单位代码"], ...rows] };
}

/** A sample with its reserves and how it was drawn, as a workbook. */
export async function exportSample(
  ports: RosterPorts,
  caller: Caller,
  { study, id }: { readonly study: string; readonly id: string },
) {
  const { study: described } = found(await ports.studies.find(study), "study.notFound", study);
  const { sample, people, units } = await readSample(ports, caller, { study, id });
  const header = ["层", "序号", "姓名", "单位名称", "电话", "邮箱", "入样概率"];
  const toRow = (one: (typeof sample.drawn)[number]) => {
    const person = people.get(one.id);
    const unit = units.get(person?.unit ?? "") ?? "";
    const named = person === undefined ? ["（已删除）", "", "", ""] : [person.name, unit, person.phone, person.email];
    return [one.stratum || "未分层", one.order, ...named, one.probability];
  };
  const { seed, total, allocation, reserves } = sample.design;
  const mark = described.simulated ? "（模拟数据）" : "";
  const about: NewSheet["rows"] = [
    ["项目", "内容"],
    ["抽样方法", sample.by === "" ? "简单随机抽样（不放回）" : "分层随机抽样（不放回）"],
    ["分层依据", rosterFields.find((field) => field.id === sample.by)?.label.zh ?? (sample.by || "不分层")],
    ["样本分配", allocation === "equal" ? "各层等额" : "按比例分配（最大余数法）"],
    ["随机种子", seed],
    ["计划样本量", total],
    ["实际样本量", sample.drawn.length],
    ["每层候补", reserves],
    ["抽样框规模", sample.frameSize],
    ["抽样框校验值（SHA-256）", sample.frameHash],
    ["抽取时间", sample.drawnAt],
    ...sample.strata.map(({ stratum, size, drawn, probability }) => [
      `层：${stratum || "未分层"}`,
      `${size}人中抽取${drawn}人，入样概率${probability}`,
    ]),
  ];
  const bytes = writeWorkbook([
    { name: "样本", rows: [header, ...sample.drawn.map(toRow)] },
    { name: "候补", rows: [header, ...sample.reserves.map(toRow)] },
    { name: "抽样说明", rows: about, widths: [28, 60] },
  ]);
  return { bytes, name: `抽样名单${mark}.xlsx`, media };
}
