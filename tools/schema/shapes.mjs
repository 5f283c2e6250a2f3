import ts from "typescript";

/**
 * A type without what Pulumi or a promise wraps it in.
 *
 * @param {ts.TypeChecker} checker
 * @param {ts.Type} type
 * @returns {ts.Type}
 */
export function inside(checker, type) {
  const name = (type.aliasSymbol ?? type.symbol)?.name ?? "";
  const args = type.aliasTypeArguments ?? (isReference(type) ? checker.getTypeArguments(type) : []);
  const [first] = args;
  const isWrapped = ["Input", "Output", "OutputInstance", "Promise"].includes(name);
  return isWrapped && first !== undefined ? inside(checker, first) : type;
}

/**
 * A type without undefined and null.
 *
 * @param {ts.TypeChecker} checker
 * @param {ts.Type} type
 * @returns {ts.Type}
 */
export function present(checker, type) {
  if (!type.isUnion()) return type;
  // Input<T> | undefined is one flat union, in which only the promise still tells T.
  const input = type.types.find((one) => ["Promise", "OutputInstance"].includes(one.symbol?.name ?? ""));
  if (input !== undefined) return present(checker, inside(checker, input));
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
  const isWhole = type.types.every((one) => (one.flags & nothing) === 0);
  return isWhole ? type : checker.getNonNullableType(type);
}

/**
 * @param {ts.Type} type
 * @returns {type is ts.TypeReference}
 */
export function isReference(type) {
  return (type.flags & ts.TypeFlags.Object) !== 0 && "target" in type;
}

/**
 * @param {ts.Type} type
 * @param {number} flags
 */
export function isAll(type, flags) {
  if ((type.flags & flags) !== 0) return true;
  // AnyText: a string that an editor does not take for any of the literals beside it.
  return type.isIntersection() && type.types.some((one) => (one.flags & flags) !== 0);
}
