/** The engine loses a resource that has an `undefined` at any depth: absent keys are absent. */
export function withoutUndefined<T extends object>(value: T): T {
  for (const key of Object.keys(value))
    if (Reflect.get(value, key) === undefined) Reflect.deleteProperty(value, key);

  return value;
}
