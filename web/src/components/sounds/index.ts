export { SoundAdvice } from "./sound-advice";
export { SoundDetail } from "./sound-detail";
export { SoundWord } from "./sound-word";
