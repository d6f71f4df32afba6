export { LiveWaveform } from "./live/live-waveform";
export { MarkGlyph } from "./glyphs";
export { Timeline, type TimelineHandle, type TimelineProps } from "./timeline/timeline";
export type { TimelineLabels } from "./timeline/labels";
export { Compare, type CompareLabels } from "./compare/compare";
export { comparable, compareCards, differenceOf, type ComparedScore } from "./compare/difference";
