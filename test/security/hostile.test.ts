import { describeHostility } from './hostile.ts';

describeHostility({ requests: 150 });
