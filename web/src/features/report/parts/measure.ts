/** A measure's value as the server's report writes it: no decimals from 100 on, one from 1 on, else two. */
export function measured(value: number, locale: string): string {
  const size = Math.abs(value);
  const maximumFractionDigits = size >= 99.95 ? 0 : size >= 0.995 ? 1 : 2;
  return new Intl.NumberFormat(locale, { maximumFractionDigits, signDisplay: "negative" }).format(value);
}
