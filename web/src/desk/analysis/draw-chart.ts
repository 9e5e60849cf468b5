export { drawSvg } from "@diaoyan/exports";
