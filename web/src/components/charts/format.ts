/** Times and numbers as a reader of `locale` writes them. The formats follow the server's reports. */

const formats = new Map<string, Intl.NumberFormat>();

function format(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formats.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    formats.set(key, found);
  }
  return found;
}

/** What cannot be written as a number becomes 0. */
const sane = (value: number) => (Number.isFinite(value) ? value : 0);

/** `value` with exactly `decimals` places, never minus zero. */
export function decimal(value: number, locale: string, decimals = 0): string {
  return format(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: "negative",
  }).format(sane(value));
}

/** `value` with its sign, and `±0` written as `0`. */
export function signed(value: number, locale: string, decimals = 0): string {
  return format(locale, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    signDisplay: "exceptZero",
  }).format(sane(value));
}

/** A share from 0 to 1 as a percentage. */
export function percent(share: number, locale: string): string {
  return format(locale, { style: "percent", maximumFractionDigits: 0 }).format(sane(share));
}

/** `60–72`. */
export function range(low: number, high: number, locale: string, decimals = 0): string {
  return `${decimal(low, locale, decimals)}–${decimal(high, locale, decimals)}`;
}

/**
 * A moment or a length as a clock shows it: `0:07`, `12:40`, `1:02:03`, cut to whole seconds as players do. With `decimals`,
 * parts of a second are shown: `0:07.4`.
 */
export function clock(seconds: number, locale: string, decimals = 0): string {
  const scale = 10 ** decimals;
  const units = Math.floor(Math.max(0, sane(seconds)) * scale + 1e-6);
  const whole = Math.floor(units / scale);
  const two = format(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const plain = format(locale, { useGrouping: false });
  const last =
    decimals > 0
      ? format(locale, {
          minimumIntegerDigits: 2,
          minimumFractionDigits: decimals,
          maximumFractionDigits: decimals,
        }).format((whole % 60) + (units % scale) / scale)
      : two.format(whole % 60);
  const minutes = Math.floor(whole / 60);
  return minutes < 60
    ? `${plain.format(minutes)}:${last}`
    : `${plain.format(Math.floor(minutes / 60))}:${two.format(minutes % 60)}:${last}`;
}

/** A stretch: `0:07–0:09`, or `0:07` when both ends fall in one second. */
export function stretch(from: number, to: number, locale: string): string {
  const [start, end] = [clock(from, locale), clock(to, locale)];
  return start === end ? start : `${start}–${end}`;
}

/** A time in words, for a screen reader: `1 minute, 5 seconds`. */
export function spokenTime(seconds: number, locale: string, decimals = 0): string {
  const scale = 10 ** decimals;
  const total = Math.floor(Math.max(0, sane(seconds)) * scale + 1e-6) / scale;
  const unit = (value: number, name: string, digits = 0) =>
    format(locale, { style: "unit", unit: name, unitDisplay: "long", maximumFractionDigits: digits }).format(
      value,
    );
  const [hours, minutes] = [Math.floor(total / 3600), Math.floor(total / 60) % 60];
  const parts: string[] = [];
  if (hours > 0) parts.push(unit(hours, "hour"));
  if (minutes > 0) parts.push(unit(minutes, "minute"));
  const rest = total - hours * 3600 - minutes * 60;
  if (rest > 0 || parts.length === 0) parts.push(unit(rest, "second", decimals));
  return new Intl.ListFormat(locale, { type: "unit", style: "long" }).format(parts);
}

/** Replaces `{name}` in a label by its value. */
export function fill(label: string, values: Record<string, string>): string {
  return label.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}
