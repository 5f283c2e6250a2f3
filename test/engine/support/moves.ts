import { type LiveStack, OTHER_PROFILE, TENANT, allocation, program } from "./live-stack";

export const [A, B, C] = ["+61395556900", "+61395556901", "+61395556902"] as const;

export function both(first: readonly string[], second: readonly string[]): string {
  return program(
    allocation("first", { phoneNumbers: first }),
    allocation("second", { phoneNumbers: second }),
  );
}

/** The second has another calling profile. */
export function withTwoProfiles(first: readonly string[], second: readonly string[]): string {
  return program(
    allocation("first", { phoneNumbers: first }),
    allocation("second", { phoneNumbers: second, callingProfile: OTHER_PROFILE }),
  );
}

/** A statement that declares a provider instance in a variable of its name. */
export function provider(name: string): string {
  return `const ${name} = new liveplatform.Provider("${name}");`;
}

/** A statement that declares "first" with the instance `pa`. */
export function onA(numbers: readonly string[]): string {
  return allocation("first", { phoneNumbers: numbers }, "{ provider: pa }");
}

/** A statement that declares "second" with the instance `pb`. */
export function onB(numbers: readonly string[]): string {
  return allocation("second", { phoneNumbers: numbers }, "{ provider: pb }");
}

export function targeting({ stack }: LiveStack, name: string): string[] {
  return ["--target", stack.resource(name)?.urn ?? ""];
}

export function profileOf({ emulator }: LiveStack, number: string): string | undefined {
  return emulator.numbers(TENANT).find((row) => row.telephoneNumber === number)?.callingProfileId;
}
