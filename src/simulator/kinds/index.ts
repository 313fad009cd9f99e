import type { Route } from '../api/route.ts';
import type { Stored } from '../shelf.ts';
import { account } from './account.ts';
import { actions } from './action.ts';
import type { Kind, Played } from './define.ts';
import { droplets } from './droplet-routes.ts';
import { projects } from './project-routes.ts';
import { tags } from './tag.ts';
import { volumes } from './volume-routes.ts';

// What refers to another stands below it: that is the order in which an estate is invented.
const played: readonly Played[] = [account, actions, tags, projects, droplets, volumes];

export const kinds: readonly Kind<Stored>[] = played.flatMap((each) => each.kinds);
export const routes: readonly Route[] = played.flatMap((each) => each.routes);
