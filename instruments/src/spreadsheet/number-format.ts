/** How the numbers of a cell style are read. */
export type NumberKind = "number" | "date" | "time" | "datetime";

const builtInDates: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 27, 28, 29, 30, 31, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58,
]);
const builtInTimes: ReadonlySet<number> = new Set([18, 19, 20, 21, 32, 33, 45, 46, 47]);

/** What a number format shows: the numbers of ECMA-376 18.8.30, or the codes of a format of the file's own. */
export function numberKindOf(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    if (id === 22) return "datetime";
    if (builtInTimes.has(id)) return "time";
    return builtInDates.has(id) ? "date" : "number";
  }
  const shown =
    code
      .split(";")[0]
      ?.replace(/"[^"]*"|\\.|_.|\*./gu, "")
      .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/giu, "") ?? "";
  if (/general/iu.test(shown)) return "number";
  const day = /[yd年日]|e+(?![+-])/iu.test(shown) || /^\W*m{1,5}\W*$/iu.test(shown);
  const time = /[hs时分秒]/iu.test(shown);
  if (day) return time ? "datetime" : "date";
  return time ? "time" : "number";
}

const dayMilliseconds = 86_400_000;

/** A serial day as ISO text; day 60 of the 1900 count never was, so days before it stand one later. */
export function writeSerial(serial: number, kind: NumberKind, from1904: boolean): string {
  const shifted = from1904 ? serial + 1462 : serial < 60 && kind !== "time" ? serial + 1 : serial;
  const moment = new Date(Math.round(((shifted - 25_569) * dayMilliseconds) / 1000) * 1000);
  if (Number.isNaN(moment.getTime())) return String(serial);
  const iso = moment.toISOString();
  const [day = "", time = ""] = [iso.slice(0, iso.indexOf("T")), iso.slice(iso.indexOf("T") + 1, -5)];
  if (kind === "time" && serial >= 0 && serial < 1) return time;
  return kind === "date" && time === "00:00:00" ? day : `${day}T${time}`;
}

/** A number as text: 15 significant digits, as spreadsheet programs show. */
export function writeNumber(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) && text.trim() !== "" ? String(Number(value.toPrecision(15))) : text;
}
