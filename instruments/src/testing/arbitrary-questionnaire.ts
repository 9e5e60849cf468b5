import fc from "fast-check";
import type { Json, QuestionnaireDefinition } from "../model/questionnaire.ts";
import { questionnaireOf } from "./questionnaire.ts";

type Node = { readonly [key: string]: Json };

/** What conditions may be written about a question that stands before. */
interface Earlier {
  readonly reference: string;
  readonly values: readonly Json[];
  readonly numeric: boolean;
  readonly several: boolean;
}

function literal(value: Json): string {
  return typeof value === "string" ? `'${value}'` : String(value);
}

const order = fc.constantFrom("=", "!=", "<", "<=", ">", ">=");

function comparison(earlier: Earlier): fc.Arbitrary<string> {
  const name = `{${earlier.reference}}`;
  const value = fc.constantFrom(...earlier.values).map(literal);
  const values = fc.subarray([...earlier.values], { minLength: 1 }).map((list) => `[${list.map(literal).join(", ")}]`);
  const common = [
    fc.constant(`${name} empty`),
    fc.constant(`${name} notempty`),
    ...(earlier.values.includes(false)
      ? []
      : [fc.tuple(fc.constantFrom("anyof", "noneof"), values).map(([op, list]) => `${name} ${op} ${list}`)]),
  ];
  if (earlier.several) {
    return fc.oneof(
      ...common,
      fc.tuple(fc.constantFrom("contains", "notcontains"), value).map(([op, one]) => `${name} ${op} ${one}`),
    );
  }
  const compare = fc
    .tuple(earlier.numeric ? order : fc.constantFrom("=", "!="), value)
    .map(([op, one]) => `${name} ${op} ${one}`);
  if (!earlier.numeric) return fc.oneof(...common, compare);
  const reckon = fc
    .tuple(fc.constantFrom("+", "-", "*"), fc.integer({ min: 1, max: 3 }), order, fc.integer({ min: -2, max: 9 }))
    .map(([op, a, compareBy, b]) => `${name} ${op} ${a} ${compareBy} ${b}`);
  return fc.oneof(...common, compare, reckon, fc.constant(`iif(${name} > 2, 1, 0) = 1`));
}

/** A condition over earlier questions, or "" where there is none to ask. */
function condition(earlier: readonly Earlier[]): fc.Arbitrary<string> {
  if (earlier.length === 0) return fc.constant("");
  const one = fc.constantFrom(...earlier).chain(comparison);
  return fc.oneof(
    { weight: 3, arbitrary: one },
    {
      weight: 1,
      arbitrary: fc.tuple(one, fc.constantFrom("and", "or", "&&", "||"), one).map(([a, op, b]) => `${a} ${op} ${b}`),
    },
    { weight: 1, arbitrary: one.map((a) => `!(${a})`) },
    { weight: 1, arbitrary: fc.tuple(one, one, one).map(([a, b, c]) => `(${a} or ${b}) and ${c}`) },
  );
}

const numbers = [1, 2, 3, 4, 5];
const words = ["a", "b", "c"];

/** One question of a type, and what may be asked about it later. */
function question(name: string): fc.Arbitrary<{ readonly node: Node; readonly asked: readonly Earlier[] }> {
  const single = (node: Node, values: readonly Json[], numeric: boolean, several = false) => ({
    node: { name, ...node },
    asked: [{ reference: name, values, numeric, several }],
  });
  return fc.oneof(
    fc
      .boolean()
      .map((other) => single({ type: "radiogroup", choices: numbers, showOtherItem: other }, numbers, !other)),
    fc.constantFrom("dropdown", "radiogroup").map((type) => single({ type, choices: words }, words, false)),
    fc.boolean().map((none) => single({ type: "checkbox", choices: words, showNoneItem: none }, words, false, true)),
    fc.constant(single({ type: "tagbox", choices: numbers }, numbers, false, true)),
    fc.constant(single({ type: "rating", rateMax: 5 }, numbers, true)),
    fc.constant(single({ type: "boolean" }, [true, false], false)),
    fc.constant(single({ type: "text", inputType: "number", min: 0, max: 6 }, numbers, true)),
    fc.constant(single({ type: "text" }, words, false)),
    fc.constant(single({ type: "comment" }, words, false)),
    fc.boolean().map((eachRowRequired) => ({
      node: { name, type: "matrix", rows: words, columns: numbers, eachRowRequired },
      asked: words.map((row) => ({ reference: `${name}.${row}`, values: numbers, numeric: true, several: false })),
    })),
    fc.boolean().map((isRequired) => ({
      node: { name, type: "multipletext", items: [{ name: "x", isRequired }, { name: "y" }] },
      asked: [{ reference: `${name}.x`, values: words, numeric: false, several: false }],
    })),
    fc.constant({ node: { name, type: "ranking", choices: words }, asked: [] }),
    panelQuestion(name),
    tableQuestion(name),
  );
}

function panelQuestion(name: string) {
  const inner = condition([{ reference: "panel.k", values: words, numeric: false, several: false }]);
  return fc.tuple(inner, fc.boolean()).map(([visibleIf, isRequired]) => ({
    node: {
      name,
      type: "paneldynamic",
      maxPanelCount: 3,
      templateElements: [
        { type: "dropdown", name: "k", choices: words },
        { type: "text", name: "why", visibleIf, isRequired },
      ],
    },
    asked: [],
  }));
}

function tableQuestion(name: string) {
  const inner = condition([{ reference: "row.k", values: words, numeric: false, several: false }]);
  return fc.tuple(inner, fc.boolean()).map(([visibleIf, isRequired]) => ({
    node: {
      name,
      type: "matrixdropdown",
      rows: ["r1", "r2"],
      columns: [
        { name: "k", cellType: "dropdown", choices: words },
        { name: "n", cellType: "text", inputType: "number", visibleIf, isRequired },
      ],
    },
    asked: [{ reference: `${name}.r1.k`, values: words, numeric: false, several: false }],
  }));
}

const share = fc.integer({ min: 0, max: 3 });

/** Questions with conditions on those before, some of them in panels. */
function elements(count: number): fc.Arbitrary<readonly Node[]> {
  const grow = (index: number, nodes: readonly Node[], earlier: readonly Earlier[]): fc.Arbitrary<readonly Node[]> => {
    if (index === count) return fc.constant(nodes);
    const conditions = fc.tuple(
      condition(earlier),
      condition(earlier),
      condition(earlier),
      condition(earlier),
      share,
      share,
      share,
      share,
    );
    return fc
      .tuple(question(`q${index}`), conditions, fc.boolean())
      .chain(([made, [seen, must, can, panel, ...draws], isRequired]) => {
        const node = {
          ...made.node,
          isRequired,
          ...(draws[0] > 0 ? { visibleIf: seen } : {}),
          ...(draws[1] === 1 ? { requiredIf: must } : {}),
          ...(draws[2] === 1 ? { enableIf: can } : {}),
        };
        const placed = draws[3] === 1 ? { type: "panel", name: `p${index}`, visibleIf: panel, elements: [node] } : node;
        return grow(index + 1, [...nodes, placed], [...earlier, ...made.asked]);
      });
  };
  return grow(0, [], []);
}

/** Questionnaires of up to nine questions with conditions, panels and calculated values over them. */
export const arbitraryQuestionnaire: fc.Arbitrary<QuestionnaireDefinition> = fc
  .integer({ min: 3, max: 9 })
  .chain(elements)
  .map((nodes) => {
    const numeric = nodes.flatMap((node) =>
      node["inputType"] === "number" || node["type"] === "rating" ? [`{${String(node["name"])}}`] : [],
    );
    const list = numeric.length > 0 ? numeric.join(", ") : "0";
    const calculatedValues = [
      { name: "total", expression: `sum(${list}) * 2 - 1`, includeIntoResult: true },
      { name: "mean", expression: `avg(${list})`, includeIntoResult: true },
      { name: "high", expression: `iif(max(${list}) > 3, 'high', 'low')`, includeIntoResult: true },
    ];
    return questionnaireOf(nodes, {}, { calculatedValues });
  });

/** Rows of a generated matrix or table. */
function rowsOf(node: Node): readonly string[] {
  return node["type"] === "matrix" || node["type"] === "matrixdropdown" ? (node["rows"] as readonly string[]) : [];
}

/** Names that may be core items of a split: questions, and rows of matrices and tables. */
function possibleCore(definition: QuestionnaireDefinition): readonly string[] {
  return questionNodes(definition).flatMap((node) => {
    const name = String(node["name"]);
    return [name, ...rowsOf(node).map((row) => `${name}_${row}`)];
  });
}

const moduleIds = ["alpha", "beta", "gamma", "delta"];

/** Generated questionnaires cut into pages, the later ones of which are modules with a few core items. */
export const arbitrarySplit: fc.Arbitrary<QuestionnaireDefinition> = arbitraryQuestionnaire.chain((definition) => {
  const [{ elements: nodes }] = definition.survey["pages"] as unknown as readonly [
    { readonly elements: readonly Node[] },
  ];
  const modules = moduleIds.slice(0, Math.min(moduleIds.length, nodes.length - 1));
  if (modules.length < 2) return fc.constant(definition);
  const places = fc.array(fc.nat({ max: modules.length }), { minLength: nodes.length, maxLength: nodes.length });
  return fc
    .record({
      draw: fc.integer({ min: 1, max: modules.length - 1 }),
      places: places.map((list) => [...list].sort((a, b) => a - b)),
      core: fc.subarray([...possibleCore(definition)], { maxLength: Math.min(4, nodes.length) }),
    })
    .map(({ draw, places: pageOf, core }) => {
      const elementsOn = (page: number) => nodes.filter((_node, index) => pageOf[index] === page);
      const pages = ["main", ...modules].map((name, page) => ({ name, elements: elementsOn(page) }));
      const inModules = new Set(possibleCore(cut(definition, pages.slice(1))));
      const split = {
        draw,
        minutes: 3,
        modules: modules.map((id) => ({ id, label: { zh: `模块${id}` }, pages: [id] })),
        core: core.filter((name) => inModules.has(name)),
      };
      return { ...cut(definition, pages), split };
    });
});

function cut(definition: QuestionnaireDefinition, pages: readonly Node[]): QuestionnaireDefinition {
  return { ...definition, survey: { ...definition.survey, pages } };
}

/** A value a respondent could give to a question node, or undefined for none. */
export function arbitraryAnswer(node: Node): fc.Arbitrary<Json | undefined> {
  const given = givenAnswer(node);
  return fc.oneof({ weight: 1, arbitrary: fc.constant(undefined) }, { weight: 4, arbitrary: given });
}

function record(shape: Readonly<Record<string, fc.Arbitrary<Json>>>, requiredKeys: string[] = []): fc.Arbitrary<Json> {
  return fc.record(shape, { requiredKeys }) as fc.Arbitrary<Json>;
}

function givenAnswer(node: Node): fc.Arbitrary<Json> {
  const choices = (node["choices"] ?? []) as readonly Json[];
  const text = fc.constantFrom("a", "b", "c", "长文本");
  switch (node["type"]) {
    case "checkbox":
    case "tagbox":
      return fc.shuffledSubarray([...choices], { minLength: 1 });
    case "ranking":
      return fc.shuffledSubarray([...choices], { minLength: choices.length });
    case "rating":
      return fc.constantFrom(...numbers);
    case "boolean":
      return fc.boolean();
    case "text":
      return node["inputType"] === "number" ? fc.integer({ min: 0, max: 6 }) : text;
    case "comment":
      return text;
    case "matrix":
      return record(Object.fromEntries(words.map((row) => [row, fc.constantFrom(...numbers)])));
    case "multipletext":
      return record({ x: text, y: text });
    case "paneldynamic":
      return fc.array(record({ k: fc.constantFrom(...words), why: text }, ["k"]), { minLength: 1, maxLength: 3 });
    case "matrixdropdown": {
      const row = record({ k: fc.constantFrom(...words), n: fc.integer({ min: 0, max: 9 }) });
      return record({ r1: row, r2: row });
    }
    default:
      return fc.constantFrom(...choices, ...(node["showOtherItem"] === true ? ["other"] : []));
  }
}

/** Question nodes of a generated questionnaire in document order. */
export function questionNodes(definition: QuestionnaireDefinition): readonly Node[] {
  const pages = definition.survey["pages"] as readonly { readonly elements: readonly Node[] }[];
  return pages.flatMap(({ elements: nodes }) =>
    nodes.flatMap((node) => (node["type"] === "panel" ? (node["elements"] as readonly Node[]) : [node])),
  );
}
