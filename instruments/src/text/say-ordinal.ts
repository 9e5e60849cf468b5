const ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"] as const;

/** 1 to 99 in Chinese figures. */
export function sayOrdinal(value: number): string {
  const [tens, ones] = [Math.floor(value / 10), value % 10];
  if (tens === 0) return ordinals[ones - 1] ?? String(value);
  return `${tens === 1 ? "" : (ordinals[tens - 1] ?? "")}十${ones === 0 ? "" : (ordinals[ones - 1] ?? "")}`;
}
