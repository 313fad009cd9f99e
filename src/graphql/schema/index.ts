import { builder } from '../builder.ts';
import './event.ts';
import './project.ts';
import './resource.ts';
import './sync.ts';
import './tenant.ts';
import './viewer.ts';

builder.queryType({ description: 'Reads the mirror.' });
builder.mutationType({ description: 'What platform admins can set in motion.' });
builder.subscriptionType({ description: 'Follows what happens, live.' });

export const schema = builder.toSchema();
