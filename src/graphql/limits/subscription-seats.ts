import type { DocumentNode } from 'graphql';
import { type Limits, limitExceeded } from './limits.ts';

/** What a subscription keeps in memory for as long as it lasts. */
export interface Held {
  readonly document: DocumentNode;
  /** Of the document; it counts once for a viewer, however many of its subscriptions have it. */
  readonly documentBytes: number;
  /** Of everything that is this subscription's own. */
  readonly bytes: number;
}

interface Holder {
  seats: number;
  bytes: number;
  readonly documents: Map<DocumentNode, number>;
}

/**
 * Seats for the subscriptions of each viewer, bounded in number and in what they keep.
 *
 * The seat is given back by what is returned, once however often it is called.
 *
 * @throws ArcadiaError  LIMIT_EXCEEDED.
 */
export function createSubscriptionSeats(limits: Limits): (viewerId: string, held: Held) => () => void {
  const { subscriptionsPerViewer: most, subscriptionBytesPerViewer: mostBytes } = limits;
  const holders = new Map<string, Holder>();
  return (viewerId, { document, documentBytes, bytes }) => {
    const holder = holders.get(viewerId) ?? { seats: 0, bytes: 0, documents: new Map() };
    const uses = holder.documents.get(document) ?? 0;
    const more = bytes + (uses === 0 ? documentBytes : 0);
    if (holder.seats >= most) {
      throw limitExceeded('subscriptionsPerViewer', most, `You follow ${most} subscriptions already; end some first.`);
    }
    if (holder.bytes + more > mostBytes) {
      const message = 'Your subscriptions are too large all together; share a document, or ask for less in each.';
      throw limitExceeded('subscriptionBytesPerViewer', mostBytes, message);
    }
    holders.set(viewerId, holder);
    holder.seats += 1;
    holder.bytes += more;
    holder.documents.set(document, uses + 1);
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      const left = (holder.documents.get(document) ?? 1) - 1;
      holder.seats -= 1;
      holder.bytes -= bytes + (left === 0 ? documentBytes : 0);
      if (left === 0) holder.documents.delete(document);
      else holder.documents.set(document, left);
      if (holder.seats === 0) holders.delete(viewerId);
    };
  };
}
