import type { Locale } from "@diaoyan/instruments";
import type { Tail } from "../distributions/tails.ts";
import type { TableCell } from "../model/presentation.ts";

/** A number with fixed decimals; “—” where there is none; minus zero is zero. */
export function formatNumber(value: number | null, digits: number): string {
  if (value === null || Number.isNaN(value)) return "—";
  const text = value.toFixed(digits);
  return /^-0(\.0*)?$/.test(text) ? text.slice(1) : text;
}

/** p with three decimals, “<0.001” below. */
export function formatP(p: number): string {
  return p < 0.001 ? "<0.001" : p.toFixed(3);
}

/** `p=0.012` or `p<0.001`, as sentences say it. */
export function sayP(p: number): string {
  return p < 0.001 ? "p<0.001" : `p=${p.toFixed(3)}`;
}

/** Stars of the legend: * p<0.05, ** p<0.01, *** p<0.001. */
export function starsOf({ p }: Pick<Tail, "p">): string {
  if (p < 0.001) return "***";
  if (p < 0.01) return "**";
  return p < 0.05 ? "*" : "";
}

/** The legend of the stars. */
export function starLegend(locale: Locale): string {
  return locale === "en" ? "* p<0.05, ** p<0.01, *** p<0.001" : "* p<0.05，** p<0.01，*** p<0.001";
}

/** A right-aligned cell of a number with its value behind it. */
export function numberCell(value: number | null, digits: number, more = ""): TableCell {
  const text = `${formatNumber(value, digits)}${more}`;
  return value === null ? { text, align: "right" } : { text, value, align: "right" };
}

/** A right-aligned whole number. */
export function countCell(value: number): TableCell {
  return { text: Number.isInteger(value) ? String(value) : value.toFixed(1), value, align: "right" };
}

/** A right-aligned p-value. */
export function pCell({ p }: Pick<Tail, "p">): TableCell {
  return { text: formatP(p), value: p, align: "right" };
}
