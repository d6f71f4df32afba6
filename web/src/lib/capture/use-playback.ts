import { useEffect, useState } from "react";

import { useStore, type Store } from "../util/store";
import { Player, type PlayerState } from "./player";

export interface UsePlayback extends PlayerState, Pick<Player, "play" | "pause" | "seek" | "setRate"> {
  /** Where it is, seconds: changes in every frame. `useStore(time)` only in the small component that shows it. */
  time: Store<number>;
}

/** Plays `sound`. `seconds` is how long it is, where that is known before. */
export function usePlayback(sound: Blob | null, seconds: number | null = null): UsePlayback {
  const [player] = useState(() => new Player());
  useEffect(() => (sound === null ? undefined : player.load(sound, seconds)), [player, sound, seconds]);
  const { play, pause, seek, setRate, time } = player;
  return { ...useStore(player.state), play, pause, seek, setRate, time };
}
