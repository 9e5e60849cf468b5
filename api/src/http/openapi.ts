import { z } from "zod";
import { problemBody, type RouteContract, routes } from "../contract/index.ts";
import { problemCatalogue } from "../problems.ts";

interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly parameters: readonly unknown[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly [extension: string]: unknown;
}

export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: unknown;
}

const schemaOf = (schema: z.ZodType, io: "input" | "output"): unknown => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return rest;
};

/** The OpenAPI 3.1 document of the contract; the extension `x-access` says who may call. */
export function buildOpenApi(version: string): OpenApiDocument {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of Object.values(routes) as RouteContract[]) {
    paths[route.path] = { ...paths[route.path], [route.method]: toOperation(route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Diaoyan 调研",
      version,
      description: `Errors are RFC 9457 documents. Codes: ${Object.keys(problemCatalogue).join(", ")}.`,
    },
    paths,
    components: {
      schemas: { Problem: schemaOf(problemBody, "output") },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "diaoyan.session_token" } },
    },
  };
}

function toOperation(route: RouteContract): Operation {
  return {
    operationId: route.id,
    tags: [route.group],
    summary: route.summary,
    "x-access": route.access.kind === "study" ? route.access.roles : route.access.kind,
    ...(route.access.kind === "public" ? {} : { security: [{ session: [] }] }),
    parameters: [...parametersOf(route.params, "path"), ...parametersOf(route.query, "query")],
    ...bodyOf(route),
    responses: {
      [route.status]: successOf(route),
      default: {
        description: "Problem",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query"): readonly unknown[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: place === "path" || !(part as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(part as z.ZodType, "input"),
  }));
}

function bodyOf(route: RouteContract): object {
  if (route.bodyMedia !== undefined) {
    return { requestBody: { required: true, content: { [route.bodyMedia]: { schema: { type: "string" } } } } };
  }
  if (route.body === undefined) return {};
  return {
    requestBody: { required: true, content: { "application/json": { schema: schemaOf(route.body, "input") } } },
  };
}

function successOf(route: RouteContract): object {
  if (route.responseMedia !== undefined) {
    return { description: route.summary, content: { [route.responseMedia]: { schema: { type: "string" } } } };
  }
  if (route.response === undefined) return { description: route.summary };
  return {
    description: route.summary,
    content: { "application/json": { schema: schemaOf(route.response, "output") } },
  };
}
