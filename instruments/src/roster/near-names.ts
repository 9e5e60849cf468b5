/** A name as it is compared: full-width as half-width, without blanks, brackets and case. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()[\]【】〔〕·•.,，。、_-]/gu, "");
}

/** Share of pairs of neighbouring characters from which two names are taken for perhaps the same. */
const leastShared = 0.75;

/** A name with what it is compared by, made once. */
export interface ComparedName {
  readonly plain: string;
  /** Without 市, 省 and the legal form. */
  readonly core: string;
  readonly pairs: ReadonlySet<string>;
  /** 第一 and 第三 are two hospitals, however much else they share. */
  readonly numerals: string;
}

/** A name made ready for `isNear`. */
export function compareName(name: string): ComparedName {
  const plain = plainName(name);
  const core = plain.replace(/(?<=^..)[省市]|股份|有限责任|有限|公司/gu, "");
  const letters = [...core];
  return {
    plain,
    core,
    pairs: new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)),
    numerals: core.replace(/[^\d一二三四五六七八九十]/gu, ""),
  };
}

/**
 * Whether two different names may be one unit: they differ in legal form only, one holds the other, or they share three
 * quarters of their pairs of characters (Dice, 1945, Ecology 26, 297–302). For a person to decide, never decided here.
 */
export function isNear(one: ComparedName, other: ComparedName): boolean {
  if (one.plain === other.plain || one.numerals !== other.numerals) return false;
  const [short, long] = one.core.length <= other.core.length ? [one, other] : [other, one];
  if (short.core === long.core || (short.core.length >= 4 && long.core.includes(short.core))) return true;
  const all = short.pairs.size + long.pairs.size;
  if (all === 0 || short.pairs.size * 2 < leastShared * all) return false;
  let shared = 0;
  for (const pair of short.pairs) if (long.pairs.has(pair)) shared += 1;
  return (2 * shared) / all >= leastShared;
}
