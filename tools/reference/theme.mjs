import { MarkdownTheme, MarkdownThemeContext } from "typedoc-plugin-markdown";

/**
 * The plugin's own pages, tightened: of a function just its signature and what its comment says; no inheritance, since what
 * is inherited is Pulumi's and documented there; no anchors in tables.
 */
export class ReferenceTheme extends MarkdownTheme {
  /**
   * @param {import("typedoc-plugin-markdown").MarkdownPageEvent<import("typedoc").Reflection>} page
   * @override
   */
  getRenderContext(page) {
    const context = new MarkdownThemeContext(this, page, this.application.options);
    const { comment, propertiesTable, signatureTitle } = context.partials;
    Object.assign(context.partials, {
      hierarchy: () => "",
      inheritance: () => "",
      signatureReturns: () => "",
      /** @type {typeof propertiesTable} */
      propertiesTable: (...given) =>
        propertiesTable(...given)
          .replaceAll(/<a id="[^"]*"><\/a> /g, "")
          // What has no default.
          .replaceAll("| `undefined` |", "| |")
          // The form of Pulumi's Output that its own types come down to.
          .replaceAll("`OutputInstance`", "`Output`"),
      /** @type {typeof context.partials.constructor} */
      constructor: ({ signatures = [] }, options) =>
        signatures.map((signature) => context.partials.signature(signature, options)).join("\n\n"),
      /** @type {typeof context.partials.signature} */
      signature: (model, { headingLevel, accessor }) => {
        const said = model.comment ?? model.parent.comment;
        return [
          signatureTitle(model, accessor === undefined ? {} : { accessor }),
          said && comment(said, { headingLevel, showTags: false }),
          parameters(model),
          said && comment(said, { headingLevel, showSummary: false }),
        ]
          .filter(Boolean)
          .join("\n\n");
      },
    });
    return context;
  }
}

/**
 * Only what is said of a parameter is worth a line: its type stands in the signature.
 *
 * @param {import("typedoc").SignatureReflection} signature
 */
function parameters({ parameters = [] }) {
  return parameters
    .filter(({ comment }) => comment !== undefined)
    .map(({ name, comment }) => `- \`${name}\`: ${textOf(comment)}`)
    .join("\n");
}

/** @param {import("typedoc").Comment | undefined} comment */
export function textOf(comment) {
  return (comment?.summary ?? []).map(({ text }) => text.replaceAll(/\s*\n\s*/g, " ")).join("");
}
