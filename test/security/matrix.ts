// The denial matrix: for each place where somebody can name a thing, a question that names one. What may come back is in
// denial-matrix.test.ts.

/** What can be named of one tenant. */
export interface Things {
  readonly tenantId: string;
  readonly projectId: string;
  readonly projectProviderId: string;
  readonly dropletId: string;
  readonly urn: string;
  readonly eventId: string;
  readonly cursor: string;
  readonly name: string;
  readonly region: string;
  readonly status: string;
  readonly tag: string;
  /** Of the lists of the tenant's own: pages end after its first. */
  readonly resourcesCursor: string;
  readonly projectsCursor: string;
  readonly diffCursor: string;
}
export interface World {
  readonly alpha: Things;
  readonly beta: Things;
  /** As well-formed as theirs, and nobody's. */
  readonly nobody: Things;
  readonly syncRunId: string;
  readonly apiKeyId: string;
  readonly ruleId: string;
}

/** A question that names a thing of somebody's as `$it`. */
export interface Read {
  readonly query: string;
  readonly it: (things: Things) => unknown;
  /** A cursor only says from where on; what is shown is the viewer's own, whoever's cursor it is. */
  readonly cursor?: true;
}

const resourceShape =
  '{ edges { cursor node { id name urn tags project { name } links { urn resource { name } } linkedFrom { urn resource { name } } } } pageInfo { endCursor hasNextPage } }';
const eventShape =
  '{ edges { cursor node { id urn name tenantId changes { field before after } state resource { name } project { name } } } pageInfo { endCursor hasNextPage } }';

const resources = (argument: string, it: Read['it'], type = '[String!]'): Read => ({
  query: `query ($it: ${type}) { resources(where: { ${argument} }) ${resourceShape} }`,
  it,
});
const members = (argument: string, it: Read['it'], type = '[String!]'): Read => ({
  query: `query ($it: ${type}) { projects(first: 5) { edges { node { name resources(first: 5, where: { ${argument} }) ${resourceShape} } } } }`,
  it,
});
const aggregates = (argument: string, it: Read['it'], type = '[String!]'): Read => ({
  query: `query ($it: ${type}) { resourceAggregates(groupBy: [TENANT, PROJECT, REGION, TAG], where: { ${argument} }) { key count } }`,
  it,
});
const events = (argument: string, it: Read['it'], type = 'ID'): Read => ({
  query: `query ($it: ${type}) { resourceEvents(where: { ${argument}: $it }) ${eventShape} }`,
  it,
});

const diff = (argument: string, it: Read['it'], type = '[String!]'): Read => ({
  query: `query ($it: ${type}) { estateDiff(${everything}, where: { ${argument} }) ${diffShape} }`,
  it,
});
export const everything = 'from: "2020-01-01T00:00:00Z", to: NOW';
const diffShape =
  '{ edges { cursor node { urn name after { id name } before { id } fields { field before after } } } }';

const resourceFilters: Record<string, [argument: string, it: Read['it'], type?: string]> = {
  nameContains: ['nameContains: $it', ({ name }) => name, 'String'],
  projectId: ['projectId: $it', ({ projectId }) => projectId, 'ID'],
  region: ['region: $it', ({ region }) => [region]],
  status: ['status: $it', ({ status }) => [status]],
  tagsAll: ['tagsAll: $it', ({ tag }) => [tag]],
  tagsAny: ['tagsAny: $it', ({ tag }) => [tag]],
  tenantId: ['tenantId: $it', ({ tenantId }) => [tenantId]],
  '(kind).(fact).eq': ['droplet: { sizeSlug: { eq: $it } }', ({ name }) => `${name}-size`, 'String'],
  '(kind).(fact).in': ['droplet: { sizeSlug: { in: $it } }', ({ name }) => [`${name}-size`]],
  '(kind).(fact).contains': ['droplet: { sizeSlug: { contains: $it } }', ({ name }) => name, 'String'],
  '(kind).(fact).hasAll': ['droplet: { features: { hasAll: $it } }', ({ name }) => [`${name}-feature`]],
  '(kind).(fact).hasAny': ['droplet: { features: { hasAny: $it } }', ({ name }) => [`${name}-feature`]],
};
const forEachFilter = (place: string, read: typeof resources) =>
  Object.fromEntries(
    Object.entries(resourceFilters).map(([name, filter]) => [`${place}(where.${name})`, read(...filter)]),
  );

const paged = (place: string, shape: string, it: Read['it'], always = ''): Record<string, Read> => {
  const [, field = ''] = place.split('.');
  return Object.fromEntries(
    ['after', 'before'].map((argument) => [
      `${place}(${argument})`,
      { query: `query ($it: String) { ${field}(${always} ${argument}: $it) ${shape} }`, it, cursor: true as const },
    ]),
  );
};
const pagedIn = (
  place: string,
  outer: (inner: string) => string,
  shape: string,
  it: Read['it'],
): Record<string, Read> => {
  const [, field = ''] = place.split('.');
  return Object.fromEntries(
    ['after', 'before'].map((argument) => [
      `${place}(${argument})`,
      {
        query: `query ($it: String) { ${outer(`${field}(first: 5, ${argument}: $it) ${shape}`)} }`,
        it,
        cursor: true as const,
      },
    ]),
  );
};

export const reads: Record<string, Read> = {
  'Query.node(id)': {
    query: 'query ($it: ID!) { node(id: $it) { id __typename ... on CloudResource { name project { name } } } }',
    it: ({ dropletId }) => dropletId,
  },
  'Query.nodes(ids)': {
    query:
      'query ($it: [ID!]!) { nodes(ids: $it) { id ... on CloudProject { name } ... on CloudResourceEvent { name } } }',
    it: ({ projectId, dropletId, eventId }) => [projectId, dropletId, eventId],
  },
  'Query.project(id)': {
    query: `query ($it: ID) { project(id: $it) { id name resources ${resourceShape} } }`,
    it: ({ projectId }) => projectId,
  },
  'Query.project(providerId)': {
    query: `query ($it: String) { project(providerId: $it) { id name resources ${resourceShape} } }`,
    it: ({ projectProviderId }) => projectProviderId,
  },
  'Query.resource(id)': {
    query: `query ($it: ID) { resource(id: $it) { id name events ${eventShape} links { urn } linkedFrom { urn } } }`,
    it: ({ dropletId }) => dropletId,
  },
  'Query.resource(urn)': {
    query: `query ($it: String) { resource(urn: $it) { id name events ${eventShape} links { urn } linkedFrom { urn } } }`,
    it: ({ urn }) => urn,
  },
  'Query.projects(where.nameContains)': {
    query: 'query ($it: String) { projects(where: { nameContains: $it }) { edges { cursor node { name } } } }',
    it: ({ tenantId }) => tenantId,
  },
  'Query.projects(where.tenantId)': {
    query: 'query ($it: [String!]) { projects(where: { tenantId: $it }) { edges { cursor node { name } } } }',
    it: ({ tenantId }) => [tenantId],
  },
  'Query.resources(search)': {
    query: `query ($it: String) { resources(search: $it) ${resourceShape} }`,
    // Names that are alike are found too, and the names of the two are alike.
    it: ({ tenantId }) => tenantId,
  },
  ...forEachFilter('Query.resources', resources),
  ...forEachFilter('CloudProject.resources', members),
  ...forEachFilter('Query.resourceAggregates', aggregates),
  ...forEachFilter('Query.estateDiff', diff),
  ...paged('Query.estateDiff', diffShape, ({ diffCursor }) => diffCursor, everything),
  'Query.resourceEvents(where.projectId)': events('projectId', ({ projectId }) => projectId),
  'Query.resourceEvents(where.resourceId)': events('resourceId', ({ dropletId }) => dropletId),
  'Query.resourceEvents(where.tenantId)': events('tenantId', ({ tenantId }) => [tenantId], '[String!]'),
  ...paged('Query.projects', '{ edges { cursor node { name } } }', ({ projectsCursor }) => projectsCursor),
  ...paged('Query.resources', resourceShape, ({ resourcesCursor }) => resourcesCursor),
  ...paged('Query.resourceEvents', eventShape, ({ cursor }) => cursor),
  ...pagedIn(
    'CloudProject.resources',
    (inner) => `projects(first: 5) { edges { node { ${inner} } } }`,
    resourceShape,
    ({ resourcesCursor }) => resourcesCursor,
  ),
  ...pagedIn(
    'CloudResource.events',
    (inner) => `resources(first: 5) { edges { node { ${inner} } } }`,
    eventShape,
    ({ cursor }) => cursor,
  ),
};

/** What is for admins alone: who else asks is refused, whatever they name. */
export const adminsOnly: Record<string, { query: string; variables: (world: World) => Record<string, unknown> }> = {
  ...Object.fromEntries(
    ['added.pattern', 'added.tenantId', 'removed'].map((argument) => [
      `Query.classificationPreview(${argument})`,
      {
        query:
          'query ($added: CreateClassificationRuleInput, $removed: ID) { classificationPreview(added: $added, removed: $removed) { moves { project { name } } } }',
        variables: (it: World) => (argument === 'removed' ? { removed: it.ruleId } : { added: someRule }),
      },
    ]),
  ),
  ...Object.fromEntries(
    ['Query.auditLog', 'Query.syncRuns'].flatMap((place) =>
      ['after', 'before'].map((argument) => [
        `${place}(${argument})`,
        {
          query: `query ($it: String) { ${place.split('.')[1]}(${argument}: $it) { edges { cursor } } }`,
          variables: () => ({ it: null }),
        },
      ]),
    ),
  ),
  ...Object.fromEntries(
    Object.entries({
      'cancelSync(input.syncRunId)': (it: World) => ({ syncRunId: it.syncRunId }),
      'approveDeletions(input.syncRunId)': (it: World) => ({ syncRunId: it.syncRunId }),
      'refreshResource(input.resourceId)': (it: World) => ({ resourceId: it.alpha.dropletId }),
      'declareResource(input.resourceId)': (it: World) => ({ resourceId: it.alpha.dropletId, declared: { vcpus: 2 } }),
      'classifyProject(input.projectId)': (it: World) => ({
        projectId: it.alpha.projectId,
        purpose: 'TENANT',
        tenantId: 'alpha',
      }),
      'classifyProject(input.tenantId)': (it: World) => ({
        projectId: it.beta.projectId,
        purpose: 'TENANT',
        tenantId: 'alpha',
      }),
      'releaseProject(input.projectId)': (it: World) => ({ projectId: it.alpha.projectId }),
      'createClassificationRule(input.pattern)': () => ({ ...someRule, pattern: 'beta*' }),
      'createClassificationRule(input.tenantId)': () => someRule,
      'deleteClassificationRule(input.ruleId)': (it: World) => ({ ruleId: it.ruleId }),
      'applyClassificationRules(input.digest)': () => ({ digest: 'x' }),
      'createTenant(input.id)': () => ({ id: 'mine', name: 'mine' }),
      'createTenant(input.name)': () => ({ id: 'alpha', name: 'mine' }),
      'createApiKey(input.name)': () => ({ name: 'mine', roles: ['PLATFORM_ADMIN'] }),
      'createApiKey(input.tenants)': () => ({ name: 'mine', tenants: ['alpha', 'beta'] }),
      'revokeApiKey(input.apiKeyId)': (it: World) => ({ apiKeyId: it.apiKeyId }),
    }).map(([place, input]) => {
      const field = place.split('(')[0] ?? '';
      const type = `${field[0]?.toUpperCase()}${field.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${field}(input: $input) { userErrors { code } } }`;
      return [`Mutation.${place}`, { query, variables: (it: World) => ({ input: input(it) }) }];
    }),
  ),
};

/** It would give one tenant what is the other's. */
const someRule = { field: 'NAME', pattern: 'beta-*', purpose: 'TENANT', tenantId: 'alpha' };

/** Streams are looked at in their own file: a denial there is what never arrives. */
export const streams = ['after', 'where.projectId', 'where.resourceId', 'where.tenantId'].map(
  (argument) => `Subscription.resourceEvents(${argument})`,
);
