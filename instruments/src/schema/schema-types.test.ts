import { expectTypeOf, it } from "vitest";
import type { z } from "zod";
import type { Codebook } from "../model/codebook.ts";
import type { Finding, Indicator, PolicyDocument, Recommendation } from "../model/evidence.ts";
import type { Brand } from "../model/ids.ts";
import type { Protocol, RecordSheet } from "../model/protocol.ts";
import type { QuotaPlan } from "../model/quota.ts";
import type { Session } from "../model/session.ts";
import type { Study } from "../model/study.ts";
import type { codebookSchema } from "./codebook-schema.ts";
import type { findingsSchema, indicatorSchema, policiesSchema, recommendationsSchema } from "./evidence-schema.ts";
import type { protocolSchema, recordSheetSchema } from "./protocol-schema.ts";
import type { quotaPlanSchema } from "./quota-schema.ts";
import type { sessionSchema } from "./session-schema.ts";
import type { studySchema } from "./study-schema.ts";

/** A model type as JSON has it: without brands, readonly all the way down. */
type Plain<T> =
  T extends Brand<string, string>
    ? string
    : T extends readonly (infer Item)[]
      ? readonly Plain<Item>[]
      : T extends object
        ? { readonly [Key in keyof T]: Plain<T[Key]> }
        : T;

type Parsed<Schema extends z.ZodType> = Plain<z.output<Schema>>;

// the compiler does the checking: a field that one side lacks fails `tsc -p instruments/tsconfig.node.json`
it("gives what the model types say, brands apart", () => {
  expectTypeOf<Parsed<typeof sessionSchema>>().toEqualTypeOf<Plain<Session>>();
  expectTypeOf<Parsed<typeof codebookSchema>>().toEqualTypeOf<Plain<Codebook>>();
  expectTypeOf<Parsed<typeof studySchema>>().toEqualTypeOf<Plain<Study>>();
  expectTypeOf<Parsed<typeof quotaPlanSchema>>().toEqualTypeOf<Plain<QuotaPlan>>();
  expectTypeOf<Parsed<typeof protocolSchema>>().toEqualTypeOf<Plain<Protocol>>();
  expectTypeOf<Parsed<typeof recordSheetSchema>>().toEqualTypeOf<Plain<RecordSheet>>();
  expectTypeOf<Parsed<typeof indicatorSchema>>().toEqualTypeOf<Plain<Indicator>>();
  expectTypeOf<Parsed<typeof policiesSchema>>().toEqualTypeOf<readonly Plain<PolicyDocument>[]>();
  expectTypeOf<Parsed<typeof findingsSchema>>().toEqualTypeOf<readonly Plain<Finding>[]>();
  expectTypeOf<Parsed<typeof recommendationsSchema>>().toEqualTypeOf<readonly Plain<Recommendation>[]>();
});
