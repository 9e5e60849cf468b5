import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brandAs } from "../model/ids.ts";
import type { QuotaPlan } from "../model/quota.ts";
import type { Variable } from "../model/variable.ts";
import { quotaPlanSchema, quotasSchema } from "../schema/quota-schema.ts";
import { checkQuotaPlan } from "./check-quota-plan.ts";
import { listParts, listStrata } from "./list-strata.ts";

const group = (id: string, ...values: string[]) => ({ id, label: { zh: id }, values });
const plan: QuotaPlan = {
  questionnaire: brandAs("q"),
  axes: [
    { variable: "BG01", groups: [group("university", "1", "2"), group("other", "97")] },
    { variable: "BG05", groups: [group("basic", "2"), group("applied", "3")] },
  ],
  cells: [
    { groups: ["university", "basic"], target: 20, limit: true },
    { groups: ["other", "applied"], target: 10, limit: false },
  ],
};
const choices = (name: string, ...values: string[]): Variable => ({
  name,
  question: name,
  label: { zh: name },
  type: "numeric",
  measure: "nominal",
  valueLabels: values.map((value) => ({ value, label: { zh: value } })),
});
const variables = [choices("BG01", "1", "2", "97"), choices("BG05", "2", "3"), { ...choices("M_1", "1"), set: "M" }];

const messagesOf = (value: unknown) => quotaPlanSchema.safeParse(value).error?.issues.map(({ message }) => message);

describe("a quota plan", () => {
  it("lists the answers of every cell as they are stored", () => {
    expect(quotaPlanSchema.parse(plan)).toEqual(plan);
    expect(listStrata(plan)).toEqual([
      { first: "1", second: "2", cell: "university/basic" },
      { first: "2", second: "2", cell: "university/basic" },
      { first: "97", second: "3", cell: "other/applied" },
      { first: "other", second: "3", cell: "other/applied" },
    ]);
  });

  it("refuses a value in two groups, a group or cell twice, a strange group, and one question on both axes", () => {
    const [first, second] = plan.axes;
    const twice = { ...first, groups: [group("a", "1"), group("b", "1")] };
    expect(messagesOf({ ...plan, axes: [twice], cells: [{ groups: ["a"], target: 1, limit: false }] })).toEqual([
      'value "1" belongs to "a" already; take it out of one',
    ]);
    const same = { ...plan, axes: [{ ...first, groups: [group("a", "1"), group("a", "2")] }, second] };
    expect(messagesOf(same)?.[0]).toContain('group "a" stands twice');
    expect(messagesOf({ ...plan, cells: [plan.cells[0], plan.cells[0]] })?.[0]).toContain("stands twice");
    expect(messagesOf({ ...plan, cells: [{ ...plan.cells[0], groups: ["university", "x"] }] })?.[0]).toContain(
      '"x" is no group',
    );
    expect(messagesOf({ ...plan, cells: [{ ...plan.cells[0], groups: ["university"] }] })?.[0]).toContain(
      "one an axis",
    );
    expect(messagesOf({ ...plan, axes: [first, first] })).toContain(
      'both axes ask "BG01"; take another question or leave one axis out',
    );
    expect(quotasSchema.safeParse([plan, plan]).error?.issues[0]?.message).toContain("has a plan already");
  });

  it("takes further questions as margins, each once and apart from the cells", () => {
    const age = {
      variable: "BG02",
      groups: [group("young", "1")],
      cells: [{ groups: ["young"], target: 5, limit: true }],
    };
    const beside: QuotaPlan = { ...plan, margins: [age] };
    expect(quotaPlanSchema.parse(beside)).toEqual(beside);
    expect(
      listParts(beside).map(({ plan: part, nameOf }) => [
        ...part.cells.map(({ groups }) => nameOf(groups)),
        nameOf([]),
      ]),
    ).toEqual([
      ["university/basic", "other/applied", ""],
      ["@BG02/young", "@BG02/"],
    ]);
    expect(messagesOf({ ...plan, margins: [age, age] })?.[0]).toContain('"BG02" is counted beside the cells already');
    expect(
      messagesOf({ ...plan, margins: [{ ...age, cells: [{ ...age.cells[0], groups: ["old"] }] }] })?.[0],
    ).toContain('"old" is no group');
    expect(messagesOf({ ...plan, margins: [] })).toHaveLength(1);
    expect(checkQuotaPlan(beside, variables)).toMatchObject([{ path: "margins[0].variable" }]);
    expect(checkQuotaPlan(beside, [...variables, choices("BG02", "1")])).toEqual([]);
  });

  it("is held against the questionnaire", () => {
    expect(checkQuotaPlan(plan, variables)).toEqual([]);
    const strange = { ...plan, axes: [{ variable: "M_1", groups: [group("a", "1")] }] };
    expect(checkQuotaPlan(strange, variables)).toMatchObject([
      { path: "axes[0].variable", remedy: "use one of BG01, BG05" },
    ]);
    const wrong = { ...plan, axes: [{ variable: "BG05", groups: [group("a", "7")] }] };
    expect(checkQuotaPlan(wrong, variables)).toMatchObject([{ path: "axes[0].groups[0].values" }]);
  });

  it("never puts one pair of answers into two cells, whatever the groups", () => {
    const ids = ["a", "b", "c"];
    const axis = (variable: string) =>
      fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 6, maxLength: 6 }).map((homes) => ({
        variable,
        groups: ids
          .map((id, at) => group(id, ...homes.flatMap((home, value) => (home === at ? [String(value)] : []))))
          .filter(({ values }) => values.length > 0),
      }));
    fc.assert(
      fc.property(axis("x"), axis("y"), fc.boolean(), (x, y, two) => {
        const axes = two ? [x, y] : [x];
        const cells = x.groups.flatMap(({ id }) =>
          (two ? y.groups : [group("")]).map((other) => ({
            groups: two ? [id, other.id] : [id],
            target: 1,
            limit: false,
          })),
        );
        const strata = listStrata({ questionnaire: brandAs("q"), axes, cells });
        const pairs = strata.map(({ first, second }) => `${first} ${second}`);
        expect(new Set(pairs).size).toBe(pairs.length);
      }),
    );
  });
});
