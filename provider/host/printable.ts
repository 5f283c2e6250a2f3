import { ErrorForPeople } from "../common/error-for-people";
import { UsageError } from "../common/usage-error";
import { masker } from "../liveplatform";
import { PartialAllocationError, UserError } from "../state/errors";

/**
 * Runs one method of the provider and makes of whatever it throws what the engine should print: the sentence alone
 * where the error is meant for people, with its stack where it is a bug. No secret leaves by a message, and no foreign
 * error with an `id`, which the engine would take for a half-created resource.
 *
 * @param hide takes out of a text what else is not to be shown
 */
export async function printable<T>(
  secrets: readonly string[],
  method: () => Promise<T>,
  hide: (text: string) => string = (text) => text,
): Promise<T> {
  try {
    return await method();
  } catch (error) {
    const mask = masker(secrets, "[secret]");
    throw toPrintable(error, (text) => hide(mask(text)));
  }
}

function toPrintable(error: unknown, mask: (text: string) => string): Error {
  if (error instanceof PartialAllocationError) {
    return new PartialAllocationError(mask(error.message), {
      id: error.id,
      properties: error.properties,
      reasons: error.reasons.map(mask),
      notDone: error.notDone,
    });
  }
  if (error instanceof UserError)
    return withoutEcho(new UserError(mask(error.message), error.code, error.notDone));
  if (error instanceof ErrorForPeople || error instanceof UsageError)
    return withoutEcho(new UserError(mask(error.message), error.code));
  const bug = new Error(mask(error instanceof Error ? error.message : String(error)));
  bug.stack = mask(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return bug;
}

/**
 * The engine shows an error's message on the resource. The process that runs this provider prints `${error}` and its
 * stack besides, under the stack: there a pointer is enough.
 */
function withoutEcho(error: UserError): UserError {
  Object.defineProperty(error, "stack", { value: "stopped; see the error shown on the resource" });
  Object.defineProperty(error, "toString", { value: () => "OcNumberAllocation" });
  return error;
}
