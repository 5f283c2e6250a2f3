import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { makeFolder } from "../common/make-folder";
import { RunFolderError, inRunFolder } from "./run-folder-error";

/** The folder in which the processes of this user's runs tell each other what they do; nobody else can look into it. */
export function privateFolder(): string {
  const user = process.getuid?.() ?? os.userInfo().username;
  const folder = path.join(os.tmpdir(), `pulumi-liveplatform-${user}`);
  inRunFolder(folder, () => {
    makeFolder(folder, 0o700);
    refuseForeign(folder, fs.lstatSync(folder));
  });
  return folder;
}

function refuseForeign(folder: string, stat: fs.Stats): void {
  if (!stat.isDirectory()) throw new RunFolderError(folder, "is not a folder");
  if (process.getuid !== undefined && stat.uid !== process.getuid())
    throw new RunFolderError(folder, "belongs to another user");
}
