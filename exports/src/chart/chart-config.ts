/** The family every chart names; bundled where PNG are drawn, with fallbacks for browsers. */
export const chartFont = "Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif";

/** Look of all charts: one font, quiet axes, sizes that stay readable at the width of an A4 text. */
export const chartConfig = {
  background: "white",
  font: chartFont,
  padding: 8,
  view: { stroke: null },
  axis: {
    labelFontSize: 11,
    // a label stands under its tick, else the outer two crowd their neighbours
    labelFlush: false,
    titleFontSize: 12,
    titleFontWeight: 400,
    gridColor: "#e6e9ec",
    domainColor: "#8a9097",
    tickColor: "#8a9097",
    labelColor: "#30363c",
    titleColor: "#30363c",
    titlePadding: 8,
  },
  legend: { labelFontSize: 11, titleFontSize: 11, titleFontWeight: 400, labelLimit: 240 },
  text: { fontSize: 11, fill: "#30363c" },
};
