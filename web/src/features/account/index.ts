export { ProofForm } from "./parts/proof-form";
export { SignInForm } from "./parts/sign-in-form";
