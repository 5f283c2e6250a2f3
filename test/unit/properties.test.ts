import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

import { FINDINGS, LISTS, PROPERTIES, PROPERTY_NAMES, type Property } from "../../provider/state/properties";

interface Member {
  readonly isOptional: boolean;
  readonly docstring: string;
}

/** What a class or an interface of the SDK declares of itself, by name. */
function membersOf(file: string, name: string): Map<string, Member> {
  const path = join(__dirname, "../../sdk", file);
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.ES2023, true);
  const declared = source.statements.find(
    (one) => (ts.isInterfaceDeclaration(one) || ts.isClassDeclaration(one)) && one.name?.text === name,
  );
  const members = new Map<string, Member>();
  declared?.forEachChild((member) => {
    if (!ts.isPropertySignature(member) && !ts.isPropertyDeclaration(member)) return;
    const isStatic = ts.canHaveModifiers(member) && member.modifiers?.some(isStaticKeyword);
    if (isStatic) return;
    const docstring = ts
      .getJSDocCommentsAndTags(member)
      .map((doc) => doc.getText())
      .join(" ");
    members.set(member.name.getText(), { isOptional: member.questionToken !== undefined, docstring });
  });
  return members;
}

function isStaticKeyword({ kind }: { kind: ts.SyntaxKind }): boolean {
  return kind === ts.SyntaxKind.StaticKeyword;
}

const SENTENCES: Readonly<Record<Property["change"], string>> = {
  replaces: "A change replaces the allocation.",
  resets: "A change is made in place.",
  records: "A change sends no request.",
};

describe("the table of an allocation's properties", () => {
  const args = membersOf("oc-number-allocation-args.ts", "OcNumberAllocationArgs");
  const table: readonly (readonly [string, Property])[] = Object.entries(PROPERTIES);

  it("the table of an allocation's properties has a line for each argument of a program, and requires those that its type requires", () => {
    const isOptional = new Map([...args].map(([name, member]) => [name, member.isOptional]));
    const listed = table.map(([name, { isRequired }]) => [name, isRequired !== true] as const);
    expect(isOptional).toEqual(new Map([...listed, ...LISTS.map((name) => [name, true] as const)]));
  });

  it.each(table)(
    "the table of an allocation's properties has the docstring of %s say what a change of it does, and whether it is compared",
    (name, property) => {
      const docstring = args.get(name)?.docstring ?? "";
      const others = Object.values(SENTENCES).filter((sentence) => sentence !== SENTENCES[property.change]);
      expect(docstring).toContain(SENTENCES[property.change]);
      for (const other of others) expect(docstring).not.toContain(other);
      const isSentBlindly = property.change === "resets" && property.isCompared !== true;
      expect(docstring.includes("not compared")).toBe(isSentBlindly);
    },
  );

  it("the table of an allocation's properties has each input but the two lists, and all that is found out, among the outputs of the class", () => {
    const outputs = [...membersOf("base-allocation.ts", "BaseAllocation").keys()];
    expect(outputs.sort()).toEqual([...PROPERTY_NAMES, ...FINDINGS].sort());
  });
});
