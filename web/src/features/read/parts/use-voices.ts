import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import type { Schema } from "@/lib/api";

import { browserSpeech, say, voiceFor, type Speed } from "./model-voice";
import { OwnVoice } from "./own-voice";

/** One's own voice, from a recording, and the model's, which is the browser's. One plays at a time. */
export type Voices = {
  /** Whose voice is heard, and for which place of the page: a word, the sentence, … */
  playing: { who: "own" | "model"; place: string } | null;
  ownIs: "there" | "nothing" | "loading" | "not-kept" | "unplayable";
  modelIs: "there" | "loading" | "no-voice" | "no-speech";
  /** Plays one's own recording, all of it or a stretch. */
  own: (place: string, span?: Schema<"Span">) => Promise<void>;
  model: (place: string, text: string, speed?: Speed) => Promise<void>;
  /** One's own, and then the model. */
  both: (place: string, text: string, span?: Schema<"Span">) => Promise<void>;
  stop: () => void;
};

/** `kept` and `loading` are about a recording that comes from the server. */
export function useVoices(
  language: string,
  sound: Blob | null,
  { kept = true, loading = false }: { kept?: boolean; loading?: boolean } = {},
): Voices {
  const [playing, setPlaying] = useState<Voices["playing"]>(null);
  const { player, buffer, unplayable } = useDecoded(sound);
  const { speech, voice, waiting } = useModelVoice(language);
  // Number of the newest wish to hear something: an older one that ends then changes nothing.
  const wish = useRef(0);

  const stop = () => {
    wish.current += 1;
    player.stop();
    speech?.cancel();
    setPlaying(null);
  };
  useEffect(
    () => () => {
      speech?.cancel();
    },
    [speech],
  );

  const part = async (playing: NonNullable<Voices["playing"]>, mine: number, play: () => Promise<void>) => {
    if (wish.current !== mine) return;
    setPlaying(playing);
    await play();
    if (wish.current === mine) setPlaying(null);
  };
  const begin = () => {
    stop();
    return wish.current;
  };
  const own = (place: string, mine: number, span?: Schema<"Span">) =>
    buffer ? part({ who: "own", place }, mine, () => player.play(buffer, span)) : Promise.resolve();
  const model = (place: string, mine: number, text: string, speed: Speed) =>
    speech && voice
      ? part({ who: "model", place }, mine, () => say(speech, voice, text, speed))
      : Promise.resolve();

  return {
    playing,
    ownIs: loading ? "loading" : !kept ? "not-kept" : unplayable ? "unplayable" : ownState(sound, buffer),
    modelIs: !speech ? "no-speech" : voice ? "there" : waiting ? "loading" : "no-voice",
    own: (place, span) => own(place, begin(), span),
    model: (place, text, speed = "normal") => model(place, begin(), text, speed),
    both: async (place, text, span) => {
      const mine = begin();
      await own(place, mine, span);
      await model(place, mine, text, "normal");
    },
    stop,
  };
}

function ownState(sound: Blob | null, buffer: AudioBuffer | null): Voices["ownIs"] {
  if (!sound) return "nothing";
  return buffer ? "there" : "loading";
}

/** The recording, decoded. */
function useDecoded(sound: Blob | null) {
  const [player] = useState(() => new OwnVoice());
  const [decoded, setDecoded] = useState<{ of: Blob; buffer: AudioBuffer | null } | null>(null);
  useEffect(() => () => player.close(), [player]);
  useEffect(() => {
    if (!sound) return;
    let wanted = true;
    player.decode(sound).then(
      (buffer) => wanted && setDecoded({ of: sound, buffer }),
      () => wanted && setDecoded({ of: sound, buffer: null }),
    );
    return () => {
      wanted = false;
    };
  }, [player, sound]);
  const mine = decoded?.of === sound ? decoded : null;
  return { player, buffer: mine?.buffer ?? null, unplayable: mine !== null && mine.buffer === null };
}

/** How long browsers may take to say which voices they have, milliseconds. */
const PATIENCE = 2_000;

function useModelVoice(language: string) {
  const [speech] = useState(browserSpeech);
  const voices = useSyncExternalStore(
    (listener) => {
      speech?.addEventListener("voiceschanged", listener);
      return () => speech?.removeEventListener("voiceschanged", listener);
    },
    () => listed(speech?.getVoices() ?? []),
  );
  const [waiting, setWaiting] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setWaiting(false), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return { speech, voice: voiceFor(language, voices), waiting: waiting && voices.length === 0 };
}

let last: readonly SpeechSynthesisVoice[] = [];

/** The same list as long as its voices are the same: browsers make a new one for every question. */
function listed(voices: readonly SpeechSynthesisVoice[]): readonly SpeechSynthesisVoice[] {
  const same =
    voices.length === last.length && voices.every((voice, index) => voice.name === last[index]?.name);
  if (!same) last = voices;
  return last;
}
