import { hash } from "../../provider/common/hash";

const STAMP = /pulumi-liveplatform export, tenant ([0-9a-f-]{36}), checksum ([0-9a-f]{16})/;
const NO_CHECKSUM = "0".repeat(16);

/** A line that marks a file as written by the export; `stamped` puts the checksum in. */
export function stampFor(msTenantId: string): string {
  return `Written by pulumi-liveplatform export, tenant ${msTenantId}, checksum ${NO_CHECKSUM}.`;
}

/** The text with its checksum, by which a later export sees whether somebody has edited the file. */
export function stamped(text: string): string {
  return text.replace(NO_CHECKSUM, checksumOf(text));
}

/** Who wrote a text: the export for this tenant, the export for another one, or a person. */
export type Author = "export" | "other tenant" | "edited" | "person";

export function authorOf(text: string, msTenantId: string): Author {
  const match = STAMP.exec(text);
  if (match === null) return "person";
  const [, tenant = "", checksum = ""] = match;
  if (tenant !== msTenantId) return "other tenant";
  return checksumOf(text.replace(checksum, NO_CHECKSUM)) === checksum ? "export" : "edited";
}

/** Without line ends, which Git may change on the way. */
function checksumOf(text: string): string {
  return hash(text.replace(/\r\n/g, "\n"), 16);
}
