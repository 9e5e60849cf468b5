import { type CodePointOffset, createOffsetIndex, type RandomSource, type TextSpan } from "@diaoyan/instruments";

/** A coding of the simulated material: the number of its code, and the words it begins and ends with. */
export interface HandCoding {
  readonly number: string;
  /** 评价倾向 of the stretch, where it has one. */
  readonly tendency: string | undefined;
  readonly from: string;
  readonly to: string | undefined;
}

/** A coding with its place in a transcript. */
export interface PlacedCoding extends TextSpan {
  readonly code: string;
  readonly tendency: string | undefined;
}

const line = /^(?<number>[\d.]+) (?:(?<tendency>正|负|混合) )?(?<from>.+?)(?:…(?<to>.+))?$/u;

/** Reads a line of `codings.yaml`: `1.1 负 first words…last words`; throws where it is none. */
export function readHandCoding(text: string): HandCoding {
  const { from, number, tendency, to } = line.exec(text)?.groups ?? {};
  if (from === undefined || number === undefined) {
    throw new Error(`simulated codings: expected "1.1 负 first words…last words", not "${text}"`);
  }
  return { number, tendency, from, to };
}

/** Finds codings in a text; throws where the words of one are not there exactly once. */
export function placeHandCodings(
  text: string,
  codings: readonly HandCoding[],
  codes: ReadonlyMap<string, string>,
): readonly PlacedCoding[] {
  const index = createOffsetIndex(text);
  return codings.map(({ from, number, tendency, to }) => {
    const first = text.indexOf(from);
    const last = to === undefined ? first : text.indexOf(to, first + from.length);
    const code = codes.get(number);
    if (first < 0 || last < 0 || code === undefined || text.indexOf(from, first + 1) >= 0) {
      throw new Error(`simulated codings: "${number} ${from}…${to ?? ""}" has no place or no code`);
    }
    const span = { start: index.fromUtf16(first), end: index.fromUtf16(last + (to ?? from).length) };
    return { ...span, code, tendency };
  });
}

/** How often, of 100 stretches, a second coder leaves one out, codes its first clauses only, or gives it another code beneath the same head. */
const differences = { omitted: 8, shorter: 8, sibling: 9 } as const;

/** What a second coder makes of the same text, differing from the first by chance; `siblings` answers the codes beside one. */
export function codeAgain(
  text: string,
  codings: readonly PlacedCoding[],
  { random, siblings }: { readonly random: RandomSource; siblings(code: string): readonly string[] },
): readonly PlacedCoding[] {
  return codings.flatMap((coding) => {
    const [draw, choice] = [random() * 100, random()];
    const { omitted, shorter, sibling } = differences;
    if (draw < omitted) return [];
    if (draw < omitted + shorter) return [{ ...coding, end: endEarlier(text, coding) }];
    const beside = siblings(coding.code);
    if (draw >= omitted + shorter + sibling || beside.length === 0) return [coding];
    return [{ ...coding, code: beside[Math.floor(choice * beside.length)] ?? coding.code }];
  });
}

/** The end of the first clause that ends in the second half of the stretch, or the stretch's own. */
function endEarlier(text: string, span: TextSpan): CodePointOffset {
  const characters = [...createOffsetIndex(text).slice(span)];
  const half = Math.ceil(characters.length / 2);
  const clause = characters.findIndex((character, at) => at >= half && /[，。？！；]/u.test(character));
  return (clause < 0 ? span.end : span.start + clause + 1) as CodePointOffset;
}
