import { createRequire } from "node:module";

/** The version of this package; by its own name, which leads to the same file from the sources and from what is built of them. */
export function ownVersion(): string {
  const manifest: unknown = createRequire(__filename)("pulumi-liveplatform/package.json");
  const hasVersion = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return hasVersion ? String(manifest.version) : "unknown";
}
