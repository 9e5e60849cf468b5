import type { Operation } from "./describe-operations.ts";

/** What the addresses of signing in take; they are not of the API's own description. Signing out would take the ground away. */
const bodies: Readonly<Record<string, readonly string[]>> = {
  "sign-in/email": ["email", "password"],
  "change-password": ["currentPassword", "newPassword"],
  "two-factor/enable": ["password"],
  "two-factor/disable": ["password"],
  "two-factor/generate-backup-codes": ["password"],
  "two-factor/verify-totp": ["code"],
  "two-factor/verify-backup-code": ["code"],
  // the library's own, which are closed
  "sign-up/email": ["email", "password", "name"],
  "update-user": ["name"],
};

/** The addresses of signing in, as the description would have them. */
export const authOperations: readonly Operation[] = Object.entries(bodies).map(([name, takes]) => ({
  id: `auth ${name}`,
  method: "POST",
  path: `/api/auth/${name}`,
  parameters: [],
  body: {
    media: "application/json",
    schema: {
      type: "object",
      properties: Object.fromEntries(takes.map((one) => [one, { type: "string", maxLength: 330 }])),
      required: takes,
    },
  },
}));
