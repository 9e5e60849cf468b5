import { brandAs, type QuotaPlan, quotaPlanSchema, type Variable } from "@diaoyan/instruments";
import { expect, it } from "vitest";
import { listNames, pasteCells, setAxis, setHome, setMargin, toDraft, toPlan } from "./quota-draft.ts";

const variable = (name: string, ...labels: string[]): Variable => ({
  name,
  question: name,
  label: { zh: name },
  type: "numeric",
  measure: "nominal",
  valueLabels: labels.map((zh, at) => ({ value: String(at + 1), label: { zh, en: `${name}${at + 1}` } })),
});
const variables = [variable("BG01", "部属高校", "市属高校", "医院"), variable("BG05", "基础研究", "应用研究")];
const [unit, kind] = variables;
const name = brandAs<QuotaPlan["questionnaire"]>("q");
const build = () => {
  let draft = setAxis(setAxis(toDraft(null), 0, unit), 1, kind);
  for (const value of ["1", "2"]) draft = setHome(draft, 0, { value, name: "高校" });
  return draft;
};

it("makes a plan of pasted numbers, and the same draft of that plan again", () => {
  const rows = listNames(build().axes[0], unit);
  const columns = listNames(build().axes[1], kind);
  expect([rows, columns]).toEqual([
    ["高校", "医院"],
    ["基础研究", "应用研究"],
  ]);
  const draft = pasteCells(build(), "≤60\t1,000\r\n30\t说明\t9\r\n7\r\n", { rows, columns, row: 0, column: 0 });
  const plan = toPlan(name, draft, { variables, before: null });
  expect(quotaPlanSchema.safeParse(plan).error).toBeUndefined();
  expect(plan.cells).toEqual([
    { groups: ["g1", "g1"], target: 60, limit: true },
    { groups: ["g1", "g2"], target: 1000, limit: false },
    { groups: ["g2", "g1"], target: 30, limit: false },
  ]);
  expect(plan.axes[0]?.groups).toEqual([
    { id: "g1", label: { zh: "高校" }, values: ["1", "2"] },
    { id: "g2", label: { zh: "医院", en: "BG013" }, values: ["3"] },
  ]);
  expect(toPlan(name, toDraft(plan), { variables, before: plan })).toEqual(plan);
});

it("keeps the ids of groups and drops cells of groups that are gone", () => {
  const rows = ["高校", "医院"];
  const draft = pasteCells(build(), "1\n2", { rows, columns: ["基础研究", "应用研究"], row: 0, column: 1 });
  const before = toPlan(name, draft, { variables, before: null });
  const renamed = setHome(toDraft(before), 0, { value: "3", name: "医疗卫生机构" });
  const after = toPlan(name, renamed, { variables, before });
  expect(after.axes[0]?.groups.map(({ id, label }) => [id, label.zh])).toEqual([
    ["g1", "高校"],
    ["g3", "医疗卫生机构"],
  ]);
  expect(after.cells).toEqual([{ groups: ["g1", "g2"], target: 1, limit: false }]);
});

it("fills a plan of one question down its rows", () => {
  const draft = setAxis(toDraft(null), 0, kind);
  const place = { rows: ["基础研究", "应用研究"], columns: [""], row: 0, column: 0 };
  const plan = toPlan(name, pasteCells(draft, "5\n6", place), { variables, before: null });
  expect(plan.cells.map(({ target }) => target)).toEqual([5, 6]);
});

it("counts further questions beside the cells, and leaves out what has no target yet", () => {
  const place = { rows: ["基础研究", "应用研究"], columns: [""], row: 0, column: 0 };
  const beside = pasteCells(setAxis(toDraft(null), 0, kind), "≤5\n6", place);
  const main = pasteCells(setAxis(toDraft(null), 0, unit), "9", { ...place, rows: ["部属高校"] });
  const draft = setMargin(setMargin(main, 0, beside), 1, setAxis(toDraft(null), 0, unit));
  const plan = toPlan(name, draft, { variables, before: null });
  expect(quotaPlanSchema.safeParse(plan).error).toBeUndefined();
  expect(plan.margins).toMatchObject([
    {
      variable: "BG05",
      cells: [
        { groups: ["g1"], target: 5, limit: true },
        { groups: ["g2"], target: 6, limit: false },
      ],
    },
  ]);
  expect(toPlan(name, toDraft(plan), { variables, before: plan })).toEqual(plan);
  expect(toPlan(name, setAxis(toDraft(plan), 0, kind), { variables, before: plan }).margins).toEqual(plan.margins);
  expect(toPlan(name, setMargin(toDraft(plan), 0, undefined), { variables, before: plan })).not.toHaveProperty(
    "margins",
  );
});
