export { promptStore, settlePrompt, type Prompt } from "./prompts";
export {
  confirmAccount,
  followOtherTabs,
  giveSecondFactor,
  register,
  setUp,
  signIn,
  signOut,
  start,
  takeRaised,
} from "./session";
export {
  authStore,
  chooseOrg,
  currentOrg,
  identityOf,
  learnMe,
  useAuth,
  useIdentity,
  useOrg,
  type AuthState,
  type Identity,
} from "./store";
