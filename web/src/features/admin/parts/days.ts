const MOST = 36_500;

/** Days of retention as somebody typed them; `null` for nothing, which keeps everything. */
export function daysOf(typed: string): number | null | "wrong" {
  const text = typed.trim();
  if (text === "") return null;
  const days = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return days >= 1 && days <= MOST ? days : "wrong";
}
