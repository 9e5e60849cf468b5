import type { Hono } from "hono";

/** What is looked at before a server calls itself ready. */
export type HealthCheck = "database" | "disk" | "schema";

/** `failing` names what does not work; details are for whoever runs the server (`diaoyan doctor`). */
export interface Health {
  readonly status: "ok" | "failing";
  readonly failing: readonly HealthCheck[];
}

/**
 * `/healthz/live`: the process answers. `/healthz`: it can take submissions, else 503. Both are public, and tell no version,
 * path or number.
 */
export function mountHealth(app: Hono, look: () => Promise<Health>): void {
  app.get("/healthz/live", (c) => c.json({ status: "ok" }, 200, { "cache-control": "no-store" }));
  app.get("/healthz", async (c) => {
    const health = await look();
    return c.json(health, health.status === "ok" ? 200 : 503, { "cache-control": "no-store" });
  });
}
