import type { Locale } from "@diaoyan/instruments";
import type { ThemeConfig } from "antd";

/** Whoever asks the device for less motion gets lists and dialogues at once. */
const motion = !matchMedia("(prefers-reduced-motion: reduce)").matches;

const chineseFonts =
  '"PingFang SC", "HarmonyOS Sans SC", MiSans, "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif';
/** Before the fonts for Chinese, whose quotation marks are as wide as a character. */
const latinFonts = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", "DejaVu Sans"';

/** Calm and official: one deep blue, system fonts of the language, little rounding. */
export const themeOf = (locale: Locale): ThemeConfig => ({
  token: {
    motion,
    colorPrimary: "#1a5599",
    colorInfo: "#1a5599",
    colorInfoBg: "#eef4fb",
    colorInfoBorder: "#b5cde6",
    colorLink: "#1a5599",
    colorTextBase: "#1d2733",
    colorTextDescription: "#55606d",
    colorTextSecondary: "#55606d",
    colorTextTertiary: "#5f6b78",
    colorTextPlaceholder: "#66717e",
    colorTextQuaternary: "#66717e",
    colorBgLayout: "#f4f6f9",
    colorWarningText: "#8f4a00",
    colorError: "#b3261e",
    colorErrorBg: "#fdf0ef",
    colorErrorBorder: "#eab4b0",
    colorSuccess: "#2a7a45",
    colorSuccessBg: "#edf7f0",
    colorSuccessBorder: "#a9d3b6",
    borderRadius: 6,
    fontFamily: `-apple-system, BlinkMacSystemFont, ${locale === "en" ? `${latinFonts}, ` : ""}${chineseFonts}`,
  },
});
