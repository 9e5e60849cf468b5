import type { DtaStorage } from "./dta-column.ts";

/**
 * The number that stands for a missing value: `place` 0 is `.`, 1 to 26 are `.a` to `.z` (“Numbers”, missing-value codes).
 */
export function missingNumber(storage: DtaStorage, place: number): number {
  switch (storage) {
    case "byte":
      return 101 + place;
    case "int":
      return 32_741 + place;
    case "double":
      return 2 ** 1023 * (1 + place / 4096);
    default:
      return 2_147_483_621 + place;
  }
}
