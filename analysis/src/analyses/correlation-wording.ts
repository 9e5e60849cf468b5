import type { NarratedSentence, PresentationContext } from "../model/presentation.ts";
import { formatNumber, sayP } from "../presentation/format-number.ts";
import { nameVariable, quoted, say, sentence, smallSampleNote } from "../presentation/wording.ts";

/** More pairs than these are summed up: nobody reads ten sentences of one form, and the table holds every pair. */
const mostTold = 3;

/** Matrices of all variables with each other. */
interface Correlations {
  readonly n: readonly (readonly number[])[];
  readonly r: readonly (readonly number[])[];
  readonly p: readonly (readonly number[])[];
}

/** A pair by its names and its place in the matrices. */
interface ToldPair {
  readonly names: readonly string[];
  readonly n: number;
  readonly r: number;
  readonly p: number;
  readonly place: string;
}

/** Each pair in a sentence, or, where there are many, how many correlate in each direction, with the strongest and the weakest. */
export function narrateCorrelations(
  result: Correlations,
  variables: readonly string[],
  context: PresentationContext,
): readonly NarratedSentence[] {
  const pairs = variables.flatMap((first, a) =>
    variables.slice(a + 1).map((second, offset): ToldPair => {
      const b = a + 1 + offset;
      return {
        names: [first, second].map((name) => quoted(nameVariable(name, context), context)),
        n: result.n[a]?.[b] ?? 0,
        r: result.r[a]?.[b] ?? 0,
        p: result.p[a]?.[b] ?? 1,
        place: `${a}.${b}`,
      };
    }),
  );
  return pairs.length > mostTold ? sumUp(pairs, context) : pairs.map((pair) => tellPair(pair, context));
}

const shownR = ({ r }: ToldPair): string => formatNumber(r, 3);
const figuresOf = (pair: ToldPair) =>
  [
    [`r.${pair.place}`, pair.r, shownR(pair)],
    [`p.${pair.place}`, pair.p, sayP(pair.p)],
  ] as const;

function sayFigures(pair: ToldPair, context: PresentationContext): string {
  return say(context, `（r=${shownR(pair)}，${sayP(pair.p)}）`, ` (r=${shownR(pair)}, ${sayP(pair.p)})`);
}

function tellPair(pair: ToldPair, context: PresentationContext): NarratedSentence {
  const { names, p, r } = pair;
  const figures = sayFigures(pair, context);
  const direction = r > 0 ? say(context, "正", "positively") : say(context, "负", "negatively");
  const text =
    p < context.rules.alphaLevel
      ? say(
          context,
          `${names[0]}与${names[1]}存在显著的${direction}相关关系${figures}。`,
          `${names[0]} and ${names[1]} are ${direction} correlated${figures}.`,
        )
      : say(
          context,
          `未发现${names[0]}与${names[1]}存在显著相关${figures}。`,
          `No significant correlation of ${names[0]} and ${names[1]} was found${figures}.`,
        );
  return sentence(text + smallSampleNote(pair.n, context), ...figuresOf(pair));
}

function sumUp(pairs: readonly ToldPair[], context: PresentationContext): readonly NarratedSentence[] {
  const found = pairs.filter(({ p }) => p < context.rules.alphaLevel);
  const kinds = [
    {
      some: found.filter(({ r }) => r > 0),
      isFound: true,
      zh: "存在显著的正相关关系",
      en: "are positively correlated",
    },
    {
      some: found.filter(({ r }) => r <= 0),
      isFound: true,
      zh: "存在显著的负相关关系",
      en: "are negatively correlated",
    },
    {
      some: pairs.filter(({ p }) => p >= context.rules.alphaLevel),
      isFound: false,
      zh: "未发现显著相关",
      en: "show no significant correlation",
    },
  ];
  return kinds.flatMap(({ some, isFound, zh, en }) => {
    const [strongest, ...others] = [...some].sort((one, other) => Math.abs(other.r) - Math.abs(one.r));
    if (strongest === undefined) return [];
    const weakest = others.at(-1);
    const largest = formatNumber(Math.abs(strongest.r), 3);
    const said = !isFound
      ? say(context, `（|r|≤${largest}）`, ` (|r| ≤ ${largest})`)
      : weakest === undefined
        ? say(context, "，即", ", ") + sayPair(strongest, context)
        : say(context, "，最强的是", ", strongest ") +
          sayPair(strongest, context) +
          say(context, "，最弱的是", ", weakest ") +
          sayPair(weakest, context);
    const smallest = Math.min(...some.map(({ n }) => n));
    return [
      sentence(
        say(
          context,
          `${pairs.length}对变量中，${some.length}对${zh}${said}。`,
          `Of ${pairs.length} pairs of variables, ${some.length} ${en}${said}.`,
        ) + smallSampleNote(smallest, context),
        ...(isFound
          ? [strongest, ...others.slice(-1)].flatMap(figuresOf)
          : [[`r.${strongest.place}`, strongest.r, largest] as const]),
      ),
    ];
  });
}

function sayPair(pair: ToldPair, context: PresentationContext): string {
  const [first, second] = pair.names;
  return say(context, `${first}与${second}`, `${first} and ${second}`) + sayFigures(pair, context);
}
