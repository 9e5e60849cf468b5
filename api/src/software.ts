import packageJson from "../package.json" with { type: "json" };

/** Version of this program. */
export const version = packageJson.version;

/** Name and version as they stand in snapshots and reports. */
export const software = `diaoyan ${version}`;
