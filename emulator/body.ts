import { type Refusal, invalid, refused } from "./answers";
import type { Call } from "./call";
import { expandRange, isE164, rangeProblem, rangeSize } from "./e164";
import type { World } from "./world";

/** The JSON of a request, or the errors that the service answers for a wrong type or wrong syntax. */
export function parseJson(world: World, call: Call): unknown {
  const type = call.headers["content-type"] ?? "";
  if (!/^application\/json(;|$)/i.test(type)) {
    const detail = `Content type '${type}' is not supported.`;
    throw refused(world, { status: 415, title: "Unsupported Media Type", detail, instance: call.path });
  }
  try {
    return JSON.parse(call.body);
  } catch {
    throw invalid(world, { "": ["The request body is not valid JSON."] });
  }
}

/** Binds a JSON object as ASP.NET does, names without case, and gathers all that is wrong with it. */
export class Body {
  readonly #world: World;
  readonly #fields = new Map<string, unknown>();
  readonly #errors = new Map<string, string[]>();

  constructor(world: World, json: unknown, allowed: readonly string[]) {
    this.#world = world;
    if (!isObject(json)) throw invalid(world, { "": ["A JSON object is required."] });
    const known = new Set(allowed.map((name) => name.toLowerCase()));
    for (const [name, value] of Object.entries(json)) {
      if (!known.has(name.toLowerCase())) this.fail(name, `The field '${name}' is unknown.`);
      if (value !== null) this.#fields.set(name.toLowerCase(), value);
    }
  }

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  fail(name: string, text: string): void {
    this.#errors.set(name, [...(this.#errors.get(name) ?? []), text]);
  }

  /** A string, numbers included as the service takes them; undefined where absent or wrong. */
  text(name: string): string | undefined {
    const value = this.#fields.get(name.toLowerCase());
    if (value === undefined || typeof value === "string") return value;
    if (typeof value === "number") return String(value);
    this.fail(name, `The field ${name} must be a string.`);
    return undefined;
  }

  required(name: string): string {
    const text = this.text(name) ?? "";
    if (text === "" && !this.#errors.has(name)) this.fail(name, `The ${name} field is required.`);
    return text;
  }

  texts(name: string): string[] {
    return this.entries(name).flatMap((entry, index) => {
      if (typeof entry === "string" && entry !== "") return [entry];
      this.fail(`${name}[${index}]`, `Unexpected value while parsing. Path '${name}[${index}]'.`);
      return [];
    });
  }

  /** A list of E.164 numbers; a bad one is named as `name[index]`. */
  numbers(name: string): string[] {
    return checkNumbers(this, name, this.texts(name));
  }

  /** `[{ start, end }]`, expanded unless that would be more than `most` numbers. */
  ranges(name: string, most: number): string[] {
    let room = most;
    return this.entries(name).flatMap((entry, index) => {
      const at = `${name}[${index}]`;
      const range = this.range(at, entry);
      if (range === null) return [];
      room -= rangeSize(range.start, range.end);
      if (room < 0) this.fail(at, `At most ${most} numbers are allowed in one request.`);
      return room < 0 ? [] : expandRange(range.start, range.end);
    });
  }

  /** Throws the 400 if anything failed. */
  done(): void {
    if (this.#errors.size > 0) throw this.refusal();
  }

  private refusal(): Refusal {
    return invalid(this.#world, Object.fromEntries(this.#errors));
  }

  private range(at: string, entry: unknown): { start: string; end: string } | null {
    if (!isObject(entry)) {
      this.fail(at, "A range is an object with start and end.");
      return null;
    }
    const range = new Body(this.#world, entry, ["start", "end"]);
    const [start, end] = [range.required("start"), range.required("end")];
    const wrong = [...range.#errors.values()].flat()[0] ?? rangeProblem(start, end);
    if (wrong !== null) this.fail(at, wrong);
    return wrong === null ? { start, end } : null;
  }

  private entries(name: string): unknown[] {
    const value = this.#fields.get(name.toLowerCase()) ?? [];
    if (Array.isArray(value)) return value;
    this.fail(name, `The field ${name} must be an array.`);
    return [];
  }
}

/** Names each entry that is no number, or is there twice. */
export function checkNumbers(body: Body, name: string, numbers: readonly string[]): string[] {
  const seen = new Set<string>();
  numbers.forEach((number, index) => {
    if (!isE164(number)) body.fail(`${name}[${index}]`, `'${number}' is not an E.164 number.`);
    else if (seen.has(number)) body.fail(`${name}[${index}]`, `'${number}' is there more than once.`);
    seen.add(number);
  });
  return [...seen];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
