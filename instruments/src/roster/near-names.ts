/** A name as it is compared: full-width as half-width, without blanks, brackets and case. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()[\]【】〔〕·•.,，。、_-]/gu, "");
}

/** Share of pairs of neighbouring characters from which two names are taken for perhaps the same. */
const leastShared = 0.75;

/** Common short forms and what they stand for. */
const shortForms: readonly (readonly [RegExp, string])[] = [
  [/中国科院|中科院/gu, "中国科学院"],
  [/社科院/gu, "社会科学院"],
  [/农科院/gu, "农业科学院"],
  [/医科院/gu, "医学科学院"],
  [/附院/gu, "附属医院"],
  [/总院$/gu, "总医院"],
  [/理工$/gu, "理工大学"],
  [/工大$/gu, "工业大学"],
  [/师大$/gu, "师范大学"],
  [/医大$/gu, "医科大学"],
  [/农大$/gu, "农业大学"],
  [/财大$/gu, "财经大学"],
  [/科大$/gu, "科技大学"],
  [/大$/gu, "大学"],
  [/(?<!研究|事务|交易)所$/gu, "研究所"],
];

/** A short name of at most this many characters may leave out characters of the long one, as 天大 of 天津大学. */
const longestSkipping = 3;

/** A name with what it is compared by, made once. */
export interface ComparedName {
  readonly plain: string;
  /** Without 市, 省 and the legal form, common short forms written out. */
  readonly core: string;
  readonly pairs: ReadonlySet<string>;
  /** 第一 and 第三 are two hospitals, however much else they share. */
  readonly numerals: string;
}

/** A name made ready for `isNear`. */
export function compareName(name: string): ComparedName {
  const plain = plainName(name);
  const whole = shortForms.reduce((text, [form, meant]) => text.replace(form, meant), plain);
  const core = whole.replace(/(?<=^..)[省市]|股份|有限责任|有限|公司/gu, "");
  const letters = [...core];
  return {
    plain,
    core,
    pairs: new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)),
    numerals: core.replace(/[^\d一二三四五六七八九十]/gu, ""),
  };
}

/**
 * Whether two different names may be one unit: they differ in legal form or common short forms only, one holds the other,
 * one of two or three characters takes them in order from the other and begins as it does, or they share three quarters of
 * their pairs of characters (Dice, 1945, Ecology 26, 297–302). For a person to decide, never decided here.
 */
export function isNear(one: ComparedName, other: ComparedName): boolean {
  if (one.plain === other.plain || one.numerals !== other.numerals) return false;
  const [short, long] = one.core.length <= other.core.length ? [one, other] : [other, one];
  if (short.core === long.core || (short.core.length >= 4 && long.core.includes(short.core))) return true;
  if (isTakenFrom(one.plain, other.core) || isTakenFrom(other.plain, one.core)) return true;
  const all = short.pairs.size + long.pairs.size;
  if (all === 0 || short.pairs.size * 2 < leastShared * all) return false;
  let shared = 0;
  for (const pair of short.pairs) if (long.pairs.has(pair)) shared += 1;
  return (2 * shared) / all >= leastShared;
}

function isTakenFrom(short: string, long: string): boolean {
  const letters = [...short];
  if (letters.length < 2 || letters.length > longestSkipping || letters.length >= [...long].length) return false;
  let from = 0;
  for (const [place, letter] of letters.entries()) {
    const at = long.indexOf(letter, from);
    if (at < 0 || (place === 0 && at > 0)) return false;
    from = at + letter.length;
  }
  return true;
}
