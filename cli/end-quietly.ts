/**
 * Ends the process without a word where nobody reads its output any more, as behind `| head`: with the exit code that it has
 * come to by then.
 */
export function endQuietly(streams: readonly NodeJS.WriteStream[]): void {
  for (const stream of streams) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
      process.exit();
    });
  }
}
