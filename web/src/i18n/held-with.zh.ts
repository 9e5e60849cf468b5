/** By which version of its protocol a session was held, in one sentence. */
export const heldWithZh = {
  same: (label: string, check: string) => `开展时所用提纲：第 ${label} 版（校验码 ${check}），与现行提纲相同。`,
  kept: (label: string, check: string) =>
    `开展时所用提纲：第 ${label} 版（校验码 ${check}）；此后提纲已有改动，这里显示的是当时的版本。`,
  changed: (label: string, check: string) => `开展时所用提纲：第 ${label} 版（校验码 ${check}），此后提纲已有改动。`,
};

export type HeldWithMessages = typeof heldWithZh;
