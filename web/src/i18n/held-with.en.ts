import type { HeldWithMessages } from "./held-with.zh.ts";

export const heldWithEn: HeldWithMessages = {
  same: (label, check) => `Held with version ${label} of the guide (check ${check}), the one in use now.`,
  kept: (label, check) =>
    `Held with version ${label} of the guide (check ${check}); it has changed since, and is shown as it was then.`,
  changed: (label, check) => `Held with version ${label} of the guide (check ${check}); it has changed since.`,
};
