import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";

import type { Schema } from "@/lib/api";
import { recordingQuery } from "@/lib/api/queries";
import type { Slice } from "@/lib/capture/player";
import { usePlayback } from "@/lib/capture/use-playback";
import { createStore, type Store } from "@/lib/util/store";

/** Recordings up to this many bytes are loaded with the page, larger ones when they are first played. */
const WITH_THE_PAGE = 12_000_000;

export interface Sound {
  /** `gone`: nothing is kept to be played. */
  status: "gone" | "waiting" | "loading" | "ready" | "unplayable" | "failed";
  error: unknown;
  playing: boolean;
  seconds: number;
  rate: number;
  /** The place in the recording that the page is at, seconds: changes in every frame while it plays. */
  place: Store<number>;
  /** Goes to a moment and plays from there, to `until` if given. Without sound it only goes there. */
  hear: (from: number, until?: number) => void;
  /** Goes to a moment; goes on playing if it was. */
  goTo: (seconds: number) => void;
  toggle: () => void;
  setRate: (rate: number) => void;
  retry: () => void;
}

/** The recording of a session, played in step with the page. */
export function useSound(session: Schema<"SessionDetail">, seconds: number): Sound {
  const { media } = session;
  const kept = media?.state === "stored";
  const [wanted, setWanted] = useState(false);
  const recording = useQuery({
    ...recordingQuery(session.id),
    enabled: kept && (wanted || media.bytes <= WITH_THE_PAGE),
  });
  const { status, playing, rate, time, play, pause, seek, setRate } = usePlayback(
    recording.data ?? null,
    seconds,
  );
  const [place] = useState(() => createStore(0));
  /** What to play as soon as that is possible. */
  const pending = useRef<Slice | null>(null);

  const ready = status === "ready";
  useEffect(
    () =>
      time.subscribe(() => {
        if (ready) place.set(time.get());
      }),
    [time, place, ready],
  );
  useEffect(() => {
    if (!ready) return;
    const slice = pending.current;
    pending.current = null;
    if (slice) void play(slice);
    else if (place.get() > 0) seek(place.get());
  }, [ready, play, seek, place]);

  const hear = useCallback(
    (from: number, until = Infinity) => {
      place.set(Math.min(Math.max(0, from), seconds));
      if (!kept) return;
      if (ready) void play({ start: from, end: until });
      else {
        pending.current = { start: from, end: until };
        setWanted(true);
      }
    },
    [kept, ready, play, place, seconds],
  );
  const goTo = useCallback(
    (to: number) => {
      place.set(Math.min(Math.max(0, to), seconds));
      if (ready) seek(to);
    },
    [ready, seek, place, seconds],
  );
  const toggle = useCallback(() => {
    if (playing) pause();
    else if (ready) void play();
    else hear(place.get());
  }, [playing, ready, pause, play, hear, place]);

  const { error, isFetching, refetch } = recording;
  return useMemo(
    () => ({
      status: statusOf(kept, error !== null && !isFetching, status, isFetching),
      error,
      playing,
      seconds,
      rate,
      place,
      hear,
      goTo,
      toggle,
      setRate,
      retry: () => void refetch(),
    }),
    [kept, error, isFetching, status, playing, seconds, rate, place, hear, goTo, toggle, setRate, refetch],
  );
}

function statusOf(
  kept: boolean,
  failed: boolean,
  player: "nothing" | "loading" | "ready" | "unplayable",
  fetching: boolean,
): Sound["status"] {
  if (!kept) return "gone";
  if (failed) return "failed";
  if (player === "nothing") return fetching ? "loading" : "waiting";
  return player;
}
