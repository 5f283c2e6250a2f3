import * as z from "zod";

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/i;
const refusal = z.object({ error: z.string() });

/** A running emulator, as LIVEPLATFORM_BASE_URL and LIVEPLATFORM_TOKEN name it. */
export class RemoteEmulator {
  readonly #control: string;
  readonly #token: string;

  /** Throws where the variables name none on this machine: the token of a real platform must not go astray. */
  constructor(env: NodeJS.ProcessEnv) {
    const { LIVEPLATFORM_BASE_URL: url = "", LIVEPLATFORM_TOKEN: token = "" } = env;
    if (url === "" || token === "") {
      throw new Error(
        "Set LIVEPLATFORM_BASE_URL and LIVEPLATFORM_TOKEN to what npx pulumi-liveplatform emulator has printed.",
      );
    }
    if (!URL.canParse(url) || !LOOPBACK.test(new URL(url).hostname))
      throw new Error(`LIVEPLATFORM_BASE_URL is ${url}, which is no emulator on this machine.`);

    this.#control = `${new URL(url).origin}/_emulator`;
    this.#token = token;
  }

  async get<T>(path: string, schema: z.ZodType<T>, query: Readonly<Record<string, string>> = {}): Promise<T> {
    const search = new URLSearchParams(query).toString();
    return schema.parse(await this.ask(`${path}?${search}`, { method: "GET" }));
  }

  async post(path: string, body: unknown): Promise<unknown> {
    return this.ask(path, { method: "POST", body: JSON.stringify(body) });
  }

  private async ask(path: string, request: RequestInit): Promise<unknown> {
    const response = await this.send(path, request);
    if (response.status === 401)
      throw new Error(`The emulator at ${this.#control} does not know the token in LIVEPLATFORM_TOKEN.`);

    const answer: unknown = await response.json().catch(() => undefined);
    if (response.ok) return answer;
    const { data } = refusal.safeParse(answer);
    throw new Error(data?.error ?? `${this.#control} answers ${response.status}: is it an emulator?`);
  }

  private async send(path: string, request: RequestInit): Promise<Response> {
    try {
      return await fetch(this.#control + path, {
        ...request,
        headers: { authorization: `Bearer ${this.#token}` },
      });
    } catch {
      throw new Error(
        `No emulator answers at ${this.#control}. Start one with npx pulumi-liveplatform emulator.`,
      );
    }
  }
}
