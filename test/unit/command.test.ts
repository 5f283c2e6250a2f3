import { runningCommand } from "../../provider/engine/command";

/** A line of ancestors, the nearest first. */
function under(...lines: string[][]) {
  let next = 0;
  return () => {
    const args = lines[next];
    next += 1;
    return args && { parent: 100 + next, args };
  };
}

const isDestroyCommand = (...args: Parameters<typeof runningCommand>) => runningCommand(...args)?.isDestroy;

describe("the running command", () => {
  it("is told to pass over resources by a target or an exclusion, in each of their spellings", () => {
    const coversAll = (...args: string[]) =>
      runningCommand(under(["pulumi", "destroy", ...args, "--yes"]))?.coversAll;
    expect(coversAll()).toBe(true);
    for (const args of [["--target", "urn:a"], ["--target=urn:a"], ["-t", "a"], ["-ta"], ["--exclude", "a"]])
      expect(coversAll(...args)).toBe(false);
    expect(coversAll("--exclude-protected")).toBe(false);
  });

  it("tells a destroy by the command line of the nearest pulumi", () => {
    expect(isDestroyCommand(under(["sh"], ["/opt/pulumi", "-C", "prod", "destroy", "--yes"]))).toBe(true);
    expect(isDestroyCommand(under(["pulumi.exe", "down"]))).toBe(true);
  });

  it("tells every other command that works on a stack from it", () => {
    for (const command of ["up", "update", "preview", "refresh"]) {
      expect(
        isDestroyCommand(under(["pulumi-language-nodejs"], ["pulumi", command, "--target", "destroy"])),
      ).toBe(false);
    }
  });

  it("does not guess where there is no pulumi, or none with a command it knows", () => {
    expect(isDestroyCommand(under(["node"], ["bash", "destroy"]))).toBeUndefined();
    expect(isDestroyCommand(under(["pulumi", "convert"]))).toBeUndefined();
    expect(isDestroyCommand(() => undefined)).toBeUndefined();
  });

  it("reads the real ancestors of this process without failing", () => {
    expect(isDestroyCommand()).toBeUndefined();
  });
});
