import { describeHostility } from './hostile.ts';

describeHostility({ requests: 10_000 });
