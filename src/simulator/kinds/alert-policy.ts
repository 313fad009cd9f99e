import type { Stored } from '../shelf.ts';
import type { Kind } from './define.ts';
import { households, living, play } from './plain.ts';

export interface AlertPolicyRecord extends Stored {
  readonly id: string;
  readonly description: string;
  readonly dropletIds: readonly number[];
  readonly slackUrl: string;
}

const mostWatched = 5;

/** One for each project. The address of its Slack channel is a secret. */
export const alertPolicyKind: Kind<AlertPolicyRecord> = {
  name: 'alert_policy',
  urnType: 'alertpolicy',
  ids: 'text',
  inProjects: false,
  path: (id) => `/v2/monitoring/alerts/${id}`,
  generate: (estate) => {
    const random = estate.random('alert-policy');
    for (const { project, droplets } of households(estate)) {
      estate.add(alertPolicyKind, {
        id: random.uuid(),
        order: estate.nextOrder(),
        description: `CPU of ${project.name}`,
        dropletIds: droplets.slice(0, mostWatched).map(({ id }) => id),
        slackUrl: `https://hooks.slack.com/services/T${random.hex(8)}/B${random.hex(8)}/${random.hex(24)}`,
      });
    }
  },
  wire: (record, estate) => ({
    alerts: {
      email: ['on-call@skyai.example'],
      slack: [{ channel: '#on-call', url: record.slackUrl }],
    },
    compare: 'GreaterThan',
    description: record.description,
    enabled: true,
    entities: living(estate, record.dropletIds).map(String),
    tags: ['on-call'],
    type: 'v1/insights/droplet/cpu',
    uuid: record.id,
    value: 80,
    window: '5m',
  }),
};

export const alertPolicies = play(alertPolicyKind, {
  path: '/v2/monitoring/alerts',
  list: 'policies',
  one: 'policy',
});
