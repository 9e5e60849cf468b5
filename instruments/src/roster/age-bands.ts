/** Age groups of the roster, youngest first. */
export const ageBands = ["35岁及以下", "36—40岁", "41—45岁", "46—50岁", "51—55岁", "56岁及以上"] as const;

const upperEnds = [35, 40, 45, 50, 55];
const youngest = 16;
const oldest = 100;

function bandOfAge(age: number): string | null {
  if (age < youngest || age > oldest) return null;
  const place = upperEnds.findIndex((end) => age <= end);
  return ageBands[place < 0 ? upperEnds.length : place] ?? null;
}

/**
 * The age group of an age, a year or day of birth, or a group in words, as of the day `on` (`YYYY-MM-DD`). A group that
 * does not lie within one of ours stays as it is written. Null where the cell is none of these; "" stays "".
 */
export function readAgeBand(cell: string, on: string): string | null {
  const text = cell.trim();
  if (text === "") return "";
  if (/^\d{1,3}岁?$/u.test(text)) return bandOfAge(Number.parseInt(text, 10));
  const born = /^(\d{4})(?:[-./年](\d{1,2}))?(?:[-./月](\d{1,2}))?[年月日]?(?:生)?(?:[T ].*)?$/u.exec(text);
  if (born !== null) return bandOfAge(ageOn(born, on));
  if (!/\d/u.test(text) || !/岁|[-—–~～至]|以[上下]/u.test(text) || text.length > 20) return null;
  const plain = text.replace(/\s/gu, "").replace(/[-–~～至]+/gu, "—");
  const words = plain.endsWith("岁") || /以[上下]$/u.test(plain) ? plain : `${plain}岁`;
  return words
    .replace(/—+/gu, "—")
    .replace(/岁?(及?以[上下])$/u, "岁$1")
    .replace(/岁以([上下])$/u, "岁及以$1");
}

/** Full years on a day; where only a year is known, the birthday counts as passed. */
function ageOn(born: RegExpExecArray, on: string): number {
  const [year = 0, month = 0, day = 0] = on.split("-").map(Number);
  const passed = Number(born[2] ?? 1) * 100 + Number(born[3] ?? 1) <= month * 100 + day;
  return year - Number(born[1]) - (passed ? 0 : 1);
}
