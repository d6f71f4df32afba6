export { LiveWaveform } from "./live/live-waveform";
export { MarkGlyph } from "./glyphs";
export { Timeline, type TimelineHandle, type TimelineProps } from "./timeline/timeline";
export type { TimelineLabels } from "./timeline/labels";
