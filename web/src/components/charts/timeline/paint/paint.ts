/** The whole drawing: lanes over one time axis, from front to back nothing that is not visible. */
import { clock, decimal, fill } from "../../format";
import { type DetailCache, type TrackName } from "../detail";
import type { TimelineLabels } from "../labels";
import type { Layout, Placed } from "../layout";
import type { Model } from "../model";
import { paceWindow } from "../pace";
import type { Pyramid } from "../pyramid";
import { type PitchUnit, semitones } from "../scales";
import { paintPace, paintTrack, paintWave } from "./curves";
import { paintFindings, paintPauses, paintRuler, paintShades, paintWords } from "./events";
import type { Pen } from "./pen";

export interface Scene {
  model: Model;
  layout: Layout;
  labels: TimelineLabels;
  locale: string;
  unit: PitchUnit;
  detail: DetailCache | null;
}

export function paint(pen: Pen, scene: Scene): void {
  const { model, layout, locale } = scene;
  pen.g.clearRect(0, 0, pen.width, layout.height);
  paintShades(pen, model.pauses, layout.ruler.height, layout.height);
  paintRuler(pen, layout.ruler, layout.height, (time, decimals) => clock(time, locale, decimals));
  for (const placed of layout.lanes) {
    paintLane(pen, scene, placed);
    if (placed.lane !== "words") paintTitle(pen, scene, placed);
  }
}

function paintTitle(pen: Pen, { labels, locale }: Scene, { lane, box, plot }: Placed): void {
  pen.font(0.75, 600);
  pen.g.textAlign = "left";
  const name = labels.lanes[lane];
  const seconds = decimal(paceWindow(pen.perPixel), locale);
  const title = lane === "pace" ? fill(labels.paceOver, { lane: name, seconds }) : name;
  pen.rule(box.top, "line");
  pen.text(title, 4, plot.top - pen.rem * 0.4, "ink");
}

function paintLane(pen: Pen, scene: Scene, { lane, plot }: Placed): void {
  const { model, locale, unit } = scene;
  const track = (name: TrackName): Pyramid | undefined => {
    const base = model.tracks[name];
    return scene.detail ? scene.detail.track(name, base, pen.view) : base;
  };
  const whole = (value: number) => decimal(value, locale);
  if (lane === "waveform") {
    const wave = track("waveform");
    if (wave) paintWave(pen, plot, wave, model.peak, track("intensity"));
  } else if (lane === "pitch") {
    const write = (hz: number) => decimal(unit === "hertz" ? hz : semitones(hz, model.median), locale);
    pen.lines(plot, model.axes.pitch);
    const pitch = track("pitch");
    if (pitch) paintTrack(pen, plot, pitch, model.axes.pitch, "pitch", true);
    pen.values(plot, model.axes.pitch, write);
  } else if (lane === "intensity") {
    pen.lines(plot, model.axes.intensity);
    const intensity = track("intensity");
    if (intensity) paintTrack(pen, plot, intensity, model.axes.intensity, "intensity", false);
    pen.values(plot, model.axes.intensity, whole);
  } else if (lane === "pace") {
    pen.lines(plot, model.axes.pace);
    paintPace(pen, plot, model.pace, model.axes.pace, model.seconds);
    pen.values(plot, model.axes.pace, whole);
  } else if (lane === "pauses") {
    paintPauses(pen, plot, model.pauses, (seconds) =>
      fill(scene.labels.seconds, { value: decimal(seconds, locale, 1) }),
    );
  } else if (lane === "findings") {
    paintFindings(pen, plot, model.rows);
  } else {
    paintWords(pen, plot, model.words);
  }
}

/** The whole recording in one strip, to see where the view is and to go elsewhere. */
export function paintMap(pen: Pen, model: Model, height: number): void {
  const { g } = pen;
  g.clearRect(0, 0, pen.width, height);
  const plot = { top: 4, height: height - 8 };
  if (model.tracks.waveform) {
    paintWave(pen, plot, model.tracks.waveform, model.peak);
  } else if (model.tracks.intensity) {
    paintTrack(pen, plot, model.tracks.intensity, model.axes.intensity, "intensity", false);
  } else {
    paintPace(pen, plot, model.pace, model.axes.pace, model.seconds);
  }
}
