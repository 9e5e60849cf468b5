import { z } from "zod";
import { allow, defineRoute } from "./route.ts";
import { slug, studyParams } from "./values.ts";
import { weightName } from "./weights.ts";

const variable = z.string().min(1).max(200);
const some = z.array(variable).min(1).max(200);

/** How a variable is made of others; the forms of `derive` but weights. */
const recipe = z.discriminatedUnion("op", [
  z.strictObject({
    name: weightName,
    op: z.enum(["mean", "sum"]),
    items: some,
    reverse: some.optional(),
    minValid: z.number().int().min(1).optional(),
  }),
  z.strictObject({
    name: weightName,
    op: z.literal("recode"),
    from: variable,
    map: z.record(z.string().max(400), z.union([z.string().max(200), z.number(), z.null()])),
  }),
  z.strictObject({
    name: weightName,
    op: z.literal("cut"),
    from: variable,
    breaks: z.array(z.number()).min(1).max(50),
    labels: z.array(z.string().min(1).max(200)).optional(),
  }),
]);

const madeVariable = z.object({ name: z.string(), recipe, by: z.string(), at: z.string() });

const params = studyParams.extend({ questionnaire: slug });
const path = "/api/studies/{study}/questionnaires/{questionnaire}/variables";

/** Variables made by a recipe from the answers of a questionnaire. */
export const madeVariableRoutes = {
  listMadeVariables: defineRoute({
    id: "listMadeVariables",
    group: "analyses",
    summary: "Variables that were made of others at the desk, with their recipes",
    method: "get",
    path,
    access: allow("analyses.run"),
    audits: null,
    params,
    response: z.object({ variables: z.array(madeVariable) }),
    status: 200,
  }),
  makeVariable: defineRoute({
    id: "makeVariable",
    group: "analyses",
    summary:
      "Make a variable of others and keep it under a name; refused where the answers do not allow it or the name is taken",
    method: "post",
    path,
    access: allow("variables.make"),
    params,
    body: recipe,
    /** `n` cases have a value, `missing` have none. */
    response: madeVariable.extend({ n: z.number(), missing: z.number() }),
    status: 200,
  }),
  removeMadeVariable: defineRoute({
    id: "removeMadeVariable",
    group: "analyses",
    summary: "Remove a made variable; refused while another variable or a weight is made of it",
    method: "delete",
    path: `${path}/{variable}`,
    access: allow("variables.make"),
    params: params.extend({ variable: z.string().max(60) }),
    response: z.object({ removed: z.boolean() }),
    status: 200,
  }),
};
