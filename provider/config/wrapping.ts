/**
 * What was pasted around a secret, so that it is told before it is sent; completes "this one …". Undefined where nothing of the
 * kind is seen.
 *
 * @example
 * wrapping('"eyJ0…"'); // "is in quotes"
 */
export function wrapping(text: string): string | undefined {
  if (/^["'`\u2018-\u201f]|["'`\u2018-\u201f]$/.test(text)) return "is in quotes";
  if (/^[{[]/.test(text)) return "is JSON: give only the token or secret in it";
  if (/^(?:authorization\b|bearer\b)/i.test(text))
    return 'begins with the header\'s "Bearer": give only what follows it';
  return undefined;
}
