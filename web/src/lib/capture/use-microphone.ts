import { useEffect, useState } from "react";

import { useStore } from "../util/store";
import { Microphone, type MicrophoneState } from "./microphone";

export interface UseMicrophone extends MicrophoneState {
  /** Opens it; asks for permission if need be. To be called when the person pressed something. */
  open: () => Promise<MediaStream | null>;
  close: () => void;
  /** Takes another one from now on, and remembers it; `null` leaves it to the system. */
  choose: (device: string | null) => Promise<void>;
}

/** The microphone, for as long as the component is there; it is closed when the component goes. */
export function useMicrophone(): UseMicrophone {
  const [microphone] = useState(() => new Microphone());
  useEffect(() => microphone.watch(), [microphone]);
  const { open, close, choose } = microphone;
  return { ...useStore(microphone.state), open, close, choose };
}
