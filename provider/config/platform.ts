const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * What two settings have in common when they mean the same platform: scheme and host in lower case, without default
 * port, trailing slashes, credentials, query and fragment. Text that is no URL stays as it is, without the slashes.
 *
 * @example
 * platformOf("https://Live.Example.com:443/tenantui/"); // "https://live.example.com/tenantui"
 */
export function platformOf(baseUrl: string): string {
  const url = urlOf(baseUrl);
  return (url ? url.origin + url.pathname : baseUrl).replace(/\/+$/, "");
}

/**
 * A base URL as requests use it; undefined unless it is https, or http to this machine (anything else would send the
 * token in the clear), and has neither credentials nor query nor fragment.
 */
export function parseBaseUrl(text: string): string | undefined {
  const url = urlOf(text);
  if (url === undefined) return undefined;
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
  // The text is asked, not the URL: an empty query, fragment or user name leaves no trace there.
  return isSafe && !/[?#@\\\s]/.test(text) ? platformOf(text) : undefined;
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
