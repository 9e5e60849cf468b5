import type { Context, MiddlewareHandler } from "hono";

/** Styles may stand inline (component libraries set them), scripts never; charts run without code generation. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

const headers: readonly (readonly [string, string])[] = [
  ["content-security-policy", contentSecurityPolicy],
  ["x-content-type-options", "nosniff"],
  ["referrer-policy", "no-referrer"],
  ["cross-origin-opener-policy", "same-origin"],
  ["cross-origin-resource-policy", "same-origin"],
  ["permissions-policy", "camera=(), geolocation=(), payment=(), usb=(), microphone=(self)"],
];

/** Security headers on every answer made through Hono's context; answers of the API are never cached. */
export function securityHeaders(publicUrl: string | undefined): MiddlewareHandler {
  const secure = publicUrl?.startsWith("https:") ?? false;
  return function setSecurityHeaders(c, next) {
    for (const [name, value] of headers) c.header(name, value);
    if (secure) c.header("strict-transport-security", "max-age=31536000");
    if (c.req.path.startsWith("/api/")) c.header("cache-control", "no-store");
    return next();
  };
}

/** An answer made elsewhere, with the headers set so far. */
export function adoptResponse(c: Context, response: Response): Response {
  for (const [name, value] of response.headers) c.header(name, value, { append: name === "set-cookie" });
  return c.newResponse(response.body, response.status as 200);
}
