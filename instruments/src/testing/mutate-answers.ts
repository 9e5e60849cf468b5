import type { Json } from "../model/questionnaire.ts";
import type { Answers } from "../model/response.ts";
import { drawItem, type RandomSource } from "../simulate/random-source.ts";

/** Answers that were sound, changed in a few places; `refused` where a change was made that no rule can let through. */
export interface MutatedAnswers {
  readonly answers: Answers;
  readonly refused: boolean;
  /** What was done, in order. */
  readonly changes: readonly MutationName[];
}

const nest = (depth: number): Json => {
  let value: Json = "x";
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
};
const nested: readonly Json[] = [nest(3), nest(60), nest(250), nest(3_000)];

const numbers: readonly number[] = [0, -0, -1, 0.1, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 53) - 1, 1e21, 4, 99, 100.5];
const texts: readonly string[] = [
  ...["", " ", "\u0000", "1", "01", "1e3", "NaN", "other", "none", "true", "null", "[object Object]", "=1+1"],
  ...[
    "\ud800",
    "a\udc00b",
    "𠮷",
    "👩‍👩‍👧‍👦".repeat(40),
    "e\u0301",
    "\u202e倒",
    "\ufeff",
    "问".repeat(200),
    "𠮷".repeat(201),
  ],
];
const overlong: readonly Json[] = ["长".repeat(30_000), "𠮷".repeat(30_000), "x".repeat(200_000)];
const shapes: readonly Json[] = [
  ...[
    null,
    true,
    false,
    [],
    {},
    [[]],
    [null],
    [{}],
    [1, "1"],
    { length: 5 },
    { toString: 1 },
    { valueOf: null },
    { a: null },
  ],
  ...(['{"__proto__":{"x":1}}', '{"constructor":{"prototype":1}}'].map((text) => JSON.parse(text)) as Json[]),
];
const prototypeNames = ["__proto__", "constructor", "toString", "hasOwnProperty", "prototype", "valueOf"] as const;

type Record_ = Record<string, Json>;
interface Bench {
  readonly answers: Record_;
  /** Answers of somebody else: what is hidden here may be asked there. */
  readonly others: Answers;
  readonly random: RandomSource;
}

/** Sets a name whatever it is, `__proto__` too, as `JSON.parse` does. */
function put(target: object, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}

function putAnywhere({ answers, random }: Bench, value: Json): void {
  const names = Object.keys(answers);
  const name = names.length === 0 ? "q0" : drawItem(names, random);
  const answer = answers[name];
  // half of the time inside of an answer that has parts
  if (typeof answer !== "object" || answer === null || random() < 0.5) {
    put(answers, name, value);
    return;
  }
  // one level: answers may be nested deeper than the stack
  const copy: object = Array.isArray(answer) ? [...answer] : { ...answer };
  const parts = Object.keys(copy);
  put(copy, parts.length === 0 || random() < 0.2 ? String(parts.length) : drawItem(parts, random), value);
  put(answers, name, copy as Json);
}

function repeatPart({ answers, random }: Bench): void {
  const lists = Object.entries(answers).filter(([, value]) => Array.isArray(value) && value.length > 0);
  if (lists.length === 0) return;
  const [name, value] = drawItem(lists, random);
  const list = value as readonly Json[];
  const times = random() < 0.02 ? 5_000 : 1;
  put(answers, name, [...list, ...Array.from({ length: times }, () => drawItem(list, random))]);
}

const mutations = {
  "a wrong shape": (bench) => putAnywhere(bench, drawItem(shapes, bench.random)),
  "a number": (bench) => putAnywhere(bench, drawItem(numbers, bench.random)),
  "a text": (bench) => putAnywhere(bench, drawItem(texts, bench.random)),
  "an over-long text": (bench) => put(bench.answers, "q4", drawItem(overlong, bench.random)),
  "deep nesting": (bench) => putAnywhere(bench, drawItem(nested, bench.random)),
  "an unknown key": ({ answers, random }) => put(answers, `zz${Math.floor(random() * 9)}`, 1),
  "a prototype name": ({ answers, random }) => put(answers, drawItem(prototypeNames, random), 1),
  "somebody else's answer": ({ answers, others, random }) => {
    const name = drawItem(Object.keys(others), random);
    put(answers, name, others[name] as Json);
  },
  "an answer at another question": ({ answers, others, random }) =>
    put(answers, drawItem(Object.keys(answers), random), others[drawItem(Object.keys(others), random)] as Json),
  "an answer missing": ({ answers, random }) => {
    delete answers[drawItem(Object.keys(answers), random)];
  },
  "a part twice": repeatPart,
} as const satisfies Record<string, (bench: Bench) => void>;

type MutationName = keyof typeof mutations;

const names = Object.keys(mutations) as MutationName[];
/** Whatever the rules of the questions say. */
const neverSound: ReadonlySet<MutationName> = new Set(["an over-long text", "an unknown key", "a prototype name"]);

/** One to three changes to sound answers. `others` are sound answers too. */
export function mutateAnswers(sound: Answers, others: Answers, random: RandomSource): MutatedAnswers {
  const answers: Record_ = { ...sound };
  const changes = Array.from({ length: 1 + Math.floor(random() * 3) }, () => drawItem(names, random));
  for (const change of changes) {
    if (Object.keys(answers).length > 0) mutations[change]({ answers, others, random });
  }
  const last = changes.at(-1);
  return { answers, changes, refused: last !== undefined && neverSound.has(last) };
}
