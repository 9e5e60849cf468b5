import type { TestCell } from "./dataset-of.ts";

/** Requests of every kind over the same four numeric variables, a grouping and a weight. */
export const requestsOfEveryKind: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {
  frequencies: [{ variable: "x" }, { variable: "g", weight: "w" }],
  describe: [
    { variables: ["x"] },
    { variables: ["x", "y", "z"] },
    { variables: ["x"], weight: "w" },
    { variables: ["x", "y"], by: "g" },
    { variables: ["x"], by: "h", weight: "w" },
    { variables: ["x", "y"], by: "g", picture: "box" },
  ],
  proportion: [{ variable: "x", value: 1 }],
  multipleResponse: [{ variables: ["x", "y", "z"] }, { set: "s" }],
  choicesByGroup: [
    { variables: ["x", "y", "z"], by: "g" },
    { set: "s", by: "h" },
  ],
  crosstab: [
    { rows: "g", columns: "x" },
    { rows: "x", columns: "y" },
    { rows: "g", columns: "x", weight: "w" },
  ],
  tTest: [
    { variable: "x", by: "h" },
    { variable: "x", by: "h", equalVariances: true },
    { variable: "x", by: "h", picture: "box" },
    { variable: "x", mu: 3 },
    { paired: ["x", "y"] },
    { variable: "x", by: "h", weight: "w", where: { variable: "y", gt: 1 } },
    { paired: ["x", "y"], weight: "w", cluster: "g" },
  ],
  anova: [
    { variable: "x", by: "g" },
    { variable: "x", by: "g", postHoc: "gamesHowell" },
    { variable: "x", by: "y" },
    { variable: "x", by: "g", postHoc: "lsd" },
    { variable: "x", by: "g", weight: "w" },
  ],
  correlation: [
    ...["pearson", "spearman", "kendall", "polychoric"].map((method) => ({ variables: ["x", "y", "z"], method })),
    { variables: ["x", "y", "z"], weight: "w" },
  ],
  reliability: [
    { items: ["x", "y"] },
    { items: ["x", "y", "z"] },
    { items: ["x", "y", "z"], reverse: ["y"], scale: { min: 1, max: 5 } },
  ],
  ranking: [{ variables: ["x", "y", "z"] }],
  importancePerformance: [
    {
      pairs: [
        { label: "甲", importance: "x", performance: "y" },
        { label: "乙", importance: "y", performance: "z" },
      ],
    },
  ],
  mannWhitney: [
    { variable: "x", by: "h" },
    { variable: "y", by: "g" },
  ],
  kolmogorovSmirnov: [
    { variable: "x", by: "h" },
    { variable: "y", by: "g" },
  ],
  wilcoxonSignedRank: [{ paired: ["x", "y"] }],
  kruskalWallis: [
    { variable: "x", by: "g" },
    { variable: "x", by: "h", adjust: "bh" },
  ],
  agreement: [
    ...["percent", "cohenKappa", "weightedKappa", "icc"].map((method) => ({ raters: ["x", "y"], method })),
    ...["fleissKappa", "kendallW", "icc", "percent"].map((method) => ({ raters: ["x", "y", "z"], method })),
    ...["nominal", "ordinal", "interval", "ratio"].map((level) => ({ raters: ["x", "y", "z"], level })),
    { raters: ["g", "h"] },
  ],
  factorAnalysis: [
    { items: ["x", "y", "z"] },
    { items: ["x", "y", "z"], factors: 1, method: "minres" },
    { items: ["x", "y", "z"], factors: 2, rotation: "oblimin" },
  ],
  harman: [{ items: ["x", "y", "z"] }],
  linearRegression: [
    { outcome: "x", predictors: ["y", "z"] },
    { outcome: "x", predictors: ["g", "y"], robust: "HC3" },
    { outcome: "x", predictors: ["y"], robust: "HC3", cluster: "g" },
    { outcome: "x", predictors: ["g", "y"], weight: "w" },
    { outcome: "x", predictors: ["y"], weight: "w", strata: "h" },
  ],
  logisticRegression: [
    { outcome: "d", predictors: ["x", "y"], derive: [{ name: "d", op: "recode", from: "h", map: { a: 0, b: 1 } }] },
    { outcome: "x", predictors: ["y"] },
    { outcome: "w", predictors: ["h"] },
    {
      outcome: "d",
      predictors: ["x", "y"],
      weight: "w",
      derive: [{ name: "d", op: "recode", from: "h", map: { a: 0, b: 1 } }],
    },
  ],
  ordinalRegression: [
    { outcome: "x", predictors: ["y", "z"] },
    { outcome: "y", predictors: ["g"] },
  ],
  surveyMean: [
    { variable: "x", weight: "w" },
    { variable: "x", weight: "w", strata: "h", cluster: "g" },
    { variable: "x", weight: "w", strata: "g", fpc: "y", where: { variable: "y", gt: 1 } },
  ],
  rake: [
    { margins: { h: { a: 30, b: 70 } }, variable: "x" },
    { margins: { h: { a: 50, b: 50 }, g: { a: 30, b: 40, c: 30 } }, variable: "y", weight: "w", limit: 2 },
    { margins: { "h*g": { "a*a": 10, "a*b": 10, "b*b": 20, "b*c": 60 } } },
  ],
  normality: [{ variables: ["x", "y"] }, { variables: ["z"] }],
  itemAnalysis: [
    { items: ["x", "y", "z"] },
    { items: ["x", "y"], reverse: ["y"], scale: { min: 1, max: 5 }, share: 0.5 },
  ],
  ahp: [
    { labels: ["a", "b", "c"], variables: ["x", "y", "z"] },
    {
      labels: ["a", "b"],
      judgements: [
        [
          [1, 3],
          [1 / 3, 1],
        ],
      ],
    },
  ],
  entropyWeights: [{ variables: ["x", "y", "z"], negative: ["y"] }],
  multinomialRegression: [
    { outcome: "g", predictors: ["x", "y"] },
    { outcome: "x", predictors: ["h"] },
  ],
  friedman: [{ variables: ["x", "y", "z"] }],
  icc: [
    { variables: ["x"], cluster: "g" },
    { variables: ["x", "y"], cluster: "h" },
  ],
  nps: [{ variable: "x" }, { variable: "y", weight: "w" }],
  missingness: [{ variables: ["x", "y", "z", "g"] }, { variables: ["x"] }],
  codeFrequency: [{}],
  coderAgreement: [{ replicates: 200 }],
  codeByAttribute: [{ attribute: "单位类型" }],
  codeCooccurrence: [{}, { unit: "overlap" }],
  jointDisplay: [{ attribute: "单位类型", by: "g", variable: "x" }],
  keywords: [{}],
  keyness: [
    { attribute: "单位类型", group: "高校", least: 1 },
    { attribute: "单位类型", group: "高校", reference: "企业" },
  ],
  wordFrequency: [{}, { picture: "cloud" }],
  policyMatrix: [{}, { by: "level", level: "top" }],
};

const repeat = (cell: TestCell, times: number): readonly TestCell[] => new Array<TestCell>(times).fill(cell);
const groups: readonly TestCell[] = ["a", "a", "a", "b", "b", "b", "c", "c", "c"];
const some: readonly TestCell[] = [1, 2, 4, 2, 3, 5, 1, 4, 4];
const other: readonly TestCell[] = [2, 2, 5, 1, 3, 4, 2, 5, 3];
const third: readonly TestCell[] = [5, 1, 3, 3, 2, 4, 4, 1, 2];
const halves: readonly TestCell[] = ["a", "a", "a", "a", "b", "b", "b", "b", "b"];
/** Nine answers without anything unusual. */
export const usualAnswers = { x: some, y: other, z: third, g: groups, h: halves, w: repeat(1, 9) };
const scaled = (factor: number): Readonly<Record<string, readonly TestCell[]>> => ({
  ...usualAnswers,
  x: some.map((cell) => Number(cell) * factor),
  y: other.map((cell) => Number(cell) * factor),
});

/** Data sets that statistics stumble over, by what is wrong with them. */
export const nastyAnswers: Readonly<Record<string, Readonly<Record<string, readonly TestCell[]>>>> = {
  "nothing unusual": usualAnswers,
  "no rows": { x: [], y: [], z: [], g: [], h: [], w: [] },
  "one row": { x: [1], y: [2], z: [3], g: ["a"], h: ["a"], w: [1] },
  "two rows": { x: [1, 2], y: [2, 1], z: [3, 3], g: ["a", "b"], h: ["a", "b"], w: [1, 1] },
  "three rows in two groups": {
    x: [1, 2, 3],
    y: [2, 4, 6],
    z: [3, 2, 1],
    g: ["a", "a", "b"],
    h: ["a", "a", "b"],
    w: [1, 1, 1],
  },
  "four rows in two groups": {
    x: [1, 2, 1, 2],
    y: [1, 1, 2, 2],
    z: [0, 1, 1, 0],
    g: ["a", "a", "b", "b"],
    h: ["a", "a", "b", "b"],
    w: [1, 1, 1, 1],
  },
  "one group": { ...usualAnswers, g: repeat("a", 9), h: repeat("a", 9) },
  "every row a group": { ...usualAnswers, g: ["a", "b", "c", "d", "e", "f", "g", "h", "i"] },
  "no spread": { ...usualAnswers, x: repeat(0.1, 9), y: repeat(0.1, 9), z: repeat(0.1, 9) },
  "no spread of one": { ...usualAnswers, x: repeat(1 / 3, 9) },
  "no spread within groups": {
    ...usualAnswers,
    x: [0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.7, 0.7, 0.7],
    h: ["a", "a", "a", ...repeat("b", 3), ...repeat(null, 3)],
  },
  "no spread within two groups": { ...usualAnswers, x: [0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 1, 2, 3] },
  "equal deviations": { ...usualAnswers, x: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.1, 0.2, 0.3] },
  "constant differences": {
    ...usualAnswers,
    x: [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1],
    y: [0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1],
  },
  "all missing": { ...usualAnswers, x: repeat(null, 9), y: repeat(null, 9), z: repeat(null, 9), g: repeat(null, 9) },
  "one variable missing": { ...usualAnswers, x: repeat(null, 9) },
  "never both": {
    ...usualAnswers,
    x: [1, null, 2, null, 3, null, 4, null, 5],
    y: [null, 1, null, 2, null, 3, null, 4, null],
  },
  "an empty text as category": { ...usualAnswers, g: ["", "", "", "a", "a", "a", "", "", "a"] },
  "text for numbers": { ...usualAnswers, x: ["1", "2", "很多", "4", "5", "6", "7", "8", "9"] },
  "names of object members": {
    ...usualAnswers,
    g: ["constructor", "__proto__", "toString", "constructor", "__proto__", "toString", "a", "a", "a"],
  },
  "equal variables": { ...usualAnswers, y: some, z: some },
  "opposite variables": { ...usualAnswers, y: some.map((cell) => 6 - Number(cell)) },
  "a sum that is constant": { ...usualAnswers, z: some.map((cell, row) => 0.3 - Number(cell) - Number(other[row])) },
  zeros: { ...usualAnswers, x: repeat(0, 9), y: repeat(0, 9), z: repeat(0, 9) },
  "negative numbers": scaled(-1),
  "large numbers": scaled(1e160),
  "numbers at the end of the range": scaled(3e307),
  "small numbers": scaled(1e-160),
  "numbers at the bottom of the range": scaled(5e-324),
  "far from zero": { ...usualAnswers, x: some.map((cell) => 1e12 + Number(cell) / 10) },
  "weights of zero": { ...usualAnswers, w: repeat(0, 9) },
  "missing weights": { ...usualAnswers, w: repeat(null, 9) },
  "a negative weight": { ...usualAnswers, w: [1, 1, 1, 1, -1, 1, 1, 1, 1] },
  "huge weights": { ...usualAnswers, w: repeat(1e300, 9) },
};
