import {
  BREAK,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  Lexer,
  type SelectionSetNode,
  Source,
  visit,
} from 'graphql';
import { ArcadiaError } from '../../base/errors.ts';
import { type Limits, limitExceeded } from './limits.ts';

// What a document's form alone tells, before the validation's rules look at it: some of them take time that grows with the
// square of what they compare. Each fragment is measured once, so that fragments that spread fragments cannot multiply.

/** @throws ArcadiaError  LIMIT_EXCEEDED, or BAD_USER_INPUT for fragments in a circle and for text that cannot be kept. */
export function assertShape(document: DocumentNode, limits: Limits): void {
  countNodes(document, limits);
  const fragments = new Map<string, Measured>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, { definition });
  }
  const measure = createMeasure(fragments, limits.depth);
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { depth, fields } = measure(definition.selectionSet, 1);
    if (depth > limits.depth) {
      throw limitExceeded(
        'depth',
        limits.depth,
        `The query is nested deeper than ${limits.depth} fields; ask in steps.`,
      );
    }
    if (definition.kind === Kind.OPERATION_DEFINITION && fields > limits.rootFields) {
      const message = `An operation may have ${limits.rootFields} fields at its root; ask in several requests.`;
      throw limitExceeded('rootFields', limits.rootFields, message);
    }
  }
}

/** Whether a text has more tokens than this. Stops counting there, and at what is no token. */
export function hasMoreTokens(text: string, max: number): boolean {
  const lexer = new Lexer(new Source(text));
  try {
    for (let count = 0; lexer.advance().kind !== '<EOF>'; count += 1) {
      if (count >= max) return true;
    }
  } catch {
    // Not a token: the parser has said so already.
  }
  return false;
}

/** Roughly what a text and what was read of it take in memory: a token with its node some 250 bytes. */
export function bytesOfDocument(text: string, document: DocumentNode | null): number {
  let tokens = 0;
  for (let token = document?.loc?.startToken ?? null; token !== null; token = token.next) tokens += 1;
  return 500 + 2 * text.length + 250 * tokens;
}

function countNodes(document: DocumentNode, { fields, aliases, directives }: Limits): void {
  const count = { fields: 0, aliases: 0, directives: 0 };
  const text = { unkept: false };
  visit(document, {
    Field({ alias }) {
      count.fields += 1;
      if (alias !== undefined) count.aliases += 1;
      return count.fields > fields || count.aliases > aliases ? BREAK : undefined;
    },
    Directive() {
      count.directives += 1;
      return count.directives > directives ? BREAK : undefined;
    },
    StringValue({ value }) {
      text.unkept ||= value.includes('\0');
    },
  });
  if (text.unkept) throw unkeptText();
  for (const [limit, max] of Object.entries({ fields, aliases, directives }) as [keyof typeof count, number][]) {
    if (count[limit] > max) {
      throw limitExceeded(limit, max, `The document has more than ${max} ${limit}; ask in several requests.`);
    }
  }
}

/** Postgres keeps every character but this one, so nothing that is kept can be found with it. */
export function unkeptText(): ArcadiaError {
  return new ArcadiaError(
    'BAD_USER_INPUT',
    'A text holds the character U+0000, which is in no name, id or cursor. Leave it out.',
  );
}

interface Measured {
  readonly definition: FragmentDefinitionNode;
  size?: Size | 'being measured';
}

interface Size {
  readonly depth: number;
  /** Fields of this selection set itself. */
  readonly fields: number;
}

/** Goes no deeper than the limit and one: what is below that is too deep anyway. */
function createMeasure(fragments: ReadonlyMap<string, Measured>, maxDepth: number) {
  const ofFragment = (name: string): Size => {
    const fragment = fragments.get(name);
    // One that does not exist is for the validation to tell.
    if (fragment === undefined) return { depth: 0, fields: 0 };
    if (fragment.size === 'being measured') {
      throw new ArcadiaError(
        'BAD_USER_INPUT',
        `The fragment "${name}" spreads itself, directly or through others. Write out its fields in one of them.`,
      );
    }
    if (fragment.size === undefined) {
      fragment.size = 'being measured';
      fragment.size = measure(fragment.definition.selectionSet, 1);
    }
    return fragment.size;
  };
  const measure = ({ selections }: SelectionSetNode, level: number): Size => {
    let depth = 0;
    let fields = 0;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        fields += 1;
        const below =
          selection.selectionSet === undefined || level > maxDepth
            ? 0
            : measure(selection.selectionSet, level + 1).depth;
        depth = Math.max(depth, 1 + below);
      } else {
        const inside =
          selection.kind === Kind.INLINE_FRAGMENT
            ? measure(selection.selectionSet, level)
            : ofFragment(selection.name.value);
        fields += inside.fields;
        depth = Math.max(depth, inside.depth);
      }
    }
    return { depth, fields };
  };
  return measure;
}
