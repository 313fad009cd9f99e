import { builder } from '../builder.ts';
import { withPlainIds } from '../plain-ids.ts';
import './aggregate.ts';
import './api-key.ts';
import './audit.ts';
import './budget.ts';
import './classify.ts';
import './declare.ts';
import './estate-diff.ts';
import './event.ts';
import './impact.ts';
import './health.ts';
import './project.ts';
import './resource.ts';
import './resource-query.ts';
import './rule.ts';
import './rule-preview.ts';
import './sync.ts';
import './time.ts';
import './sync-run.ts';
import './tenant.ts';
import './viewer.ts';

builder.queryType({ description: 'Reads the mirror.' });
builder.mutationType({ description: 'What platform admins can set in motion.' });
builder.subscriptionType({ description: 'Follows what happens, live.' });

export const schema = withPlainIds(builder.toSchema());
