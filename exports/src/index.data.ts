export { packInSteps } from "./csv/pack-dataset.ts";
export { paradataLines, type ResponseEvents } from "./csv/write-paradata.ts";
export { type CsvEncoding, type DataFormat, type DataRemark, dataFormats } from "./data/data-table.ts";
export { type DataFileOptions, type DataManifest, writeDataFile } from "./data/write-data-file.ts";
export type { StartPacker } from "./xlsx/packer.ts";
export { zipFiles } from "./xlsx/zip-files.ts";
