/** The visible stretch of a recording, and how zooming and panning change it. Times are in seconds, places in CSS px. */

export interface View {
  from: number;
  to: number;
}

/** No view is shorter, so that a word still fits. */
export const MIN_SPAN = 0.5;

export const spanOf = (view: View) => view.to - view.from;

/** The whole recording. */
export const whole = (seconds: number): View => ({ from: 0, to: Math.max(seconds, MIN_SPAN) });

/** Moves and shortens a view until it lies inside the recording and is no shorter than [`MIN_SPAN`]. */
export function clampView(view: View, seconds: number): View {
  const most = whole(seconds).to;
  const span = Math.min(Math.max(spanOf(view), MIN_SPAN), most);
  const from = Math.min(Math.max(view.from, 0), most - span);
  return Number.isFinite(from) && Number.isFinite(span) ? { from, to: from + span } : whole(seconds);
}

/** Zooms by `factor` (above 1: closer); the time `anchor` stays where it is on the screen. */
export function zoomAt(view: View, factor: number, anchor: number, seconds: number): View {
  const span = spanOf(view);
  const wanted = Math.min(Math.max(span / factor, MIN_SPAN), whole(seconds).to);
  const share = span > 0 ? (anchor - view.from) / span : 0.5;
  const from = anchor - share * wanted;
  return clampView({ from, to: from + wanted }, seconds);
}

export const panBy = (view: View, by: number, seconds: number): View =>
  clampView({ from: view.from + by, to: view.to + by }, seconds);

/** The same zoom, moved only as far as needed for `time` to be at least `margin` (0 to 0.5 of the view) away from the edges. */
export function reveal(view: View, time: number, seconds: number, margin = 0): View {
  const room = spanOf(view) * margin;
  if (time < view.from + room) return panBy(view, time - room - view.from, seconds);
  if (time > view.to - room) return panBy(view, time + room - view.to, seconds);
  return view;
}

/** The view that follows playback: unchanged while `time` is well inside, else turned like a page. */
export function follow(view: View, time: number, seconds: number): View {
  const span = spanOf(view);
  if (time >= view.from && time <= view.to - span * 0.08) return view;
  const from = time - span * 0.08;
  return clampView({ from, to: from + span }, seconds);
}

/** A view that shows the stretch with some room on both sides. */
export function around(from: number, to: number, seconds: number): View {
  const room = Math.max((to - from) * 0.25, 0.5);
  return clampView({ from: from - room, to: to + room }, seconds);
}

export const timeAt = (view: View, width: number, x: number) =>
  view.from + (width > 0 ? x / width : 0) * spanOf(view);

export const xAt = (view: View, width: number, time: number) => ((time - view.from) / spanOf(view)) * width;
