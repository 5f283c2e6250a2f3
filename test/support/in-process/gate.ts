import type { Clock } from "../../../provider/common/clock";
import { Http, type HttpRequest } from "../../../provider/liveplatform/http";
import { SharedLog } from "../../../provider/run/shared-log";

type Answer = Awaited<ReturnType<Http["exchange"]>>;

/** The process is gone: whatever it waited for never comes. */
export class ProcessGone extends Error {}

/** When a run breaks off: at its n-th request, that request being lost, carried out, or the last that the engine hears of. */
export interface Crash {
  at: number;
  how: "before" | "after" | "engine only";
}

/** What the gate tells its world. */
export interface Observer {
  now(): number;
  advance(ms: number): void;
  before(request: HttpRequest, count: number): void;
  after(request: HttpRequest): void;
}

interface Waiting {
  request: HttpRequest;
  resolve: (answer: Answer) => void;
  reject: (error: Error) => void;
}

interface Sleeper {
  until: number;
  resolve: () => void;
  reject: (error: Error) => void;
}

/** More requests than any operation on a few dozen numbers needs: then it runs in circles. */
const MOST_REQUESTS = 3000;
const gates = new Map<string, Gate>();

// axios asks for it with each request, and Jest's copy of `process` makes it anew each time: a millisecond.
const { allowedNodeEnvironmentFlags } = process;
Object.defineProperty(process, "allowedNodeEnvironmentFlags", { value: allowedNodeEnvironmentFlags });

const exchange = Http.prototype.exchange.bind(new Http());

jest.spyOn(Http.prototype, "exchange").mockImplementation((request) => {
  const gate = gates.get(new URL(request.url).origin);
  if (gate === undefined) throw new Error(`no world at ${request.url}`);
  return gate.pass(request);
});

/**
 * Lets one thing happen at a time: of all requests that wait, one chosen by chance; where none waits, virtual time moves
 * on to the next sleeper. So an operation of many calls side by side is the same each time it is run with one seed.
 */
export class Gate implements Clock {
  requests = 0;
  /** The engine is gone: it saves nothing and starts nothing more. */
  isEngineGone = false;
  /** The provider's process is gone: it writes nothing more either. */
  isProcessGone = false;
  #random: () => number = Math.random;
  #crash: Crash | undefined;
  readonly #origin: string;
  readonly #observer: Observer;
  readonly #waiting: Waiting[] = [];
  readonly #sleepers: Sleeper[] = [];
  #silenced: jest.SpyInstance[] = [];

  constructor(url: string, observer: Observer) {
    this.#origin = new URL(url).origin;
    this.#observer = observer;
    gates.set(this.#origin, this);
  }

  close(): void {
    gates.delete(this.#origin);
  }

  begin(random: () => number, crash: Crash | undefined): void {
    this.#random = random;
    this.#crash = crash;
    this.requests = 0;
    this.isEngineGone = false;
    this.isProcessGone = false;
    for (const write of this.#silenced.splice(0)) write.mockRestore();
  }

  now(): number {
    return this.#observer.now();
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.isProcessGone) reject(new ProcessGone());
      else this.#sleepers.push({ until: this.now() + ms, resolve, reject });
    });
  }

  pass(request: HttpRequest): Promise<Answer> {
    return new Promise((resolve, reject) => {
      if (this.isProcessGone) reject(new ProcessGone());
      else this.#waiting.push({ request, resolve, reject });
    });
  }

  /** Runs an operation to its end. */
  async drive<T>(operation: Promise<T>): Promise<T> {
    const progress = { isSettled: false };
    const settle = () => {
      progress.isSettled = true;
    };
    operation.then(settle, settle);
    await turn();
    while (!progress.isSettled) {
      await this.#next();
      await turn();
    }
    return operation;
  }

  async #next(): Promise<void> {
    const index = Math.floor(this.#random() * this.#waiting.length);
    const [waiting] = this.#waiting.splice(index, 1);
    if (waiting !== undefined) return this.#send(waiting);
    this.#sleepers.sort((a, b) => a.until - b.until);
    const sleeper = this.#sleepers.shift();
    if (sleeper === undefined) throw new Error("the operation waits for nothing that could happen");
    this.#observer.advance(Math.max(0, sleeper.until - this.now()));
    sleeper.resolve();
  }

  async #send({ request, resolve, reject }: Waiting): Promise<void> {
    this.requests += 1;
    if (this.requests > MOST_REQUESTS)
      throw new Error(`more than ${MOST_REQUESTS} requests in one operation`);
    const crash = this.requests === this.#crash?.at ? this.#crash.how : undefined;
    if (crash === "before") {
      reject(new ProcessGone());
      this.#endProcess();
      return;
    }
    if (crash === "engine only") this.isEngineGone = true;
    this.#observer.before(request, this.requests);
    const answer = await exchange(request);
    this.#observer.after(request);
    if (crash === "after") {
      reject(new ProcessGone());
      this.#endProcess();
    } else {
      resolve(answer);
    }
  }

  #endProcess(): void {
    // What fails in it from now on fails because it is gone, and nobody notes that.
    this.#silenced = (["append", "appendTo"] as const).map((write) =>
      jest.spyOn(SharedLog.prototype, write).mockReturnValue(),
    );
    this.isProcessGone = true;
    this.isEngineGone = true;
    for (const { reject } of [...this.#waiting.splice(0), ...this.#sleepers.splice(0)])
      reject(new ProcessGone());
  }
}

/** All that can go on without a request or a sleep has gone on. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
