/** One of the sixteen districts of Tianjin with its tile: columns from the west, rows from the north. */
export interface District {
  readonly zh: string;
  readonly en: string;
  readonly column: number;
  readonly row: number;
}

const named = (zh: string, en: string, column: number, row: number): District => ({ zh, en, column, row });

/** Where each district lies, roughly: a tile each, neighbours near each other, neither areas nor borders. */
export const tianjinDistricts: readonly District[] = [
  named("蓟州", "Jizhou", 2, 0),
  named("武清", "Wuqing", 1, 1),
  named("宝坻", "Baodi", 2, 1),
  named("北辰", "Beichen", 2, 2),
  named("宁河", "Ninghe", 3, 2),
  named("红桥", "Hongqiao", 1, 3),
  named("河北", "Hebei", 2, 3),
  named("东丽", "Dongli", 3, 3),
  named("西青", "Xiqing", 0, 4),
  named("南开", "Nankai", 1, 4),
  named("和平", "Heping", 2, 4),
  named("河东", "Hedong", 3, 4),
  named("滨海新区", "Binhai", 4, 4),
  named("静海", "Jinghai", 0, 5),
  named("河西", "Hexi", 2, 5),
  named("津南", "Jinnan", 3, 5),
];

/** What else a district is written as, without “区” or “县” behind it. */
const otherNames: Readonly<Record<string, string>> = { 滨海: "滨海新区", 滨海新: "滨海新区", 蓟: "蓟州" };

const byName = new Map<string, District>(
  tianjinDistricts.flatMap((one) => [
    [one.zh, one],
    [one.en.toLowerCase(), one],
  ]),
);

/** The district a name says, with or without 天津市 before and 区 or “District” behind it; null where it says none. */
export function findDistrict(name: string): District | null {
  const bare = name
    .trim()
    .replace(/^天津市?/u, "")
    .replace(/\s+district$/iu, "")
    .toLowerCase();
  const short = bare.replace(/[区县]$/u, "");
  return byName.get(bare) ?? byName.get(short) ?? byName.get(otherNames[short] ?? "") ?? null;
}
