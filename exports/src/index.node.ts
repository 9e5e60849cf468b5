export { drawPng } from "./chart/draw-png.node.ts";
