/** In the order of their codes. 0, 1 and 4 are inferred; 4 has no public name. */
const STATUS_NAMES = ["Active", "ReleaseRequested", "MarkedForRemoval", "ReadyForRemoval", "Uploaded"];

export interface DecodedStatus {
  acquiredNumberStatus: string | null;
  acquiredNumberStatusCode: number | null;
}

/** Reads a status sent as a code, as a code in quotes, or as a name; a name that is not known is passed through. */
export function decodeStatus(wire: number | string | null | undefined): DecodedStatus {
  if (wire === null || wire === undefined || String(wire).trim() === "")
    return { acquiredNumberStatus: null, acquiredNumberStatusCode: null };

  const code = typeof wire === "number" || /^\s*\d+\s*$/.test(wire) ? Number(wire) : codeOfName(wire);
  const name = code === null ? String(wire) : (STATUS_NAMES[code] ?? `Unknown(${code})`);
  return { acquiredNumberStatus: name, acquiredNumberStatusCode: code };
}

function codeOfName(name: string): number | null {
  const letters = name.toLowerCase().replaceAll(/[^a-z]/g, "");
  const code = STATUS_NAMES.findIndex((known) => known.toLowerCase() === letters);
  return code < 0 ? null : code;
}
