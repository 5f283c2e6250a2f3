import * as pulumi from "@pulumi/pulumi";

import { ConfigurationError } from "../provider/config/configuration-error";
import { RunFolderError } from "../provider/run/run-folder-error";

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

/** Those of the platform's client are told by their mark: its classes are loaded by the first request, and not with the program. */
function isForPeople(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error instanceof ConfigurationError || error instanceof RunFolderError || "isForPeople" in error;
}
