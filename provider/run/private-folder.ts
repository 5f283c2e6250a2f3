import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** The folder in which the processes of this user's runs tell each other what they do; nobody else can look into it. */
export function privateFolder(): string {
  const user = process.getuid?.() ?? os.userInfo().username;
  const folder = path.join(os.tmpdir(), `pulumi-liveplatform-${user}`);
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = fs.lstatSync(folder);
  if (!stat.isDirectory() || (process.getuid !== undefined && stat.uid !== process.getuid())) {
    throw new Error(
      `${folder} belongs to somebody else: the allocations of one run tell each other there which numbers they hold. Remove it, or set TMPDIR to a private folder`,
    );
  }
  return folder;
}
