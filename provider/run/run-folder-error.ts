import { ErrorForPeople } from "../common/error-for-people";

const MAKE_USABLE = "Make it usable, or set TMPDIR to a writable folder of your own that has room";

/** The folder that the processes of a run share cannot be used. */
export class RunFolderError extends ErrorForPeople {
  readonly code = "run_folder";

  constructor(folder: string, reason: string, advice: string = MAKE_USABLE) {
    super(
      `${folder} ${reason}. The allocations of a run exchange there which numbers they declare and hold, and nothing is done ` +
        `without it. ${advice}, and run again`,
    );
    Object.defineProperty(this, "name", { value: "RunFolderError" });
  }
}

/** Which of the two codes is given depends on the release of Node. */
const NO_FOLDER = "is a file, or lies below one, where a folder is needed";

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "has no room left (the disk is full)",
  EDQUOT: "has no room left (the quota is used up)",
  EROFS: "cannot be written to (the file system is read-only)",
  EACCES: "cannot be written to (permission denied)",
  EPERM: "cannot be written to (not permitted)",
  ENOENT: "does not exist, and could not be made",
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  EIO: "cannot be used (the disk reports an error)",
  EMFILE: "cannot be read (too many open files: ulimit -n allows more)",
};

/** What the file system refuses becomes a sentence with the folder; all other errors stay what they are. */
export function inRunFolder<T>(folder: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code =
      typeof error === "object" && error !== null && "code" in error ? String(error.code) : undefined;
    if (code === undefined || error instanceof RunFolderError) throw error;
    throw new RunFolderError(folder, REASONS[code] ?? `cannot be used (${code})`);
  }
}
