export { startFastPacker } from "./xlsx/packer.node.ts";
