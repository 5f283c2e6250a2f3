import { parser } from "sax";

export type Attributes = Readonly<Record<string, string | undefined>>;

/** What an XML document is read with; names are without their prefix: `row` for `x:row`. */
export interface XmlHandlers {
  open?(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** Errors: an Error that says what is wrong with the document. */
export function readXml(document: string, handlers: XmlHandlers): void {
  const xml = parser(true);
  xml.onopentag = ({ name, attributes }) => {
    const values = new Map(Object.entries(attributes).map(([key, value]) => [local(key), String(value)]));
    handlers.open?.(local(name), Object.fromEntries(values));
  };
  xml.ontext = (text) => handlers.text?.(text);
  xml.oncdata = (text) => handlers.text?.(text);
  xml.onclosetag = (name) => handlers.close?.(local(name));
  xml.onerror = (error) => {
    throw error;
  };
  xml.write(document).close();
}

/** `_x000D_` stands for a character that XML cannot hold. */
export function decodeEscapes(text: string): string {
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}
