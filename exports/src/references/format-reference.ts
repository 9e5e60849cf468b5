import type { BibEntry } from "./parse-bibtex.ts";

/** Editions of GB/T 7714: 2025 is in force from 2026-07-01, 2015 is what many journals still ask for. */
export type ReferenceStyle = "2025" | "2015";

/** Marks between the parts: full-width in 2025 but for the full stop and the slash, half-width with a space in 2015. */
interface Marks {
  readonly comma: string;
  readonly colon: string;
  readonly stop: string;
  readonly open: string;
  readonly close: string;
  /** Western surnames in capitals, as 2015 has them. */
  readonly capitals: boolean;
}

const marksOf: Readonly<Record<ReferenceStyle, Marks>> = {
  "2025": { comma: "，", colon: "：", stop: ".", open: "（", close: "）", capitals: false },
  "2015": { comma: ", ", colon: ": ", stop: ". ", open: "(", close: ")", capitals: true },
};

/** More authors than this are cut to 等 or et al. */
const mostAuthors = 3;

/**
 * One entry as GB/T 7714 prints it. Standards take their number before the title; a document of an authority
 * (`techreport` without `institution`) is [Z] with its document number; an address is given where the entry says when it
 * was looked up, and always for a page on the web. What an entry does not say is left out.
 */
export function formatReference(entry: BibEntry, style: ReferenceStyle = "2025"): string {
  const marks = marksOf[style];
  const parts = [listAuthors(entry, marks), nameWork(entry, marks), placeWork(entry, marks), nameAddress(entry, marks)];
  return `${parts.filter((part) => part !== "").join(marks.stop)}.`;
}

function nameWork(entry: BibEntry, marks: Marks): string {
  const { title = "", number = "" } = entry.fields;
  const medium = `[${mediumOf(entry)}${isOnline(entry) ? "/OL" : ""}]`;
  const plain = title.replaceAll(/[{}]/g, "");
  if (entry.type === "standard") return `${number} ${plain}${medium}`.trim();
  const numbered = entry.type === "techreport" && number !== "" ? `${plain}${marks.colon}${number}` : plain;
  return `${numbered}${medium}`;
}

function mediumOf({ type, fields }: BibEntry): string {
  if (type === "techreport") return fields["institution"] === undefined ? "Z" : "R";
  if (type === "misc") return fields["url"] === undefined ? "Z" : "EB";
  const known: Readonly<Record<string, string>> = {
    article: "J",
    book: "M",
    inproceedings: "C",
    phdthesis: "D",
    mastersthesis: "D",
    standard: "S",
  };
  return known[type] ?? "Z";
}

function isOnline({ type, fields }: BibEntry): boolean {
  return fields["url"] !== undefined && (type === "misc" || fields["urldate"] !== undefined);
}

/** Where and when it appeared: journal, volume and pages, or place and publisher. */
function placeWork({ type, fields }: BibEntry, { comma, colon, open, close }: Marks): string {
  const { year = "", volume, number, pages, journal, booktitle, address, publisher, institution, school } = fields;
  if (type === "standard") return "";
  if (type === "misc" && fields["url"] !== undefined) return "";
  const extent = pages === undefined ? "" : `${colon}${pages.replaceAll("--", "-")}`;
  const container = journal ?? booktitle;
  if (container !== undefined) {
    const issue = `${volume === undefined ? "" : `${comma}${volume}`}${type === "article" && number !== undefined ? `${open}${number}${close}` : ""}`;
    return [container, year].filter((part) => part !== "").join(comma) + issue + extent;
  }
  const house = publisher ?? institution ?? school;
  const where = [address, house].filter((part) => part !== undefined).join(colon);
  return [where, year].filter((part) => part !== "").join(comma) + extent;
}

function nameAddress(entry: BibEntry, { open, close, stop }: Marks): string {
  const { url = "", urldate, date, year } = entry.fields;
  if (!isOnline(entry)) return "";
  const published = entry.type === "misc" ? (date ?? year) : undefined;
  const days = `${published === undefined ? "" : `${open}${published}${close}`}${urldate === undefined ? "" : `[${urldate}]`}`;
  return [days, url].filter((part) => part !== "").join(stop);
}

function listAuthors({ fields }: BibEntry, marks: Marks): string {
  const author = fields["author"] ?? "";
  if (author === "") return "";
  if (/^\{.*\}$/.test(author)) return author.slice(1, -1).replaceAll(/\s*[,，]\s*/g, marks.comma);
  const names = author.split(/\s+and\s+/).map((name) => writeName(name, marks));
  const western = /^[\p{Script=Latin}]/u.test(names[0] ?? "");
  const shown = names.slice(0, mostAuthors).join(marks.comma);
  return names.length > mostAuthors ? `${shown}${marks.comma}${western ? "et al" : "等"}` : shown;
}

/** “Colquitt, Jason A.” is Colquitt J A; a name without a comma stands as it is. */
function writeName(name: string, { capitals }: Marks): string {
  const [, surname, given] = /^([^,]+),\s*(.+)$/.exec(name) ?? [];
  if (surname === undefined || given === undefined) return name;
  const initials = given.split(/[\s.]+/).flatMap((part) => (part === "" ? [] : [part.charAt(0)]));
  return [capitals ? surname.toUpperCase() : surname, ...initials].join(" ");
}
