export { SecondFactorNeeded } from "./needed";
export { RecoveryCodes } from "./recovery-codes";
export { SecondFactorSetUp } from "./second-factor-set-up";
