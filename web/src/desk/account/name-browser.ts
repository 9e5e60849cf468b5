const browsers: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, "微信"],
  [/Edg\//, "Edge"],
  [/QQBrowser/, "QQ浏览器"],
  [/Firefox\//, "Firefox"],
  [/Chrome\//, "Chrome"],
  [/Safari\//, "Safari"],
];

const systems: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, "HarmonyOS"],
  [/Android/, "Android"],
  [/iPhone|iPad/, "iOS"],
  [/Windows/, "Windows"],
  [/Mac OS X/, "macOS"],
  [/Linux/, "Linux"],
];

/** What a browser says of itself in words a person knows, e.g. `Chrome · Windows`; empty where it says nothing known. */
export function nameBrowser(said: string): string {
  const name = (list: typeof browsers) => list.find(([pattern]) => pattern.test(said))?.[1];
  return [name(browsers), name(systems)].filter((part) => part !== undefined).join(" · ");
}
