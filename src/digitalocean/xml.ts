// The little of XML that S3 answers with: elements within elements, and text. A reader of all of XML is a large thing, and what
// it can do besides (entities of one's own, documents fetched from elsewhere) is what such readers are attacked by. So this one
// reads the little, strictly: whatever else comes is refused, and no answer is guessed at.

/** An element; its text, or its children, never both. Attributes and namespaces are let go of. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** The text is not the XML that is expected. The message says where, and repeats nothing of it. */
export class NotXmlError extends Error {
  constructor(at: number) {
    super(`it is no such XML as S3 sends, from character ${at} on`);
    this.name = 'NotXmlError';
  }
}

const declaration = /^\ufeff?\s*(?:<\?xml\s[^<>?]*\?>\s*)?/;
const opening = /<([A-Za-z_][\w.-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const closing = /<\/([A-Za-z_][\w.-]*)\s*>/y;
const between = /[^<]*/y;
/** S3's own answers are four levels deep. */
const deepest = 16;

interface Open {
  readonly name: string;
  text: string;
  readonly children: XmlElement[];
}

/** @throws NotXmlError */
export function readXml(source: string): XmlElement {
  let at = declaration.exec(source)?.[0].length ?? 0;
  const step = (token: RegExp): RegExpExecArray | null => {
    token.lastIndex = at;
    const found = token.exec(source);
    if (found !== null) at += found[0].length;
    return found;
  };
  const open: Open[] = [];
  for (;;) {
    const inner = open.at(-1);
    const start = step(opening);
    if (start !== null) {
      const element: Open = { name: start[1] ?? '', text: '', children: [] };
      if (open.length === deepest) throw new NotXmlError(at);
      if (start[3] === '') open.push(element);
      else if (inner === undefined) return ended(source, at, element);
      else inner.children.push(element);
    } else {
      const end = step(closing);
      if (inner === undefined || end?.[1] !== inner.name) throw new NotXmlError(at);
      open.pop();
      const outer = open.at(-1);
      if (outer === undefined) return ended(source, at, closed(inner, at));
      outer.children.push(closed(inner, at));
    }
    const around = open.at(-1);
    if (around !== undefined) around.text += plain(step(between)?.[0] ?? '', at);
  }
}

/** Between children there may be white space, and that is no text. */
function closed({ name, text, children }: Open, at: number): XmlElement {
  if (children.length > 0 && text.trim() !== '') throw new NotXmlError(at);
  return { name, text: children.length > 0 ? '' : text, children };
}

function ended(source: string, at: number, root: XmlElement): XmlElement {
  if (source.slice(at).trim() !== '') throw new NotXmlError(at);
  return root;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string, at: number): string {
  if (text.includes(']]>')) throw new NotXmlError(at);
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));|&/g, (all, decimal, hex, name) => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    const character = code === null ? entities[name] : code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
    if (all === '&' || character === undefined) throw new NotXmlError(at);
    return character;
  });
}
