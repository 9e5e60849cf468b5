import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs, type PersonCode, type UnitCode } from "../model/ids.ts";
import type { RosterEntry, RosterPerson, RosterUnit } from "../model/roster.ts";
import { readAgeBand } from "./age-bands.ts";
import { compareName, isNear, plainName } from "./near-names.ts";
import { planRosterImport, type RosterDecisions, type RowDecision } from "./plan-roster-import.ts";
import { type RosterCells, readRosterRow } from "./read-roster-row.ts";
import { cutRosterRows } from "./read-table.ts";
import { matchRosterColumns } from "./roster-fields.ts";

const on = "2026-06-30";
const read = (cells: RosterCells, row = 2) => readRosterRow(row, cells, { kind: "people", on });
const nothingDecided: RosterDecisions = { units: {}, rows: {} };

function entryOf(cells: RosterCells, row: number): RosterEntry {
  const { entry } = read(cells, row);
  if (entry === null) throw new Error("expected a row that can be read");
  return entry;
}

describe("readRosterRow", () => {
  it("reads phones, ages and pilot levels as the roster keeps them", () => {
    const { entry } = read({
      name: " 王　芳 ",
      unit: "天津大学",
      phone: "+86 138-0000-1234",
      ageBand: "1985年3月",
      pilotLevel: "国家试点单位",
      keyUnit: "是",
    });
    expect(entry?.person).toMatchObject({ name: "王 芳", phone: "13800001234", ageBand: "41—45岁" });
    expect(entry?.unit).toMatchObject({ name: "天津大学", pilotLevel: "国家试点单位", keyUnit: true });
  });

  it("names every cell that cannot be taken, and takes nothing of its row", () => {
    const { entry, faults } = read({
      unit: "天津大学",
      phone: "12",
      email: "wang",
      ageBand: "很大",
      pilotLevel: "省级",
      keyUnit: "也许",
    });
    expect(entry).toBeNull();
    expect(faults.map(({ field, reason }) => [field, reason])).toEqual([
      ["name", "empty"],
      ["phone", "phone"],
      ["email", "email"],
      ["ageBand", "age"],
      ["pilotLevel", "pilotLevel"],
      ["keyUnit", "yesNo"],
    ]);
  });

  it("takes no identity number, wherever it stands", () => {
    expect(read({ name: "王芳 120101198503071234", unit: "甲" }).faults).toMatchObject([{ reason: "idNumber" }]);
    expect(read({ name: "王芳", unit: "甲", phone: "12010119850307123X" }).faults).toMatchObject([
      { reason: "idNumber" },
    ]);
  });

  it("keeps characters beyond the basic plane whole and refuses halves of them", () => {
    expect(read({ name: "𠮷野", unit: "甲" }).entry?.person?.name).toBe("𠮷野");
    expect(read({ name: "\uD842", unit: "甲" }).faults).toMatchObject([{ reason: "control" }]);
  });
});

describe("readAgeBand", () => {
  it.each([
    ["35", "35岁及以下"],
    ["36岁", "36—40岁"],
    ["1990", "36—40岁"],
    ["1990-07-01", "35岁及以下"],
    ["1990-06-30", "36—40岁"],
    ["36-40", "36—40岁"],
    ["46~50岁", "46—50岁"],
    ["35岁以下", "35岁及以下"],
    ["56岁及以上", "56岁及以上"],
    ["", ""],
    ["200", null],
    ["青年", null],
  ])("reads %s as %s", (cell, band) => {
    expect(readAgeBand(cell, on)).toBe(band);
  });
});

describe("isNear", () => {
  const near = (one: string, other: string) => isNear(compareName(one), compareName(other));
  it.each([
    ["天津市肿瘤医院", "天津肿瘤医院", true],
    ["天津大学", "天津大学医学部", true],
    ["天津渤海示例新材料有限公司", "天津渤海示例新材料股份有限公司", true],
    ["中科院天津工业生物所", "中国科学院天津工业生物技术研究所", true],
    ["天津社科院", "天津社会科学院", true],
    ["天津工大", "天津工业大学", true],
    ["天大", "天津大学", true],
    ["南大", "天津大学", false],
    ["天津大学", "天津工业大学", false],
    ["天津市农科院", "天津市医科院", false],
    ["天津大学", "天津科技大学", false],
    ["南开大学", "南京大学", false],
    ["天津市第一中心医院", "天津市第三中心医院", false],
  ])("%s and %s: %s", (one, other, expected) => {
    expect([near(one, other), near(other, one)]).toEqual([expected, expected]);
  });

  it("takes names that differ in width and brackets only for the same", () => {
    expect(plainName("示例（天津） 科技")).toBe(plainName("示例(天津)科技"));
  });
});

describe("matchRosterColumns", () => {
  it("finds fields by their headers, takes each once and refuses what is not needed", () => {
    const columns = matchRosterColumns(
      ["序号", "姓名*", "工作单位", "手机号（必填）", "身份证号", "职称", "职称级别"],
      "people",
    );
    expect(columns.map(({ field }) => field)).toEqual([null, "name", "unit", "phone", null, "title", null]);
    expect(columns.filter(({ refused }) => refused).map(({ header }) => header)).toEqual(["身份证号"]);
    const others = [
      "现工作单位",
      "受访者姓名",
      "移动电话",
      "出生年月日",
      "专业技术职称",
      "联系邮箱",
      "文化程度",
      "行政区",
      "备注",
    ];
    expect(matchRosterColumns(others, "people").map(({ field }) => field)).toEqual([
      "unit",
      "name",
      "phone",
      "ageBand",
      "title",
      "email",
      "education",
      "district",
      null,
    ]);
  });
});

describe("cutRosterRows", () => {
  it("lets cells joined over rows stand in each of them, and makes no row of one that holds nothing else", () => {
    const rows = [["姓名", "单位"], ["王芳", "示例大学"], ["李明"], [], ["赵敏"], ["周宁", "示例所"], ["孙强"]];
    const merges = [
      { top: 1, left: 1, bottom: 4, right: 1 },
      { top: 0, left: 0, bottom: 0, right: 1 },
    ];
    const cut = cutRosterRows({ name: "人员", rows, merges }, matchRosterColumns(rows[0] ?? [], "people"));
    expect(cut.map(({ row, cells }) => [row, cells.name, cells.unit])).toEqual([
      [2, "王芳", "示例大学"],
      [3, "李明", "示例大学"],
      [5, "赵敏", "示例大学"],
      [6, "周宁", "示例所"],
      [7, "孙强", undefined],
    ]);
  });
});

/** Carries a plan out as the server does. */
function carryOut(known: { units: RosterUnit[]; people: RosterPerson[] }, plan: ReturnType<typeof planRosterImport>) {
  const made = plan.newUnits.map(
    (unit, at): RosterUnit => ({ ...unit, code: brandAs<UnitCode>(`U${known.units.length + at}`) }),
  );
  const units = [...known.units, ...made];
  const codeOf = (name: string): UnitCode | null => {
    const settled = plan.unitOf(name);
    const meant = settled?.kind === "known" ? settled.unit.name : settled?.kind === "new" ? settled.name : "";
    return units.find((unit) => plainName(unit.name) === plainName(meant))?.code ?? null;
  };
  const toPerson = (entry: RosterEntry, person: PersonCode) => ({
    ...(entry.person as NonNullable<RosterEntry["person"]>),
    person,
    unit: codeOf(entry.unit.name),
  });
  const kept = known.people.map((one) => {
    const update = plan.updates.find(({ person }) => person === one.person);
    return update === undefined ? one : toPerson(update.entry, one.person);
  });
  const added = plan.newPeople.map((entry, at) => toPerson(entry, brandAs<PersonCode>(`p${known.people.length + at}`)));
  return { units, people: [...kept, ...added] };
}

const cells = fc.record({
  name: fc.constantFrom("王芳", "李明", "王 芳", "𠮷野"),
  unit: fc.constantFrom("天津大学", "天津大学医学部", "南开大学", "天津 大学"),
  phone: fc.constantFrom("", "13800000001", "13800000002"),
  title: fc.constantFrom("正高", "副高", ""),
});
const files = fc.array(cells, { maxLength: 12 });
const choices = fc.array(fc.constantFrom<RowDecision | undefined>("skip", "add", undefined), {
  minLength: 12,
  maxLength: 12,
});

describe("planRosterImport", () => {
  const import_ = (
    known: { units: RosterUnit[]; people: RosterPerson[] },
    rows: RosterCells[],
    decided: RosterDecisions,
  ) =>
    planRosterImport(
      known,
      rows.map((row, at) => entryOf(row, at + 2)),
      decided,
    );
  const empty = () => ({ units: [], people: [] });

  it("adds nothing when a file is taken twice, whatever was decided, and gives every row one line", () => {
    fc.assert(
      fc.property(files, choices, (rows, chosen) => {
        const decided = {
          units: { 天津大学医学部: "天津大学医学部", 天津大学: "天津大学", "天津 大学": "天津大学" },
          rows: Object.fromEntries(chosen.flatMap((one, at) => (one === undefined ? [] : [[String(at + 2), one]]))),
        };
        const first = import_(empty(), rows, decided);
        expect(first.lines.map(({ row }) => row)).toEqual(rows.map((_, at) => at + 2));
        const stored = carryOut(empty(), first);
        const again = import_(stored, rows, { ...decided, rows: {} });
        expect([again.newPeople, again.newUnits, again.updates]).toEqual([[], [], []]);
        const taken = first.lines.filter(({ kind }) => kind === "new").length;
        expect(again.lines.filter(({ kind }) => kind === "unchanged")).toHaveLength(taken);
      }),
    );
  });

  it("merges nobody without a decision: a row with a name, unit or phone of another waits", () => {
    fc.assert(
      fc.property(files, files, (before, rows) => {
        const all = { units: { 天津大学医学部: "天津大学医学部", 天津大学: "天津大学" }, rows: {} };
        const stored = carryOut(empty(), import_(empty(), before, all));
        const { lines, newPeople, updates } = import_(stored, rows, all);
        expect(updates).toEqual([]);
        const known = stored.people.map(({ name, phone, unit }) => ({ key: `${plainName(name)} ${unit}`, phone }));
        for (const { person } of newPeople) {
          expect(known.some(({ phone }) => phone !== "" && phone === person?.phone)).toBe(false);
        }
        expect(lines.filter(({ kind }) => kind === "new")).toHaveLength(newPeople.length);
      }),
    );
  });

  it("asks who a row is, and takes its values where the person says that it is the same one", () => {
    const known = carryOut(
      empty(),
      import_(empty(), [{ name: "王芳", unit: "天津大学", phone: "13800000001" }], nothingDecided),
    );
    const changed = [{ name: "王芳", unit: "天津大学", phone: "13900000009", title: "正高" }];
    const asked = import_(known, changed, nothingDecided);
    expect(asked.lines).toMatchObject([{ kind: "askPerson", twins: [{ why: "sameNameUnit", person: "p0" }] }]);
    const updated = carryOut(known, import_(known, changed, { units: {}, rows: { 2: { update: "p0" } } }));
    expect(updated.people).toMatchObject([{ person: "p0", phone: "13900000009", title: "正高" }]);
    expect(import_(updated, changed, nothingDecided).lines).toMatchObject([{ kind: "unchanged" }]);
    expect(import_(known, changed, { units: {}, rows: { 2: { update: "p9" } } }).lines).toMatchObject([
      { kind: "askPerson" },
    ]);
  });

  it("finds the same phone under another name, and an earlier row of the same file", () => {
    const { lines } = import_(
      empty(),
      [
        { name: "王芳", unit: "天津大学", phone: "13800000001" },
        { name: "李明", unit: "南开大学", phone: "138 0000 0001" },
      ],
      nothingDecided,
    );
    expect(lines[1]).toMatchObject({ kind: "askPerson", twins: [{ why: "samePhone", person: null, row: 2 }] });
  });

  it("finds a unit by another name it was said to bear, asks where two bear it, and never by a short form alone", () => {
    const unit = (code: string, name: string, aliases: string[]): RosterUnit => ({
      code: brandAs<UnitCode>(code),
      name,
      aliases,
      unitType: "",
      pilotLevel: "不清楚",
      keyUnit: false,
      district: "",
    });
    const known = {
      units: [
        unit("u-1", "中国科学院天津示例研究所", ["中科院天津所", "示例所"]),
        unit("u-2", "天津示例研究院", ["示例所"]),
      ],
      people: [],
    };
    const rows = ["中科院天津所", "示例所", "中科院天津示例所"].map((name) => ({ name: "王芳", unit: name }));
    const { lines, newPeople, unitOf } = import_(known, rows, nothingDecided);
    expect(unitOf("中科院天津所")).toMatchObject({ kind: "known", unit: { code: "u-1" } });
    expect(newPeople).toHaveLength(1);
    expect(lines.slice(1)).toMatchObject([
      { kind: "askUnit", candidates: ["中国科学院天津示例研究所", "天津示例研究院"] },
      { kind: "askUnit", candidates: expect.arrayContaining(["中国科学院天津示例研究所"]) },
    ]);
    const decided = { units: { 示例所: "天津示例研究院" }, rows: {} };
    expect(import_(known, rows, decided).unitOf("示例所")).toMatchObject({ kind: "known", unit: { code: "u-2" } });
  });

  it("takes other names from a file of units, for known units too, save what another unit bears", () => {
    const entries = (rows: RosterCells[]) =>
      rows.map((cells, at) => readRosterRow(at + 2, cells, { kind: "units", on }).entry as RosterEntry);
    const first = planRosterImport(
      empty(),
      entries([
        { unit: "天津示例大学", aliases: "示大，TEU／天津示例大学" },
        { unit: "示例医院", aliases: "示大、示医" },
      ]),
      { units: { 示例医院: "示例医院" }, rows: {} },
    );
    expect(first.newUnits.map(({ aliases }) => aliases)).toEqual([["示大", "TEU", "天津示例大学"], ["示医"]]);
    const { units } = carryOut(empty(), first);
    const again = entries([{ unit: "天津示例大学", aliases: "示大、示医、老示大" }]);
    const { lines, renamedUnits } = planRosterImport({ units, people: [] }, again, nothingDecided);
    expect(lines).toMatchObject([{ kind: "renamed" }]);
    expect(renamedUnits.map(({ aliases }) => aliases)).toEqual([["示大", "TEU", "天津示例大学", "老示大"]]);
  });

  it("asks which unit a near name means, and takes the one that is said", () => {
    const rows = [
      { name: "王芳", unit: "天津市肿瘤医院" },
      { name: "李明", unit: "天津肿瘤医院" },
    ];
    expect(import_(empty(), rows, nothingDecided).lines[1]).toMatchObject({
      kind: "askUnit",
      candidates: ["天津市肿瘤医院"],
    });
    const same = carryOut(empty(), import_(empty(), rows, { units: { 天津肿瘤医院: "天津市肿瘤医院" }, rows: {} }));
    expect([same.units.length, new Set(same.people.map(({ unit }) => unit)).size]).toEqual([1, 1]);
    const apart = carryOut(empty(), import_(empty(), rows, { units: { 天津肿瘤医院: "天津肿瘤医院" }, rows: {} }));
    expect(apart.units).toHaveLength(2);
  });
});
