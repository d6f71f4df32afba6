/** Which words tell a sound from the one that was heard in its place: `wanted-heard`, both in ARPABET. */
const PAIRS = {
  tongueBehind: "TH-S DH-Z",
  airStopped: "TH-T DH-D",
  lipForTongue: "TH-F DH-V",
  tongueBetween: "S-TH Z-DH",
  lipsRounded: "V-W",
  teethOnLip: "W-V",
  noVoice: "V-F Z-S ZH-SH JH-CH B-P D-T G-K",
  voiceOn: "F-V S-Z SH-ZH CH-JH P-B T-D K-G",
  ridgeTouched: "R-L",
  ridgeMissed: "L-R",
  throughNose: "N-L",
  pastTongue: "L-N",
  closeWithTip: "N-NG",
  closeWithBack: "NG-N",
  closeLips: "M-N",
  spreadAndHold: "IY-IH",
  relaxTongue: "IH-IY",
  roundAndHold: "UW-UH",
  relaxLips: "UH-UW",
  openMore: "AE-EH",
  openLess: "EH-AE",
  tongueStill: "EH-EY AE-EY",
  glideToI: "EY-EH",
  halfOpen: "AH-AA",
  openWide: "AA-AH",
  tongueMiddle: "AH-AE",
  glideToU: "OW-AO OW-AA",
  lipsStill: "AO-OW",
  noR: "ER-AH ER-AA ER-EH",
  spreadLips: "S-SH",
  pushLips: "SH-S",
  stopFirst: "CH-SH",
  noStop: "SH-CH ZH-JH",
  noTouch: "Y-JH",
  openMouth: "HH-F",
};

const KEYS = new Map(
  Object.entries(PAIRS).flatMap(([key, pairs]) => pairs.split(" ").map((pair) => [pair, key] as const)),
);

/** The key of the words for a pair; none for pairs that the server has no words for either. */
export function contrastKey(wanted: string, heard: string): string | undefined {
  return KEYS.get(`${wanted}-${heard}`);
}
