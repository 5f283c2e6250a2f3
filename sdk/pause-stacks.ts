/**
 * Until the returned function is called, errors are made without their stacks. Pulumi keeps one with each of the four
 * promises that it makes for each property of a resource, to debug leaks by, and looks each of its lines up in source maps:
 * some 10 ms for an allocation, which is more than all else takes that a program does for it.
 */
export function pauseStacks(): () => void {
  if (process.env.PULUMI_DEBUG_PROMISE_LEAKS) return () => undefined;
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
  };
}
