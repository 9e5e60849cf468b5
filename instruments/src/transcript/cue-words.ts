/** Words of one voice inside a cue. */
export interface Voiced {
  /** Null where no `<v …>` names the voice. */
  readonly speaker: string | null;
  readonly text: string;
}

/** The words of a subtitle with who says them. */
export interface CueWords {
  readonly voices: readonly Voiced[];
  /** Whether formatting was left out. */
  readonly tagged: boolean;
}

const voice = /<v(?:\.[^\s<>]*)?\s([^<>]+)>|<\/v>/giu;
const formatting =
  /<\/?(?:i|b|u|s|em|strong|font|c|ruby|rt|lang|span|p|v)(?:[.\s][^<>]*)?>|<\d{1,3}:\d{2}(?::\d{2})?[.,]\d{1,3}>|\{\\[^{}]*\}/giu;
const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  lrm: "",
  rlm: "",
};

/**
 * Words of a cue by voice, without the formatting subtitles know (`<i>`, `<font …>`, `<c.x>`, `{\an8}`, times within a
 * cue). Any other angle bracket, as in `<听不清>`, is what was written and stays. WebVTT also escapes (`&amp;`).
 */
export function readCueWords(raw: string, format: "srt" | "vtt"): CueWords {
  const voices: Voiced[] = [];
  let tagged = false;
  const clean = (part: string): string => {
    const broken = part.replace(/<br\s*\/?>/giu, "\n");
    const bare = broken.replace(formatting, "");
    tagged ||= bare !== part;
    return format === "srt"
      ? bare
      : bare.replace(/&(amp|lt|gt|quot|nbsp|lrm|rlm);/g, (_, name) => entities[name] ?? "");
  };
  let speaker: string | null = null;
  let from = 0;
  for (const match of raw.matchAll(voice)) {
    voices.push({ speaker, text: clean(raw.slice(from, match.index)) });
    speaker = match[1] === undefined ? null : clean(match[1]).trim() || null;
    from = match.index + match[0].length;
  }
  voices.push({ speaker, text: clean(raw.slice(from)) });
  const spoken = voices.filter(({ text }) => text.trim() !== "");
  return { voices: spoken, tagged };
}
