import { join } from "node:path";
import ts from "typescript";
import { ToolError } from "../terminal.mjs";
import { inside, isAll, isReference, present } from "./shapes.mjs";

/**
 * @typedef {Record<string, unknown> & { description?: string }} Schema Of a property or a type, as Pulumi's metaschema has it.
 * @typedef {{ schema: Schema, isRequired: boolean }} Property
 * @typedef {{ name: string, description: string, parameter: ts.Type | undefined, answer: ts.Type }} SourceFunction
 */

/** Numbers that may be fractions; all others are whole. */
const FRACTIONS = new Set(["requestsPerSecond"]);

/** Reads types and docstrings of the sources into the schema of a Pulumi package. */
export class TypeReader {
  #program;
  #checker;
  #root;
  /** @type {Map<string, Schema>} */
  #types = new Map();

  /**
   * @param {string} root
   * @param {readonly string[]} files
   */
  constructor(root, files) {
    this.#root = root;
    const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent({ ...config, include: [] }, ts.sys, root);
    this.#program = ts.createProgram(
      files.map((file) => join(root, file)),
      options,
    );
    this.#checker = this.#program.getTypeChecker();
  }

  /** The named types that have been met so far. */
  types() {
    return Object.fromEntries([...this.#types].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /**
   * @param {string} file
   * @param {string} name Of an interface or a class.
   */
  interfaceProperties(file, name) {
    return this.propertiesOf(this.#checker.getDeclaredTypeOfSymbol(this.#exported(file, name)));
  }

  /**
   * @param {string} file
   * @param {string} name
   */
  classDescription(file, name) {
    return this.#docOf(this.#exported(file, name));
  }

  /**
   * @param {string} file
   * @returns {SourceFunction[]}
   */
  functions(file) {
    return this.#exports(file).flatMap((symbol) => {
      const declaration = symbol.valueDeclaration;
      if (declaration === undefined || !ts.isFunctionDeclaration(declaration)) return [];
      const signature = this.#checker.getSignatureFromDeclaration(declaration);
      if (signature === undefined) return [];
      const [first] = declaration.parameters;
      const isArgs = first !== undefined && first.name.getText() === "args";
      return [
        {
          name: symbol.name,
          description: this.#docOf(symbol),
          parameter: isArgs ? this.#checker.getTypeAtLocation(first) : undefined,
          answer: inside(this.#checker, signature.getReturnType()),
        },
      ];
    });
  }

  /**
   * @param {ts.Type} type
   * @returns {Map<string, Property>}
   */
  propertiesOf(type) {
    const own = this.#checker
      .getPropertiesOfType(present(this.#checker, type))
      .filter((symbol) => this.#isOwn(symbol));
    return new Map(own.map((symbol) => [symbol.name, this.#propertyOf(symbol)]));
  }

  /**
   * @param {ts.Type} type
   * @returns {Property}
   */
  schemaOf(type) {
    const inner = inside(this.#checker, type);
    const given = present(this.#checker, inner);
    return { schema: this.#plain(given), isRequired: given === inner };
  }

  /** @param {ts.Symbol} symbol */
  #propertyOf(symbol) {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    if (declaration === undefined) throw new ToolError(`${symbol.name} is declared nowhere`);
    const { schema, isRequired } = this.schemaOf(
      this.#checker.getTypeOfSymbolAtLocation(symbol, declaration),
    );
    const isOptional = (symbol.flags & ts.SymbolFlags.Optional) !== 0;
    const type = FRACTIONS.has(symbol.name) ? { ...schema, type: "number" } : schema;
    const fallback = defaultOf(symbol, this.#checker);
    const description = `${this.#docOf(symbol)}${fallback === undefined ? "" : ` Default: ${fallback}.`}`;
    return {
      schema: { ...type, description },
      isRequired: isRequired && !isOptional,
    };
  }

  /** @param {ts.Type} type @returns {Schema} */
  #plain(type) {
    const { String, Number, Boolean } = {
      String: ts.TypeFlags.StringLike,
      Number: ts.TypeFlags.NumberLike,
      Boolean: ts.TypeFlags.BooleanLike,
    };
    const members = type.isUnion() ? type.types : [type];
    const are = (/** @type {number} */ flags) => members.every((one) => isAll(one, flags));
    if (are(String)) return { type: "string" };
    if (are(Number)) return { type: "integer" };
    if (are(Boolean)) return { type: "boolean" };
    if (are(String | Number)) return { type: "string" };
    if ((type.flags & ts.TypeFlags.Unknown) !== 0) return { $ref: "pulumi.json#/Any" };
    if (this.#checker.isArrayType(type) && isReference(type)) {
      const [item] = this.#checker.getTypeArguments(type);
      if (item !== undefined) return { type: "array", items: this.schemaOf(item).schema };
    }
    const values = this.#checker.getIndexTypeOfType(type, ts.IndexKind.String);
    if (values !== undefined) return { type: "object", additionalProperties: this.schemaOf(values).schema };
    return { $ref: `#/types/${this.#named(type)}` };
  }

  /** @param {ts.Type} type */
  #named(type) {
    const symbol = type.aliasSymbol ?? type.symbol;
    const token = `liveplatform:index:${symbol.name}`;
    if (symbol.name === "__type")
      throw new ToolError(`a type without a name: ${this.#checker.typeToString(type)}`);
    if (!this.#types.has(token)) {
      this.#types.set(token, {});
      const found = this.propertiesOf(type);
      const required = [...found]
        .filter(([, { isRequired }]) => isRequired)
        .map(([name]) => name)
        .sort();
      this.#types.set(token, {
        type: "object",
        description: this.#docOf(symbol),
        properties: Object.fromEntries([...found].map(([name, { schema }]) => [name, schema])),
        ...(required.length > 0 ? { required } : {}),
      });
    }
    return token;
  }

  /** Declared in the project, and for everybody. @param {ts.Symbol} symbol */
  #isOwn(symbol) {
    const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
    const isInternal = symbol.getJsDocTags().some(({ name }) => name === "internal");
    const isData = (symbol.flags & ts.SymbolFlags.Property) !== 0;
    return isData && !isInternal && file.startsWith(this.#root) && !file.includes("node_modules");
  }

  /** @param {ts.Symbol} symbol */
  #docOf(symbol) {
    return ts
      .displayPartsToString(symbol.getDocumentationComment(this.#checker))
      .replace(/\s*\n(?!\n)(?<!\n\n)/g, " ")
      .trim();
  }

  /**
   * @param {string} file
   * @param {string} name
   */
  #exported(file, name) {
    const found = this.#exports(file).find((symbol) => symbol.name === name);
    if (found === undefined) throw new ToolError(`${file} exports no ${name}`);
    return found;
  }

  /** @param {string} file */
  #exports(file) {
    const source = this.#program.getSourceFile(join(this.#root, file));
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (module === undefined) throw new ToolError(`${file} is no module`);
    return this.#checker.getExportsOfModule(module);
  }
}

/**
 * What a docstring says of a default. It stays a sentence: a default in the schema would be an input of programs that name none,
 * and a difference to what the dynamic provider has in its state.
 *
 * @param {ts.Symbol} symbol
 * @param {ts.TypeChecker} checker
 * @returns {string | undefined}
 */
function defaultOf(symbol, checker) {
  const tag = symbol.getJsDocTags(checker).find(({ name }) => name === "defaultValue");
  return tag && ts.displayPartsToString(tag.text).trim();
}
