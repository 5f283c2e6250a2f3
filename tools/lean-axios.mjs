import { readFileSync } from "node:fs";

/** The global is loaded when it is looked at, and all of Node's fetch with it. */
const LOOKS_AT_FORM_DATA = "typeof G.FormData !== 'undefined' ? G.FormData : undefined";

/**
 * Leaves out of a bundle what axios loads for requests that the provider never makes: multipart forms, and those by fetch.
 * That is four fifths of the time it takes to load, before the first answer can be asked for.
 *
 * @type {import("esbuild").Plugin}
 */
export const leanAxios = {
  name: "lean axios",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^form-data$/ }, () => ({ path: "form-data", namespace: "left out" }));
    onResolve({ filter: /^\.\/fetch\.js$/ }, ({ importer }) =>
      /axios[\\/]lib[\\/]adapters/.test(importer) ? { path: "fetch", namespace: "left out" } : undefined,
    );
    onLoad({ filter: /^form-data$/, namespace: "left out" }, () => ({
      contents: "export default undefined;",
    }));
    onLoad({ filter: /^fetch$/, namespace: "left out" }, () => ({
      contents: "export const getFetch = undefined;",
    }));
    onLoad({ filter: /axios[\\/]lib[\\/]utils\.js$/ }, ({ path }) => {
      const source = readFileSync(path, "utf8");
      if (!source.includes(LOOKS_AT_FORM_DATA))
        throw new Error(`${path} no longer has: ${LOOKS_AT_FORM_DATA}`);
      return { contents: source.replace(LOOKS_AT_FORM_DATA, "undefined") };
    });
  },
};
