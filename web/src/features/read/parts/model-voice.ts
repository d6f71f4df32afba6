/** The browser's own voices, where it has any. */
export type Speech = Pick<
  SpeechSynthesis,
  "getVoices" | "speak" | "cancel" | "addEventListener" | "removeEventListener"
>;

export function browserSpeech(): Speech | null {
  // The types say that it is always there.
  const { speechSynthesis } = window as { speechSynthesis?: SpeechSynthesis };
  return speechSynthesis ?? null;
}

/** The voice for a language: one on this device before one that sends the text away, the device's favourite first. */
export function voiceFor(
  language: string,
  voices: readonly SpeechSynthesisVoice[],
): SpeechSynthesisVoice | null {
  const speaks = voices.filter(({ lang }) => lang.slice(0, 2).toLowerCase() === language.slice(0, 2));
  const rank = (voice: SpeechSynthesisVoice) => (voice.localService ? 2 : 0) + (voice.default ? 1 : 0);
  return [...speaks].sort((a, b) => rank(b) - rank(a))[0] ?? null;
}

/** How fast, where 1 is the voice's own speed. */
const RATES = { normal: 0.95, slow: 0.6 } as const;
export type Speed = keyof typeof RATES;

/** Says a text; resolves when it was said, or was stopped. */
export function say(speech: Speech, voice: SpeechSynthesisVoice, text: string, speed: Speed): Promise<void> {
  speech.cancel();
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = RATES[speed];
  return new Promise((resolve) => {
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
    speech.speak(utterance);
  });
}
