import { createRequire } from "node:module";

/** The class of messages without content; what reads one can be replaced. */
interface EmptyMessage {
  deserializeBinary: (bytes: Uint8Array) => unknown;
}

/**
 * Calls `onCancel` when the engine tells this process that the run is cancelled. Pulumi's server of dynamic providers answers that
 * by itself and tells nobody, so the question is noticed where the server reads it: of all that an engine asks, it is the one
 * without content that comes after the first operation. Where the server is made differently, nothing is noticed, and a
 * cancelled run ends with the task that it waits for.
 */
export function watchForCancel(onCancel: () => void): void {
  const empty = emptyMessage();
  if (empty === undefined) return;
  const read = empty.deserializeBinary.bind(empty);
  empty.deserializeBinary = (bytes) => {
    // A client reads answers without content, too: those to our own progress lines.
    if (callers().some(isServer)) onCancel();
    return read(bytes);
  };
}

/** Of the copy that @pulumi/pulumi works with. */
function emptyMessage(): EmptyMessage | undefined {
  try {
    const fromPulumi = createRequire(require.resolve("@pulumi/pulumi/proto/engine_grpc_pb"));
    const loaded: unknown = fromPulumi("google-protobuf/google/protobuf/empty_pb");
    const found: unknown = typeof loaded === "object" && loaded !== null && Reflect.get(loaded, "Empty");
    return isEmptyMessage(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function isEmptyMessage(value: unknown): value is EmptyMessage {
  return typeof value === "function" && "deserializeBinary" in value;
}

const NONE = { value: undefined, writable: true, enumerable: true, configurable: true };

/** The files of the functions that are running, innermost first. As they run: to follow source maps takes 20 ms. */
function callers(): string[] {
  const usual = Object.getOwnPropertyDescriptor(Error, "prepareStackTrace") ?? NONE;
  const holder: { stack?: unknown } = {};
  try {
    Error.prepareStackTrace = (_error, sites) => sites.map((site) => site.getFileName() ?? "");
    Error.captureStackTrace(holder);
    return Array.isArray(holder.stack) ? holder.stack.map(String) : [];
  } finally {
    Object.defineProperty(Error, "prepareStackTrace", usual);
  }
}

function isServer(file: string): boolean {
  return /[\\/]grpc-js[\\/]build[\\/]src[\\/]server/.test(file);
}
