const LOOPBACK_ADDRESS = /^(127\.|::1$|::ffff:127\.)/;

/** Whether the other end of a connection is on this machine. */
export function isLoopback(address: string | undefined): boolean {
  return LOOPBACK_ADDRESS.test(address ?? "");
}
