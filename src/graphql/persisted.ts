import { ArcadiaError } from '../base/errors.ts';
import type { OperationList } from '../base/operation-lists.ts';

//  documentId, or extensions.persistedQuery.sha256Hash ── the list ──► the text
//  a text ── if the list alone counts: on the list? ──► as it is

/** What a client sends to say which operation is meant. */
interface Sent {
  readonly query?: unknown;
  readonly documentId?: unknown;
  readonly extensions?: unknown;
}

/** The operations that this service knows by their ids, and whether it runs any others. */
export interface PersistedOperations {
  /** Id → text; empty without one. */
  readonly list: OperationList;
  /**
   * The text of the operation that is meant.
   *
   * @returns              What was sent as `query` where no id was.
   * @throws ArcadiaError  BAD_USER_INPUT when the id stands for nothing here.
   */
  textOf(sent: Sent): unknown;
  /** @throws ArcadiaError  BAD_USER_INPUT when operations that are not on the list are not run. */
  assertListed(text: string): void;
}

/** @param only  Whether what is not on the list is refused. */
export function createPersistedOperations(list: OperationList | null, only: boolean): PersistedOperations {
  const byId = new Map([...(list ?? [])].map(([id, text]) => [bare(id), text]));
  const texts = new Set(byId.values());
  return {
    list: byId,
    textOf(sent) {
      const id = idOf(sent);
      if (id === null) return sent.query;
      const text = byId.get(id);
      if (text !== undefined) return text;
      // A client that sends both does so for whoever has no list.
      if (typeof sent.query === 'string' && sent.query !== '') return sent.query;
      throw new ArcadiaError(
        'BAD_USER_INPUT',
        list === null
          ? 'This service has no list of persisted operations; send the text of the operation as `query`.'
          : 'This operation is not on the list of this service, or not yet; have the list deployed before the client that uses it.',
        { extensions: { reason: 'unknown_operation' } },
      );
    },
    assertListed(text) {
      if (!only || texts.has(text)) return;
      throw new ArcadiaError(
        'BAD_USER_INPUT',
        'This service runs only operations that are on its list; send the id of one as `documentId`, or have yours added to the list.',
        { extensions: { reason: 'operation_not_listed' } },
      );
    },
  };
}

function idOf({ documentId, extensions }: Sent): string | null {
  if (typeof documentId === 'string') return bare(documentId);
  if (typeof extensions !== 'object' || extensions === null || !('persistedQuery' in extensions)) return null;
  const { persistedQuery } = extensions;
  if (typeof persistedQuery !== 'object' || persistedQuery === null || !('sha256Hash' in persistedQuery)) return null;
  return typeof persistedQuery.sha256Hash === 'string' ? bare(persistedQuery.sha256Hash) : null;
}

/** Some put the name of the hash in front, as GraphQL over HTTP has it, and some do not. */
function bare(id: string): string {
  return id.replace(/^sha256:/, '');
}
