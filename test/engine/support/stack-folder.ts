import { copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { languageDir, pulumiBinDir, repositoryRoot } from "./pulumi-cli";

export const PROJECT = "test";
export const PASSPHRASE = "harness";

const LAZY_MODULES = join(__dirname, "lazy-modules.cjs");

/** What `pulumi stack init` wrote for PASSPHRASE once: it only serves to recognise the right passphrase. */
const ENCRYPTION_SALT = "v1:wt7cMCB7tXA=:v1:lmxy6Kkny21ijDcJ:OSqdxT28bMff/iT4gAY6p3FYlIX2pQ==";

export interface StackFolder {
  /** The program's folder. */
  readonly program: string;
  /** PULUMI_HOME: unique to the stack, so it also marks the stack's processes. */
  readonly home: string;
  /** TMPDIR of the CLI and all that it starts. */
  readonly temporary: string;
  readonly stateFile: string;
  readonly root: string;
}

/** What a program is written in. A YAML program is Pulumi.yaml itself. */
export type Language = "nodejs" | "yaml" | "python";

export interface FolderOptions {
  readonly language: Language;
  readonly stackName: string;
  readonly refreshAlways: boolean;
  readonly config: Readonly<Record<string, string>>;
}

/**
 * Lays out a project and an empty stack as files. `pulumi stack init` would write the same three files in 0.3 s more.
 */
export function createStackFolder(options: FolderOptions): StackFolder {
  const { stackName } = options;
  const root = mkdtempSync(join(tmpdir(), "plp-"));
  const folder = { root, program: join(root, "p"), home: join(root, "h"), temporary: join(root, "t") };
  const stacks = join(root, "s/.pulumi/stacks", PROJECT);
  for (const path of [folder.program, folder.home, folder.temporary, stacks])
    mkdirSync(path, { recursive: true });
  const stateFile = join(stacks, `${stackName}.json`);
  const empty = { version: 3, checkpoint: { stack: `organization/${PROJECT}/${stackName}` } };
  writeFileSync(join(root, "s/.pulumi/meta.yaml"), "version: 1\n");
  writeFileSync(stateFile, JSON.stringify(empty));
  writeProject(folder.program, options);
  return { ...folder, stateFile };
}

/** The plugin is found wherever it is asked for: dynamic resources do not ask. */
const PLUGINS = { providers: [{ name: "liveplatform", path: join(repositoryRoot, "dist/plugin") }] };

/** Pulumi.yaml, without what a YAML program has besides. */
export function projectOf({
  language,
  refreshAlways,
}: Pick<FolderOptions, "language" | "refreshAlways">): object {
  const javascript = {
    // Without ts-node: a test's program is JavaScript, and loading the compiler takes a second.
    runtime: { name: "nodejs", options: { typescript: false } },
    main: "index.js",
  };
  return {
    name: PROJECT,
    ...(language === "nodejs" ? javascript : { runtime: language }),
    ...(refreshAlways ? { options: { refresh: "always" } } : {}),
    plugins: PLUGINS,
  };
}

function writeProject(program: string, { stackName, config, ...options }: FolderOptions): void {
  // JSON is YAML.
  writeFileSync(join(program, "Pulumi.yaml"), JSON.stringify(projectOf(options)));
  writeFileSync(
    join(program, `Pulumi.${stackName}.yaml`),
    JSON.stringify({ encryptionsalt: ENCRYPTION_SALT, config }),
  );
  writeFileSync(join(program, "package.json"), JSON.stringify({ name: PROJECT, private: true }));
  linkPackages(join(program, "node_modules"));
}

/**
 * What a program requires, and no more: the language host looks through all of node_modules for plugins, a tenth of what a
 * command takes. What these packages require they find beside themselves, where the links lead.
 */
function linkPackages(modules: string): void {
  const own = join(modules, "pulumi-liveplatform");
  for (const folder of [join(modules, "@pulumi"), own]) mkdirSync(folder, { recursive: true });
  symlinkSync(join(repositoryRoot, "node_modules/@pulumi/pulumi"), join(modules, "@pulumi/pulumi"));
  // An exported project is TypeScript.
  mkdirSync(join(modules, "@types"), { recursive: true });
  symlinkSync(join(repositoryRoot, "node_modules/@types/node"), join(modules, "@types/node"));
  symlinkSync(join(repositoryRoot, "dist"), join(own, "dist"));
  copyFileSync(join(repositoryRoot, "package.json"), join(own, "package.json"));
}

/** Settings of whoever runs the tests must not reach the program, nor its provider. */
const FOREIGN = /^(PULUMI|LIVEPLATFORM|AZURE)_/;

/** Makes the CLI's processes quicker, and lets them do the same. */
export const QUICK: Readonly<Record<string, string>> = {
  // A command lives for seconds: Go's collector would take a twentieth of what it does.
  GOGC: "400",
  NODE_OPTIONS: `${process.env["NODE_OPTIONS"] ?? ""} --require ${JSON.stringify(LAZY_MODULES)}`,
  // Three processes a run load the same modules. Node 20 ignores it.
  NODE_COMPILE_CACHE: join(repositoryRoot, "node_modules/.cache/compiled"),
};

/** The environment of an unattended run: nothing is downloaded, nothing is kept outside the folder. */
export function stackEnvironment(folder: StackFolder, stackName: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !FOREIGN.test(name));
  return {
    ...Object.fromEntries(own),
    PATH: [pulumiBinDir(), languageDir("yaml"), process.env["PATH"] ?? ""].join(delimiter),
    TMPDIR: folder.temporary,
    PULUMI_HOME: folder.home,
    PULUMI_STACK: stackName,
    PULUMI_BACKEND_URL: `file://${join(folder.root, "s")}`,
    PULUMI_CONFIG_PASSPHRASE: PASSPHRASE,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...QUICK,
  };
}
