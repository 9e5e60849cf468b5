import { Hono } from "hono";
import type { createAuthEndpoint } from "../auth/auth-endpoint.ts";
import { problem } from "../problems.ts";
import type { Services } from "../use-cases/services.ts";
import { renderDocsPage } from "./docs-page.ts";
import { createGuessBrake } from "./guess-brake.ts";
import { createHandlers } from "./handlers.ts";
import { type Health, mountHealth } from "./health.ts";
import { mountRoutes } from "./mount-routes.ts";
import { type Observe, observeRequests } from "./observe-requests.ts";
import { buildOpenApi } from "./openapi.ts";
import { createProblemHandler, problemResponse, type ReportFailure } from "./problem-handler.ts";
import { adoptResponse, securityHeaders } from "./security-headers.ts";

export interface AppParts {
  readonly services: Services;
  readonly auth: ReturnType<typeof createAuthEndpoint>;
  /** Network address a request comes from; counts failed sign-ins and wrong guesses, is never stored. */
  readonly addressOf: (request: Request, env: unknown) => string;
  readonly reportFailure: ReportFailure;
  readonly observe?: Observe | undefined;
  /** Whether submissions can be taken; without it the server is as healthy as it answers. */
  readonly lookAtHealth?: (() => Promise<Health>) | undefined;
  readonly publicUrl?: string | undefined;
  readonly version: string;
}

/*
 * request → id and log → security headers → route of the contract → origin → session and role → parameters, query, body
 *         → use case → JSON, file, or problem
 */

/** The HTTP side of Diaoyan, the same on every runtime. Static pages are added by the entry. */
export function createApp({ services, auth, addressOf, reportFailure, publicUrl, version, ...parts }: AppParts): Hono {
  const app = new Hono();
  app.use(observeRequests(parts.observe ?? (() => undefined)));
  app.use(securityHeaders(publicUrl));
  app.onError(createProblemHandler(reportFailure));
  mountRoutes(app, createHandlers(services), {
    ports: services.ports,
    publicUrl,
    addressOf,
    brake: createGuessBrake(),
  });
  app.all("/api/auth/*", async (c) => adoptResponse(c, await auth(c.req.raw, addressOf(c.req.raw, c.env))));
  mountHealth(app, parts.lookAtHealth ?? (async () => ({ status: "ok", failing: [] })));
  const document = buildOpenApi(version);
  app.get("/api/openapi.json", (c) => c.json(document));
  app.get("/api/docs", (c) => c.html(renderDocsPage(document)));
  app.all("/api/*", (c) => {
    throw problem("route.notFound", `no route ${c.req.path}`, { remedy: "see /api/docs" });
  });
  app.notFound((c) => problemResponse(c, problem("route.notFound", `no page ${c.req.path}`)));
  return app;
}
