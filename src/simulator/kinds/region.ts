import { envelope } from '../api/pages.ts';
import { allRegions } from '../catalogue/regions.ts';
import type { Played } from './define.ts';

/** GET /v2/regions. They are no resources: everybody has the same. */
export const regions: Played = {
  kinds: [],
  routes: [
    {
      method: 'GET',
      path: '/v2/regions',
      answer: (request) => envelope(request, 'regions', allRegions(), allRegions().length),
    },
  ],
};
