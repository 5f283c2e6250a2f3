import * as pulumi from "@pulumi/pulumi";

/**
 * What a program is to print of an error of this package: the sentence. Pulumi prints all else with its stack and with each of
 * its properties, which say nothing that the sentence does not.
 */
export function plainError(error: unknown): unknown {
  return isForPeople(error) ? asSentence(error) : error;
}

/** Prints as its message alone. */
export function asSentence(error: Error): Error {
  const plain = new pulumi.RunError(error.message);
  Object.defineProperty(plain, "name", { value: error.name });
  Object.defineProperty(plain, "stack", { value: error.message });
  return plain;
}

/** By the mark of `ErrorForPeople`: a bundle may have a copy of that class. */
function isForPeople(error: unknown): error is Error {
  return error instanceof Error && "isForPeople" in error;
}
