import { type ChildProcess, spawn } from "node:child_process";
import { stripVTControlCharacters } from "node:util";

/** How a command ended. A non-zero exit is a result, not an exception: tests are about both. */
export interface Result {
  /** The exit code, `null` where a signal ended the process. */
  readonly code: number | null;
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams as they came, without terminal control characters. */
  readonly output: string;
  /** Wall time in milliseconds. */
  readonly ms: number;
}

export interface Running {
  readonly child: ChildProcess;
  /** Everything printed so far. */
  output(): string;
  /** Resolves once the output matches, rejects when the process ends without it. */
  waitForOutput(pattern: RegExp): Promise<void>;
  /** Sends a signal to this process alone, SIGKILL unless told otherwise. Its children live on. */
  kill(signal?: NodeJS.Signals): void;
  readonly result: Promise<Result>;
}

export interface StartOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether something is typed: `child.stdin` can be written to. Default false. */
  readonly typed?: boolean;
}

/** Starts a command and collects what it prints. */
export function start(command: string, args: readonly string[], options: StartOptions): Running {
  const begun = performance.now();
  const { typed = false, ...place } = options;
  const child = spawn(command, args, { ...place, stdio: [typed ? "pipe" : "ignore", "pipe", "pipe"] });
  const printed = { stdout: "", stderr: "", both: "" };
  const watchers = new Set<() => void>();
  const collect = (stream: "stdout" | "stderr") => (chunk: string) => {
    printed[stream] += chunk;
    printed.both += chunk;
    for (const watcher of watchers) watcher();
  };
  child.stdout?.setEncoding("utf8").on("data", collect("stdout"));
  child.stderr?.setEncoding("utf8").on("data", collect("stderr"));
  const output = () => stripVTControlCharacters(printed.both);
  const result = ending(child).then((code) => ({
    code,
    ok: code === 0,
    stdout: printed.stdout,
    stderr: printed.stderr,
    output: output(),
    ms: Math.round(performance.now() - begun),
  }));
  const waitForOutput = (pattern: RegExp) => matching({ pattern, output, watchers, ended: result });
  return { child, output, waitForOutput, kill: (signal = "SIGKILL") => child.kill(signal), result };
}

/**
 * "exit" and then a moment for the pipes, rather than "close": a provider that outlives a killed CLI keeps the pipes
 * open for as long as it lives.
 */
function ending(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code));
    child.once("exit", (code, signal) => {
      if (signal !== null) setImmediate(() => resolve(code));
    });
  });
}

interface Match {
  readonly pattern: RegExp;
  readonly output: () => string;
  readonly watchers: Set<() => void>;
  readonly ended: Promise<Result>;
}

function matching({ pattern, output, watchers, ended }: Match): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (pattern.test(output())) {
        watchers.delete(look);
        resolve();
      }
    };
    watchers.add(look);
    look();
    ended.then(
      () => reject(new Error(`The process ended without printing ${String(pattern)}:\n${output()}`)),
      reject,
    );
  });
}
