import type { Code, Codebook } from "@diaoyan/instruments";

/** Hues far enough apart to be told from each other, one a top-level code, used again from the start after the last. */
const hues = [212, 28, 145, 330, 265, 185, 52, 0, 95, 235] as const;

/** Colours `#RRGGBB` to choose from, in the order the desk gives them to top-level codes. */
export const codeColors: readonly string[] = hues.map(colorOfHue);

/** Hues of all codes in degrees: of the colour a code or the nearest one above it was given, else that of its top-level code. */
export function codeHues({ codes }: Codebook): ReadonlyMap<string, number> {
  const byId = new Map<string, Code>(codes.map((code) => [code.id, code]));
  const tops = codes.filter(({ parent }) => parent === null);
  const placeOf = new Map(tops.map(({ id }, place) => [id, hues[place % hues.length] ?? hues[0]]));
  const found = new Map<string, number>();
  const read = (code: Code): number => {
    const known = found.get(code.id);
    if (known !== undefined) return known;
    const above = code.parent === null ? undefined : byId.get(code.parent);
    const hue = readHue(code.color) ?? (above === undefined ? (placeOf.get(code.id) ?? hues[0]) : read(above));
    found.set(code.id, hue);
    return hue;
  };
  for (const code of codes) read(code);
  return found;
}

/** The hue of a colour `#RRGGBB`; null for none and for grey. */
function readHue(color: string | undefined): number | null {
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(color?.slice(at, at + 2) ?? "", 16));
  if (red === undefined || green === undefined || blue === undefined || Number.isNaN(red + green + blue)) return null;
  const most = Math.max(red, green, blue);
  const span = most - Math.min(red, green, blue);
  if (span < 16) return null;
  const sixth =
    most === red ? (green - blue) / span : most === green ? 2 + (blue - red) / span : 4 + (red - green) / span;
  return Math.round(60 * sixth + 360) % 360;
}

/** A hue as the colour `#RRGGBB` that brackets of the coding desk have. */
export function colorOfHue(hue: number): string {
  const [saturation, light] = [0.6, 0.42];
  const parts = [0, 8, 4].map((shift) => {
    const at = (shift + hue / 30) % 12;
    return light - saturation * Math.min(light, 1 - light) * Math.max(-1, Math.min(at - 3, 9 - at, 1));
  });
  const hex = parts.map((part) =>
    Math.round(part * 255)
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${hex.join("").toUpperCase()}`;
}
