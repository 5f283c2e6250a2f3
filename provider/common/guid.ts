const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text is a GUID as Entra and Live Platform write them, such as `3bc57cac-5794-457f-ad36-2c88cade9dbb`. */
export function isGuid(text: string): boolean {
  return GUID.test(text);
}
