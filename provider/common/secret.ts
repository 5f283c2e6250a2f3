/** Under this key the engine's wire says what an object stands for. */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
/** It stands for a secret, whose plain text is its `value`. */
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** A value as the engine's wire marks it as secret. */
export function seal(value: unknown): object {
  return { [SIGNATURE]: SECRET, value };
}
