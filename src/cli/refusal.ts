/** Why a command does not do what it was asked, with the way out; nothing was changed. */
export class Refusal extends Error {
  override name = "Refusal";
}
