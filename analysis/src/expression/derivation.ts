import type { MissingReason, Variable } from "@diaoyan/instruments";
import { z } from "zod";
import type { RawCell } from "../dataset/columns.ts";
import { type Column, missingReasons, type Weighting } from "../model/dataset.ts";

const name = z.string().min(1).max(200);
const label = z.string().optional();

/** Schema of one entry of `derive`. */
export const deriveSchema = z.discriminatedUnion("op", [
  z.strictObject({
    name,
    label,
    op: z.enum(["mean", "sum"]),
    items: z.array(name).min(1),
    reverse: z.array(name).optional(),
    /** Valid items a case needs; all of them when left out. */
    minValid: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    name,
    label,
    op: z.literal("recode"),
    from: name,
    map: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  }),
  z.strictObject({
    name,
    label,
    op: z.literal("cut"),
    from: name,
    breaks: z.array(z.number()).min(1),
    labels: z.array(z.string()).optional(),
  }),
  z.strictObject({
    name,
    label,
    op: z.literal("rake"),
    /** The most a weight may be, in multiples of the mean. */
    limit: z.number().min(1).optional(),
    /** Weights to start from. */
    weight: name.optional(),
    /** Where the totals come from, in words; stands under what is weighted. */
    source: z.string().max(300).optional(),
    /** Totals by variable and value; `a*b` crosses variables. */
    margins: z
      .record(name, z.record(z.string(), z.number().nonnegative()))
      .refine((margins) => Object.keys(margins).length > 0, "expected at least one variable with its totals"),
  }),
]);

/** A variable made of others before anything is computed, read and checked. */
export type Derivation = z.output<typeof deriveSchema>;

/** The derivations of one operation. */
export type DerivationOf<Op extends Derivation["op"]> = Extract<Derivation, { readonly op: Op }>;

/** A derived variable with its cells. */
export interface Derived {
  readonly variable: Variable;
  readonly cells: readonly RawCell[];
  /** Of weights, how they were made. */
  readonly weighting?: Weighting;
}

/** Why a cell has no value; “skipped” where nothing better is known. */
export function reasonAt({ missing }: Column, row: number): MissingReason {
  return missingReasons[missing[row] ?? 0] ?? "skipped";
}
