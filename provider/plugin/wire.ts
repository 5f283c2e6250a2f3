import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

import { UNKNOWN } from "../allocation/unknown";
import type { Values } from "../common/operations";
import { SECRET, SIGNATURE } from "../common/secret";

/** Marks a value together with whether it is known and secret. */
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

export function fromStruct(struct: Struct | undefined): Values {
  return struct?.toJavaScript() ?? {};
}

export function toStruct(values: object): Struct {
  return Struct.fromJavaScript(fieldsOf(values));
}

function fieldsOf(values: object): Record<string, JavaScriptValue> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]: [string, unknown]) =>
      value === undefined ? [] : [[key, toWire(value)] as const],
    ),
  );
}

/** A struct knows no `undefined`: such a key is absent. */
function toWire(value: unknown): JavaScriptValue {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(toWire);
  return typeof value === "object" && value !== null ? fieldsOf(value) : null;
}

/** Whether a value is secret as a whole. */
export function isSecret(value: unknown): boolean {
  if (!isObject(value)) return false;
  const signature: unknown = Reflect.get(value, SIGNATURE);
  return signature === SECRET || (signature === OUTPUT && Reflect.get(value, "secret") === true);
}

/** Whether a value is secret, or anything in it. */
export function hasSecret(value: unknown): boolean {
  return isSecret(value) || (isObject(value) && Object.values(value).some(hasSecret));
}

/** A value without the marks of its secrets, at any depth; what is not known is the unknown value. */
export function open(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(open);
  if (!isObject(value)) return value;
  const signature: unknown = Reflect.get(value, SIGNATURE);
  if (signature === SECRET) return open(Reflect.get(value, "value"));
  if (signature === OUTPUT) return "value" in value ? open(value.value) : UNKNOWN;
  return openAll(value);
}

export function openAll(values: object): Values {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]: [string, unknown]) => [key, open(value)]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
