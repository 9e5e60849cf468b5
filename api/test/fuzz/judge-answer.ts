import { problemBody, type RouteContract, routes } from "../../src/contract/index.ts";
import { problemCatalogue } from "../../src/problems.ts";
import type { WireAnswer } from "../wire.ts";
import type { DrawnRequest } from "./draw-request.ts";

const root = process.cwd();
/** What tells of the server's inside: frames of a stack, its folders, statements of its database. */
const leaks: readonly RegExp[] = [
  /\n\s+at .+:\d+:\d+/,
  /node_modules|file:\/\/|\.node\.ts|node:internal/,
  /SQLITE_|\b(select|insert into|update) .+ (from|values|set) /i,
];
const largestChecked = 60_000;

const all = new Map((Object.values(routes) as RouteContract[]).map((route) => [route.id, route]));

/** What is wrong with an answer, in a few words; undefined when it is as the contract says. */
export function judgeAnswer(request: DrawnRequest, answer: WireAnswer, dataFolder: string): string | undefined {
  if (answer.status >= 500) return `answered ${answer.status}`;
  if (answer.status >= 400) return judgeRefusal(request, answer, dataFolder);
  return judgeSuccess(request, answer);
}

function judgeRefusal(
  { method }: DrawnRequest,
  { status, headers, body }: WireAnswer,
  dataFolder: string,
): string | undefined {
  if (method === "HEAD") return undefined;
  const text = body.toString();
  if (!headers.get("content-type")?.startsWith("application/problem+json")) {
    return `${status} as ${headers.get("content-type") ?? "no type"}`;
  }
  const parsed = problemBody.safeParse(readJson(text));
  if (!parsed.success) return "a problem of another shape";
  const { code, title, status: named } = parsed.data;
  const known = problemCatalogue[code as keyof typeof problemCatalogue];
  if (known?.title !== title || known.status !== status || named !== status)
    return `a problem that is none of the catalogue: ${code}`;
  const leak = leaks.find((pattern) => pattern.test(text))?.source;
  if (leak !== undefined || text.includes(root) || text.includes(dataFolder))
    return `a problem that tells ${leak ?? "a path"}`;
  return undefined;
}

function judgeSuccess({ operation, method }: DrawnRequest, { status, headers, body }: WireAnswer): string | undefined {
  const route = all.get(operation);
  if (route === undefined || method !== route.method.toUpperCase()) return undefined;
  if (status !== route.status && status !== 206) return `${status} instead of ${route.status}`;
  if (route.response === undefined || body.length > largestChecked) return undefined;
  if (!headers.get("content-type")?.startsWith("application/json"))
    return `${status} as ${headers.get("content-type")}`;
  const parsed = route.response.safeParse(readJson(body.toString()));
  const [issue] = parsed.error?.issues ?? [];
  return issue && `an answer that is not of the contract: ${issue.path.join(".")}: ${issue.message}`;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
