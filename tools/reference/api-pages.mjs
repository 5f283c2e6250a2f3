import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Application, Converter, ReflectionKind } from "typedoc";
import { ToolError, root } from "../terminal.mjs";
import { ReferenceTheme, textOf } from "./theme.mjs";

/** @typedef {{ name: string, title: string, source: string }} ApiPage */

/** @type {readonly ApiPage[]} */
export const API_PAGES = [
  { name: "resource", title: "The resource", source: "sdk/oc-number-allocation.ts" },
  { name: "data-sources", title: "Data sources", source: "sdk/data-sources.ts" },
  { name: "provider", title: "Provider and settings", source: "sdk/provider.ts" },
  { name: "sheet", title: "The sheet reader", source: "sdk/sheet/index.ts" },
  { name: "emulator", title: "The emulator", source: "emulator/index.ts" },
];

/** Whose members the table of settings has, with more about each. */
const SETTINGS = "ProviderArgs";

/** @type {import("typedoc").TypeDocOptions & import("typedoc-plugin-markdown").PluginOptions} */
const OPTIONS = {
  entryPoints: API_PAGES.map(({ source }) => join(root, source)),
  basePath: root,
  tsconfig: join(root, "tsconfig.json"),
  plugin: ["typedoc-plugin-markdown"],
  router: "module",
  readme: "none",
  logLevel: "Warn",
  // `npm test` checks the types.
  skipErrorChecking: true,
  excludeExternals: true,
  excludePrivate: true,
  excludeProtected: true,
  excludeInternal: true,
  disableSources: true,
  sort: ["source-order"],
  groupOrder: ["Functions", "Constructors", "Properties", "Accessors", "Methods", "Classes", "*"],
  hidePageHeader: true,
  hidePageTitle: true,
  hideBreadcrumbs: true,
  hideGroupHeadings: true,
  interfacePropertiesFormat: "table",
  classPropertiesFormat: "table",
  useCodeBlocks: true,
  expandParameters: true,
  tableColumnSettings: { hideModifiers: true, hideInherited: true },
};

/**
 * Pages from the docstrings of what programs and tests import, and what the settings of the provider mean, by key.
 *
 * @returns {Promise<{ pages: Map<string, string>, settings: Map<string, string> }>}
 */
export async function apiPages() {
  const out = mkdtempSync(join(tmpdir(), "plp-reference-"));
  try {
    const app = await Application.bootstrapWithPlugins({ ...OPTIONS, out });
    app.renderer.defineTheme("reference", ReferenceTheme);
    app.options.setValue("theme", "reference");
    /** @type {Map<string, string>} */
    let settings = new Map();
    app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => (settings = takeSettings(project)));
    const project = await app.convert();
    if (project === undefined) throw new ToolError("TypeDoc cannot read the sources: see above.");
    await app.generateOutputs(project);
    if (app.logger.hasErrors()) throw new ToolError("TypeDoc has failed: see above.");
    const pages = API_PAGES.map(({ name, title, source }) => {
      const text = readFileSync(join(out, typedocPage(source)), "utf8");
      return /** @type {const} */ ([name, `# ${title}\n\n${withOwnPages(text)}`]);
    });
    return { pages: new Map(pages), settings };
  } finally {
    rmSync(out, { recursive: true });
  }
}

/** @param {string} source */
function typedocPage(source) {
  return source.replace(/(\/index)?\.ts$/, ".md");
}

/** TypeDoc names its pages by their sources: links from one to another are to lead to ours. @param {string} text */
function withOwnPages(text) {
  return API_PAGES.reduce(
    (linked, { name, source }) => linked.replaceAll(`](${basename(typedocPage(source))}#`, `](${name}.md#`),
    text,
  );
}

/** @param {import("typedoc").ProjectReflection} project */
function takeSettings(project) {
  const all = project.getReflectionsByKind(ReflectionKind.Interface);
  const settings = all.find(({ name }) => name === SETTINGS);
  if (settings === undefined || !settings.isDeclaration()) throw new ToolError(`There is no ${SETTINGS}.`);
  const meanings = (settings.children ?? []).map(
    ({ name, comment }) => /** @type {const} */ ([name, textOf(comment)]),
  );
  project.removeReflection(settings);
  return new Map(meanings);
}
