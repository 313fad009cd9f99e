/** Whom a token is of. */
export interface Account {
  readonly uuid: string;
  readonly ownerId: number;
  readonly email: string;
  readonly teamName: string;
  readonly teamUuid: string;
  readonly dropletLimit: number;
}

/** Everything that goes on counting after a restart. */
export interface Counters {
  order: number;
  integerId: number;
  actionId: number;
  uuid: number;
  address: number;
  ticks: number;
}
