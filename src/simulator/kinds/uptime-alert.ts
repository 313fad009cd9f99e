import { type ChildRecord, playWithin, within } from './under.ts';
import { type UptimeCheckRecord, uptimeCheckKind } from './uptime-check.ts';

const uptimeAlertKind = within<ChildRecord, UptimeCheckRecord>(uptimeCheckKind, {
  name: 'uptime_alert',
  urnType: 'uptimealert',
  path: (id) => `/v2/uptime/alerts/${id}`,
  generate: (estate) => {
    const random = estate.random('uptime-alert');
    for (const { id: of } of estate.shelf(uptimeCheckKind).values()) {
      estate.add(uptimeAlertKind, { id: random.uuid(), of, order: estate.nextOrder() });
    }
  },
  wire: ({ id }) => ({
    id,
    name: 'Slow',
    type: 'latency',
    threshold: 300,
    comparison: 'greater_than',
    notifications: {
      email: ['on-call@skyai.example'],
      slack: [{ channel: 'alerts', url: `https://hooks.slack.com/services/T0/B0/${id.slice(0, 8)}` }],
    },
    period: '2m',
  }),
});

export const uptimeAlerts = playWithin(uptimeCheckKind, uptimeAlertKind, {
  path: '/v2/uptime/checks/:id/alerts',
  list: 'alerts',
  one: 'alert',
});
