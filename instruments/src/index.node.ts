export { readPackFolder } from "./pack/read-pack-folder.node.ts";
